import { sql } from 'kysely'
import { type Context, found } from '#platform'
import type { Place, RoleGiven } from './who-sees.ts'

/** Every role in force today, by who has it. */
export async function rolesGiven(ctx: Context): Promise<RoleGiven[]> {
  const { rows } = await sql<RoleGiven>`
    select g.id as grant_id, g.account_id, a.display_name as name, g.role, g.organisation_id, g.team_id,
      g.delegated_from_id is not null as stands_in
    from grants g join accounts a on a.id = g.account_id
    where g.started_on <= ${ctx.today}::date and (g.ended_on is null or g.ended_on >= ${ctx.today}::date)
      and a.closed_at is null
    order by a.display_name, g.id`.execute(ctx.db)
  return rows
}

const sharedUnder = (ctx: Context) => sql`(select a.title from sharing_agreements a
  join sharing_agreement_parties s on s.sharing_agreement_id = a.id and s.organisation_id = o.id
  where a.shares = 'named' and a.started_on <= ${ctx.today}::date and (a.ended_on is null or a.ended_on >= ${ctx.today}::date)
  order by a.started_on limit 1)`

/** Where a person works, and worked: of that what the actor may see, the newest first. */
export async function placesOf(ctx: Context, personId: string): Promise<Place[]> {
  const { rows } = await sql<Place>`
    select e.organisation_id, coalesce(p.name, o.ref) as organisation, e.team_id, t.name as team, o.register_kept_by,
      ${sharedUnder(ctx)} as shared_under
    from engagements e
    join organisations o on o.id = e.organisation_id
    left join app.current_periods(${ctx.today}::date) p on p.organisation_id = o.id
    left join teams t on t.id = e.team_id
    where e.person_id = ${personId}
    order by e.ended_on desc nulls first, e.started_on desc, e.id`.execute(ctx.db)
  return rows
}

/** An organisation and each of its teams, as places where somebody could work. @throws NotFound */
export async function placesIn(ctx: Context, organisationId: string): Promise<Place[]> {
  const { rows } = await sql<Place>`
    select o.id as organisation_id, coalesce(p.name, o.ref) as organisation, t.id as team_id, t.name as team,
      o.register_kept_by, ${sharedUnder(ctx)} as shared_under
    from organisations o
    left join app.current_periods(${ctx.today}::date) p on p.organisation_id = o.id
    left join teams t on t.organisation_id = o.id
    where o.id = ${organisationId}
    order by t.name`.execute(ctx.db)
  found(rows[0])
  return rows
}

export interface Look {
  name: string
  recordedAt: Date
}

/** Who opened a person's page lately, other than themself. */
export async function looksAt(ctx: Context, personId: string): Promise<Look[]> {
  const { rows } = await sql<Look>`
    select coalesce(a.display_name, 'Somebody whose account is gone') as name, h.recorded_at
    from history_entries h left join accounts a on a.id = h.actor_account_id
    where h.partnership_id = app.partnership() and h.subject_type = 'person' and h.subject_id = ${personId}
      and h.action = 'workforce.person-viewed'
      and h.actor_account_id not in (select p.account_id from account_people p where p.person_id = ${personId})
    order by h.recorded_at desc limit 10`.execute(ctx.db)
  return rows
}
