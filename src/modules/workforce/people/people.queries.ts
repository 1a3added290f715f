import { type RawBuilder, sql } from 'kysely'
import { type Context, type LocalDate, found } from '#platform'
import { type Ask, type AsAt, readAsAt } from '#web'
import type { Cohort } from '#partnership'
import type { Basis } from '../engagements/engagement.ts'
import { agesAsked, hoursAsked } from './scope.ts'

export interface PersonLine {
  id: string
  ref: string
  fullName: string
  role: string
  organisation: string | null
  team: string | null
  basis: Basis
  cohort: Cohort
  startedOn: LocalDate
  endedOn: LocalDate | null
  /** How many more engagements like this one the person has. */
  others: number
}

const byName = 'p.family_name %, p.given_name %, p.id %'
const sorts: Record<string, string> = { name: byName, ref: 'p.ref %, p.id %' }

/** How many people, once each, and how much work, in each cohort on a date. */
export interface CohortTotal {
  cohort: Cohort
  people: number
  /** Of the engagements that say. */
  fte: number
  fteNotKnown: number
}

export interface PeopleFound {
  rows: PersonLine[]
  total: number
  asAt: AsAt
  /** Null where the words of a search choose the people. */
  cohorts: CohortTotal[] | null
}

/**
 * People with an engagement open on a date, today unless asked otherwise, or those who have none. Both by what the actor
 * may see. The first engagement that fits the filters stands for the person.
 */
export async function listPeople(ctx: Context, ask: Ask): Promise<PeopleFound> {
  const asked = readAsAt(ask.filters['asAt'], ctx.today)
  const { asAt } = asked
  const open = sql`e.started_on <= ${asAt}::date and coalesce(e.ended_on >= ${asAt}::date, true)`
  const hasLeft = ask.filters['engaged'] === 'left'
  const fits = sql.join([...filtered(asAt, ask), ...(hasLeft ? [] : [open])], sql` and `)
  const wanted = sql.join(
    [
      sql`exists (select from engagements e where e.person_id = p.id and ${fits})`,
      ...(hasLeft ? [sql`not exists (select from engagements e where e.person_id = p.id and ${open})`] : []),
    ],
    sql` and `,
  )
  const order = sql.raw((sorts[ask.sort] ?? byName).replaceAll('%', ask.descending ? 'desc' : 'asc'))
  const { rows } = await sql<PersonLine>`
    with found as materialized (${peopleFound(ask.search, wanted, sql`order by ${order} limit ${ask.limit} offset ${ask.offset}`)})
    select p.id, p.ref, p.full_name, first.*
    from found p
    cross join lateral (
      select r.name as role, o.name as organisation, t.name as team, e.basis, e.cohort, e.started_on, e.ended_on,
        count(*) over () - 1 as others
      from engagements e
      join roles r on r.id = e.role_id
      left join teams t on t.id = e.team_id
      left join app.current_periods(${asAt}::date) o on o.organisation_id = e.organisation_id
      where e.person_id = p.id and ${fits}
      order by e.ended_on desc nulls first, e.started_on, e.id limit 1) as first
    order by ${order}`.execute(ctx.db)
  // Counted from the engagements alone where nothing is asked of the person: an index holds all of it.
  const count = await sql<{ total: number }>`select count(*) as total from (${
    ask.search === '' && !hasLeft
      ? sql`select from engagements e where ${fits} group by e.person_id`
      : peopleFound(ask.search, wanted, sql``)
  }) as found`.execute(ctx.db)
  const byCohort = ask.search === '' && !hasLeft ? await cohortTotals(ctx, fits) : null
  return { rows, total: count.rows[0]?.total ?? 0, asAt: asked, cohorts: byCohort }
}

async function cohortTotals(ctx: Context, fits: RawBuilder<unknown>): Promise<CohortTotal[]> {
  const { rows } = await sql<CohortTotal>`
    select e.cohort, count(distinct e.person_id) as people, coalesce(sum(e.fte), 0) as fte,
      count(*) filter (where e.fte is null) as fte_not_known
    from engagements e where ${fits} group by e.cohort order by e.cohort collate "C"`.execute(ctx.db)
  return rows
}

/**
 * Those of whose name or references some word begins with each word that is searched for, then those of them that are
 * wanted. The words are looked for first and apart: otherwise the database asks for the engagements of everyone.
 */
function peopleFound(
  search: string,
  wanted: RawBuilder<unknown>,
  page: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const columns = sql`p.id, p.ref, p.full_name, p.family_name, p.given_name`
  if (search === '') return sql`select ${columns} from people p where ${wanted} ${page}`
  return sql`with named as materialized (
      select ${columns} from app.people_named(${search}) n join people p on p.id = n.person_id)
    select ${columns} from named p where ${wanted} ${page}`
}

/** What the filters ask of an engagement on a date. */
function filtered(asAt: LocalDate, ask: Ask): RawBuilder<unknown>[] {
  const { organisation, role, basis, sector, cohort, ring, pay, hours, ages } = ask.filters
  const fits: RawBuilder<unknown>[] = [sql`true`]
  if (organisation) fits.push(sql`e.organisation_id::text = ${organisation}`)
  if (role) fits.push(sql`e.role_id in (select r.id from roles r where r.name = ${role})`)
  if (ring)
    fits.push(sql`e.role_id in (select r.id from roles r where coalesce(r.ring, 'not-said') = ${ring})`)
  if (basis) fits.push(sql`e.basis = ${basis}`)
  if (cohort) fits.push(sql`e.cohort = ${cohort}`)
  if (pay) fits.push(sql`e.pay_status = ${pay}`)
  if (hours) fits.push(hoursAsked(hours))
  if (ages) fits.push(agesAsked(ages))
  if (sector)
    fits.push(sql`e.organisation_id in (select period.organisation_id from app.current_periods(${asAt}::date) period
      join sectors s on s.id = period.sector_id where s.name = ${sector})`)
  return fits
}

/** The organisations to filter people by: those with somebody engaged today whom the actor may see. */
export async function organisationsWithPeople(ctx: Context) {
  const { rows } = await sql<{ value: string; text: string }>`
    select o.organisation_id as value, o.name as text from app.current_periods(${ctx.today}::date) o
    where exists (select from engagements e where e.organisation_id = o.organisation_id
      and e.started_on <= ${ctx.today}::date and coalesce(e.ended_on >= ${ctx.today}::date, true))
    order by lower(o.name)`.execute(ctx.db)
  return rows
}

export async function roleNames(ctx: Context) {
  const rows = await ctx.db.selectFrom('roles').select('name').orderBy('name').execute()
  return rows.map(({ name }) => ({ value: name, text: name }))
}

/** @throws NotFound also when the actor may not see this person */
export async function findPerson(ctx: Context, id: string) {
  return found(await ctx.db.selectFrom('people').selectAll().where('id', '=', id).executeTakeFirst())
}
