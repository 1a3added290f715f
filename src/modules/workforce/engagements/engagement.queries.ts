import { sql } from 'kysely'
import type { Cohort } from '#partnership'
import { type Context, type LocalDate, NotFound } from '#platform'
import type { PayStatus, TermsRow } from './engagement.ts'

/** The terms of an engagement in a period, in words, with who saved them, when and from where. */
export interface EngagementLine extends Omit<TermsRow, 'cohort' | 'payStatus'> {
  cohort: Cohort
  payStatus: PayStatus
  role: string
  organisation: string
  team: string | null
  /** The first and last day of the whole engagement, whatever changed between. */
  firstOn: LocalDate
  lastOn: LocalDate | null
  /** Whether other terms follow these. */
  goesOn: boolean
  savedAt: Date
  savedBy: string | null
  savedFrom: string
}

/**
 * A person's engagements that the actor may see, newest first, under the names that organisations have today: as they are,
 * or as they were recorded at a moment.
 */
export async function engagementsOf(
  ctx: Context,
  personId: string,
  recordedAt?: Date,
): Promise<EngagementLine[]> {
  const from = recordedAt ? sql`app.engagements_as_recorded(${recordedAt})` : sql`engagements`
  const { rows } = await sql<EngagementLine>`
    select e.id, e.ref, e.person_id, e.organisation_id, e.team_id, e.role_id, e.basis, e.fte, e.hours_per_week, e.cohort,
      e.pay_status, e.client_age_from, e.client_age_to, e.started_on, e.ended_on, e.leaving_reason, e.destination,
      e.continues_id, e.version, e.saved_at, e.saved_from, a.display_name as saved_by,
      r.name as role, coalesce(p.name, o.ref) as organisation, t.name as team,
      min(e.started_on) over line as first_on,
      case when not bool_or(e.ended_on is null) over line then max(e.ended_on) over line end as last_on,
      e.started_on < max(e.started_on) over line as goes_on
    from ${from} as e
    join roles r on r.id = e.role_id
    join organisations o on o.id = e.organisation_id
    left join app.current_periods(${ctx.today}::date) p on p.organisation_id = e.organisation_id
    left join teams t on t.id = e.team_id
    left join accounts a on a.id = e.saved_by
    where e.person_id = ${personId}
    window line as (partition by e.ref)
    order by e.started_on desc, e.id`.execute(ctx.db)
  return rows
}

/** @throws NotFound also when it is another person's */
export async function findEngagement(
  ctx: Context,
  personId: string,
  engagementId: string,
): Promise<EngagementLine> {
  const line = (await engagementsOf(ctx, personId)).find(({ id }) => id === engagementId)
  if (!line) throw new NotFound('No such engagement')
  return line
}

/** The organisations open today where the actor may add people: all, or those of the actor's scope. */
export async function organisationsToWorkFor(ctx: Context): Promise<{ value: string; text: string }[]> {
  const { scope } = ctx.actor
  const { rows } = await sql<{ value: string; text: string }>`
    select p.organisation_id as value, p.name as text from app.current_periods(${ctx.today}::date) p
    join organisations o on o.id = p.organisation_id
    where coalesce(o.closed_on >= ${ctx.today}::date, true)
      and ${scope.everyone ? sql`true` : sql`p.organisation_id = any (${scope.organisations}::uuid[])`}
    order by lower(p.name)`.execute(ctx.db)
  return rows
}

/** @throws NotFound when the actor may not add people there */
export async function findOrganisationToWorkFor(ctx: Context, organisationId: string) {
  const one = (await organisationsToWorkFor(ctx)).find(({ value }) => value === organisationId)
  if (!one) throw new NotFound('No such organisation')
  return { id: one.value, name: one.text }
}
