import { type RawBuilder, sql } from 'kysely'
import { type Context, type LocalDate, isId } from '#platform'
import type { Ask } from '#web'
import { complianceOf, prepareForManyRows } from './compliance.queries.ts'
import { type ComplianceStatus, type StatusCounts, statuses } from './compliance.ts'

export interface TeamLine {
  id: string
  ref: string
  fullName: string
  /** The teams and, where there is none, organisations that the person is engaged at on the date. */
  places: string
  worst: ComplianceStatus
  counts: StatusCounts
}

export interface TeamCompliance {
  rows: TeamLine[]
  total: number
  /** Over all people in the team, organisation and requirement asked for, however the list is searched. */
  counts: StatusCounts
  people: number
}

const name = (direction: RawBuilder<unknown>) =>
  sql`p.family_name ${direction}, p.given_name ${direction}, p.id`

/** One line for each person of whom something is required on a date, among those the actor may see. */
export async function teamCompliance(ctx: Context, ask: Ask, asAt: LocalDate): Promise<TeamCompliance> {
  const { requirement = '', status = '' } = ask.filters
  const personIds = await peopleAsked(ctx, ask, asAt)
  if (!personIds || personIds.length > 1000) await prepareForManyRows(ctx)
  const direction = ask.descending ? sql`desc` : sql`asc`
  const order = {
    name: name(direction),
    overdue: sql`s.overdue ${direction}, ${name(sql`asc`)}`,
    worst: sql`s.rank ${direction}, s.overdue desc, ${name(sql`asc`)}`,
  }
  const each = (column: (status: RawBuilder<unknown>, quoted: RawBuilder<unknown>) => RawBuilder<unknown>) =>
    sql.join(statuses.map((one) => column(sql.ref(one), sql.lit(one))))
  const words = ask.search.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 6)
  const wanted = [
    sql`p.partnership_id = app.partnership()`,
    ...words.map((word) => sql`p.search_text like ${`%${word.replaceAll(/[\\%_]/g, '\\$&')}%`}`),
    ...(isStatus(status) ? [sql`s.${sql.ref(status)} > 0`] : []),
  ]

  const { rows } = await sql<Totals & Nullable<FoundLine>>`
    with standing as materialized (
      select c.person_id, min(array_position(${statuses}::text[], c.status)) as rank,
        ${each((column, word) => sql`count(*) filter (where c.status = ${word}) as ${column}`)}
      from ${complianceOf({ asAt, personIds })} c
      where ${requirement === '' ? sql`true` : sql`c.requirement_id = ${idOrNone(requirement)}`}
      group by c.person_id
    ), totals as (
      select count(*) as people,
        jsonb_build_object(${each((column, word) => sql`${word}, coalesce(sum(${column}), 0)`)}) as all_counts
      from standing
    ), found as materialized (
      select s.*, row_number() over (order by ${order[ask.sort as keyof typeof order] ?? order.worst}) as place
      from standing s join people p on p.id = s.person_id where ${sql.join(wanted, sql` and `)}
    ), shown as (
      select s.*, p.id, p.ref, p.full_name from found s join people p on p.id = s.person_id
      where s.place > ${ask.offset} and s.place <= ${ask.offset + ask.limit}
    )
    select totals.*, (select count(*) from found) as total, shown.id, shown.ref, shown.full_name, shown.rank,
      jsonb_build_object(${each((column, word) => sql`${word}, shown.${column}`)}) as counts,
      (select string_agg(distinct coalesce(t.name, o.name), ', ') from engagements e
       left join teams t on t.id = e.team_id
       left join app.current_periods(${asAt}::date) o on o.organisation_id = e.organisation_id
       where e.person_id = shown.id and e.started_on <= ${asAt}::date and coalesce(e.ended_on >= ${asAt}::date, true)) as places
    from totals left join shown on true order by shown.place`.execute(ctx.db)
  const { total, people, allCounts } = rows[0]!
  const lines = rows.filter((row): row is Totals & FoundLine => row.id !== null)
  return {
    rows: lines.map(({ rank, ...line }) => ({ ...line, worst: statuses[rank - 1]! })),
    total,
    people,
    counts: allCounts,
  }
}

/** With the status by its place in the order of the worst first, from 1. */
type FoundLine = Omit<TeamLine, 'worst'> & { rank: number }

interface Totals {
  total: number
  people: number
  allCounts: StatusCounts
}

type Nullable<T> = { [Key in keyof T]: T[Key] | null }

function isStatus(text: string): text is ComplianceStatus {
  return (statuses as readonly string[]).includes(text)
}

/** An id that was asked for in an address; what is none fits nothing. */
const idOrNone = (text: string) => sql`${isId(text) ? text : null}::uuid`

/** The people of the team and organisation asked for, or of the actor's own; undefined when that is everyone. */
async function peopleAsked(ctx: Context, ask: Ask, asAt: LocalDate): Promise<string[] | undefined> {
  const { team = '', organisation = '', cohort = '' } = ask.filters
  const { scope, personId } = ctx.actor
  const places: RawBuilder<unknown>[] = []
  if (team !== '') places.push(sql`e.team_id = ${idOrNone(team)}`)
  if (organisation !== '') places.push(sql`e.organisation_id = ${idOrNone(organisation)}`)
  if (places.length === 0 && cohort === '' && scope.everyone) return undefined
  if (places.length === 0 && !scope.everyone)
    places.push(sql`(e.organisation_id = any (${scope.organisations}::uuid[]) or e.team_id = any (${scope.teams}::uuid[])
      or (${scope.organisations.length + scope.teams.length === 0} and e.person_id = ${personId}::uuid))`)
  const { rows } = await sql<{ personId: string }>`select distinct e.person_id from engagements e
    where e.partnership_id = app.partnership() and ${sql.join([sql`true`, ...places], sql` and `)}
      and ${cohort === '' ? sql`true` : sql`e.cohort = ${cohort}`}
      and e.started_on <= ${asAt}::date and coalesce(e.ended_on >= ${asAt}::date, true)`.execute(ctx.db)
  return rows.map((row) => row.personId)
}

const mostOptions = 500

/** The teams to choose from: those with people whom the actor may see. */
export async function teamOptions({ db, today, actor: { scope } }: Context, chosen: string) {
  const ofTheActor = scope.everyone
    ? sql`exists (select from engagements e where e.partnership_id = t.partnership_id and e.team_id = t.id)`
    : sql`(t.id = any (${scope.teams}::uuid[]) or t.organisation_id = any (${scope.organisations}::uuid[]))`
  const { rows } = await sql<{ value: string; text: string }>`
    select t.id as value, concat_ws(', ', t.name, o.name) as text
    from teams t left join app.current_periods(${today}::date) o on o.organisation_id = t.organisation_id
    where ${ofTheActor}
    order by (t.id::text = ${chosen}) desc, lower(t.name), o.name limit ${mostOptions}`.execute(db)
  return rows
}

/** The organisations to choose from, in the same way. */
export async function organisationOptions({ db, today, actor: { scope } }: Context, chosen: string) {
  const ofTheActor = scope.everyone
    ? sql`exists (select from engagements e
        where e.partnership_id = o.partnership_id and e.organisation_id = o.organisation_id)`
    : sql`(o.organisation_id = any (${scope.organisations}::uuid[])
        or o.organisation_id in (select t.organisation_id from teams t where t.id = any (${scope.teams}::uuid[])))`
  const { rows } = await sql<{ value: string; text: string }>`
    select o.organisation_id as value, o.name as text from app.current_periods(${today}::date) o
    where ${ofTheActor}
    order by (o.organisation_id::text = ${chosen}) desc, lower(o.name) limit ${mostOptions}`.execute(db)
  return rows
}

export async function requirementOptions(ctx: Context) {
  const rows = await ctx.db.selectFrom('requirements').select(['id', 'title']).orderBy('title').execute()
  return rows.map(({ id, title }) => ({ value: id, text: title }))
}
