import { type RawBuilder, sql } from 'kysely'
import { type Context, type LocalDate, found } from '#platform'
import type { Ask } from '#web'
import type { Basis } from '../engagements/engagement.ts'

export interface PersonLine {
  id: string
  ref: string
  fullName: string
  role: string
  organisation: string | null
  team: string | null
  basis: Basis
  startedOn: LocalDate
  endedOn: LocalDate | null
  /** How many more engagements like this one the person has. */
  others: number
}

const sorts: Record<string, string> = {
  name: 'p.family_name %, p.given_name %, p.id %',
  ref: 'p.ref %, p.id %',
}

/**
 * People with an engagement open today or, when asked for, those who have none. Both by what the actor may see.
 * The first engagement that fits the filters stands for the person.
 */
export async function listPeople(ctx: Context, ask: Ask): Promise<{ rows: PersonLine[]; total: number }> {
  const { organisation, role, basis, sector, engaged } = ask.filters
  const open = sql`e.started_on <= ${ctx.today}::date and coalesce(e.ended_on >= ${ctx.today}::date, true)`
  const fits: RawBuilder<unknown>[] = [sql`e.person_id = p.id`]
  if (organisation) fits.push(sql`e.organisation_id::text = ${organisation}`)
  if (role) fits.push(sql`e.role_id in (select r.id from roles r where r.name = ${role})`)
  if (basis) fits.push(sql`e.basis = ${basis}`)
  if (sector)
    fits.push(sql`e.organisation_id in (select period.organisation_id from app.current_periods(${ctx.today}::date) period
      join sectors s on s.id = period.sector_id where s.name = ${sector})`)

  const wanted: RawBuilder<unknown>[] = searched(ask.search)
  if (engaged === 'left')
    wanted.push(sql`not exists (select from engagements e where e.person_id = p.id and ${open})`)
  else fits.push(open)
  const fitting = sql.join(fits, sql` and `)
  wanted.push(sql`exists (select from engagements e where ${fitting})`)
  const where = sql.join(wanted, sql` and `)

  const order = (sorts[ask.sort] ?? sorts['name'] ?? '').replaceAll('%', ask.descending ? 'desc' : 'asc')
  const { rows } = await sql<PersonLine>`
    select p.id, p.ref, p.full_name, first.*
    from (select p.* from people p where ${where}
          order by ${sql.raw(order)} limit ${ask.limit} offset ${ask.offset}) as p
    cross join lateral (
      select r.name as role, o.name as organisation, t.name as team, e.basis, e.started_on, e.ended_on,
        count(*) over () - 1 as others
      from engagements e
      join roles r on r.id = e.role_id
      left join teams t on t.id = e.team_id
      left join app.current_periods(${ctx.today}::date) o on o.organisation_id = e.organisation_id
      where ${fitting} order by e.ended_on desc nulls first, e.started_on, e.id limit 1) as first
    order by ${sql.raw(order)}`.execute(ctx.db)
  const count = await sql<{ total: number }>`select count(*) as total from people p where ${where}`.execute(
    ctx.db,
  )
  return { rows, total: count.rows[0]?.total ?? 0 }
}

/** Every word must be in the name or the reference; short ones too. */
function searched(search: string): RawBuilder<unknown>[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 6)
  return words.map((word) => sql`p.search_text like ${`%${word.replaceAll(/[\\%_]/g, '\\$&')}%`}`)
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

export interface EngagementLine {
  id: string
  ref: string
  role: string
  organisationId: string
  organisation: string
  team: string | null
  basis: Basis
  fte: number | null
  startedOn: LocalDate
  endedOn: LocalDate | null
  leavingReason: string | null
  destination: string | null
  version: number
}

/** A person's engagements that the actor may see, newest first, under the names that organisations have today. */
export async function engagementsOf(ctx: Context, personId: string): Promise<EngagementLine[]> {
  const { rows } = await sql<EngagementLine>`
    select e.id, e.ref, r.name as role, e.organisation_id, coalesce(p.name, o.ref) as organisation, t.name as team,
      e.basis, e.fte, e.started_on, e.ended_on, e.leaving_reason, e.destination, e.version
    from engagements e
    join roles r on r.id = e.role_id
    join organisations o on o.id = e.organisation_id
    left join app.current_periods(${ctx.today}::date) p on p.organisation_id = e.organisation_id
    left join teams t on t.id = e.team_id
    where e.person_id = ${personId} order by e.started_on desc, e.id`.execute(ctx.db)
  return rows
}
