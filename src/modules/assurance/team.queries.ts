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

const worst = sql`array_position(${statuses}::text[], s.worst)`
const name = (direction: RawBuilder<unknown>) =>
  sql`p.family_name ${direction}, p.given_name ${direction}, p.id`

/** One line for each person of whom something is required on a date, among those the actor may see. */
export async function teamCompliance(ctx: Context, ask: Ask, asAt: LocalDate): Promise<TeamCompliance> {
  const { requirement = '', status = '' } = ask.filters
  const personIds = await peopleAsked(ctx, ask, asAt)
  if (!personIds) await prepareForManyRows(ctx)
  const direction = ask.descending ? sql`desc` : sql`asc`
  const order = {
    name: name(direction),
    overdue: sql`(s.counts ->> 'overdue')::integer ${direction}, ${name(sql`asc`)}`,
    worst: sql`${worst} ${direction}, (s.counts ->> 'overdue')::integer desc, ${name(sql`asc`)}`,
  }
  const ofPerson = sql.join(
    statuses.map((one) => sql`${sql.lit(one)}, count(*) filter (where status = ${sql.lit(one)})`),
  )
  const ofAll = sql.join(
    statuses.map((one) => sql`${sql.lit(one)}, coalesce(sum((counts ->> ${sql.lit(one)})::bigint), 0)`),
  )
  const words = ask.search.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 6)
  const found = [
    sql`p.partnership_id = app.partnership()`,
    ...words.map((word) => sql`p.search_text like ${`%${word.replaceAll(/[\\%_]/g, '\\$&')}%`}`),
    ...(isStatus(status) ? [sql`(s.counts ->> ${status})::integer > 0`] : []),
  ]

  const { rows } = await sql<Totals & Nullable<TeamLine>>`
    with standing as materialized (
      select c.person_id, jsonb_build_object(${ofPerson}) as counts,
        (${statuses}::text[])[min(array_position(${statuses}::text[], c.status))] as worst
      from ${complianceOf({ asAt, personIds })} c
      where ${requirement === '' ? sql`true` : sql`c.requirement_id::text = ${requirement}`}
      group by c.person_id
    ), totals as (
      select jsonb_build_object(${ofAll}) as all_counts, count(*) as people from standing
    ), found as materialized (
      select p.id, p.ref, p.full_name, p.family_name, p.given_name, s.worst, s.counts
      from standing s join people p on p.id = s.person_id where ${sql.join(found, sql` and `)}
    ), shown as (
      select p.*, row_number() over (order by ${sql`${order[ask.sort as keyof typeof order] ?? order.worst}`}) as place
      from found p cross join lateral (select p.worst, p.counts) s
      order by place limit ${ask.limit} offset ${ask.offset}
    )
    select totals.*, (select count(*) from found) as total,
      shown.id, shown.ref, shown.full_name, shown.worst, shown.counts,
      (select string_agg(distinct coalesce(t.name, o.name), ', ') from engagements e
       left join teams t on t.id = e.team_id
       left join app.current_periods(${asAt}::date) o on o.organisation_id = e.organisation_id
       where e.person_id = shown.id and e.started_on <= ${asAt}::date and coalesce(e.ended_on >= ${asAt}::date, true)) as places
    from totals left join shown on true order by shown.place`.execute(ctx.db)
  const { total, people, allCounts } = rows[0]!
  return {
    rows: rows.filter((row): row is Totals & TeamLine => row.id !== null),
    total,
    people,
    counts: allCounts,
  }
}

interface Totals {
  total: number
  people: number
  allCounts: StatusCounts
}

type Nullable<T> = { [Key in keyof T]: T[Key] | null }

function isStatus(text: string): text is ComplianceStatus {
  return (statuses as readonly string[]).includes(text)
}

/** The people of the team and organisation asked for, or of the actor's own; undefined when that is everyone. */
async function peopleAsked(ctx: Context, ask: Ask, asAt: LocalDate): Promise<string[] | undefined> {
  const { team = '', organisation = '' } = ask.filters
  const { scope, personId } = ctx.actor
  const places: RawBuilder<unknown>[] = []
  if (team !== '') places.push(sql`e.team_id = ${isId(team) ? team : null}::uuid`)
  if (organisation !== '')
    places.push(sql`e.organisation_id = ${isId(organisation) ? organisation : null}::uuid`)
  if (places.length === 0 && scope.everyone) return undefined
  if (places.length === 0 && !scope.everyone)
    places.push(sql`(e.organisation_id = any (${scope.organisations}::uuid[]) or e.team_id = any (${scope.teams}::uuid[])
      or (${scope.organisations.length + scope.teams.length === 0} and e.person_id = ${personId}::uuid))`)
  const { rows } = await sql<{ personId: string }>`select distinct e.person_id from engagements e
    where e.partnership_id = app.partnership() and ${sql.join(places, sql` and `)}
      and e.started_on <= ${asAt}::date and coalesce(e.ended_on >= ${asAt}::date, true)`.execute(ctx.db)
  return rows.map((row) => row.personId)
}

const mostOptions = 500

/** The teams to choose from: those with people whom the actor may see. */
export async function teamOptions(ctx: Context, chosen: string) {
  const { rows } = await sql<{ value: string; text: string }>`
    select t.id as value, concat_ws(', ', t.name, o.name) as text
    from teams t left join app.current_periods(${ctx.today}::date) o on o.organisation_id = t.organisation_id
    where exists (select from engagements e where e.partnership_id = t.partnership_id and e.team_id = t.id)
    order by (t.id::text = ${chosen}) desc, lower(t.name), o.name limit ${mostOptions}`.execute(ctx.db)
  return rows
}

/** The organisations to choose from, in the same way. */
export async function organisationOptions(ctx: Context, chosen: string) {
  const { rows } = await sql<{ value: string; text: string }>`
    select o.organisation_id as value, o.name as text from app.current_periods(${ctx.today}::date) o
    where exists (select from engagements e where e.partnership_id = o.partnership_id and e.organisation_id = o.organisation_id)
    order by (o.organisation_id::text = ${chosen}) desc, lower(o.name) limit ${mostOptions}`.execute(ctx.db)
  return rows
}

export async function requirementOptions(ctx: Context) {
  const rows = await ctx.db.selectFrom('requirements').select(['id', 'title']).orderBy('title').execute()
  return rows.map(({ id, title }) => ({ value: id, text: title }))
}
