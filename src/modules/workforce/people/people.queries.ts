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

const byName = 'p.family_name %, p.given_name %, p.id %'
const sorts: Record<string, string> = { name: byName, ref: 'p.ref %, p.id %' }

/**
 * People with an engagement open today or, when asked for, those who have none. Both by what the actor may see.
 * The first engagement that fits the filters stands for the person.
 */
export async function listPeople(ctx: Context, ask: Ask): Promise<{ rows: PersonLine[]; total: number }> {
  const open = sql`e.started_on <= ${ctx.today}::date and coalesce(e.ended_on >= ${ctx.today}::date, true)`
  const hasLeft = ask.filters['engaged'] === 'left'
  const fits = sql.join([...filtered(ctx, ask), ...(hasLeft ? [] : [open])], sql` and `)
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
      select r.name as role, o.name as organisation, t.name as team, e.basis, e.started_on, e.ended_on,
        count(*) over () - 1 as others
      from engagements e
      join roles r on r.id = e.role_id
      left join teams t on t.id = e.team_id
      left join app.current_periods(${ctx.today}::date) o on o.organisation_id = e.organisation_id
      where e.person_id = p.id and ${fits}
      order by e.ended_on desc nulls first, e.started_on, e.id limit 1) as first
    order by ${order}`.execute(ctx.db)
  // Counted from the engagements alone where nothing is asked of the person: an index holds all of it.
  const count = await sql<{ total: number }>`select count(*) as total from (${
    ask.search === '' && !hasLeft
      ? sql`select from engagements e where ${fits} group by e.person_id`
      : peopleFound(ask.search, wanted, sql``)
  }) as found`.execute(ctx.db)
  return { rows, total: count.rows[0]?.total ?? 0 }
}

/**
 * Those whose name or reference holds every word, then those of them that are wanted. The words are looked for first and
 * apart: otherwise the database asks for the engagements of everyone.
 */
function peopleFound(
  search: string,
  wanted: RawBuilder<unknown>,
  page: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 6)
  const columns = sql`p.id, p.ref, p.full_name, p.family_name, p.given_name`
  if (words.length === 0) return sql`select ${columns} from people p where ${wanted} ${page}`
  const likes = words.map((word) => sql`p.search_text like ${`%${word.replaceAll(/[\\%_]/g, '\\$&')}%`}`)
  return sql`with named as materialized (select ${columns} from people p where ${sql.join(likes, sql` and `)})
    select ${columns} from named p where ${wanted} ${page}`
}

/** What the filters ask of an engagement. */
function filtered(ctx: Context, ask: Ask): RawBuilder<unknown>[] {
  const { organisation, role, basis, sector } = ask.filters
  const fits: RawBuilder<unknown>[] = [sql`true`]
  if (organisation) fits.push(sql`e.organisation_id::text = ${organisation}`)
  if (role) fits.push(sql`e.role_id in (select r.id from roles r where r.name = ${role})`)
  if (basis) fits.push(sql`e.basis = ${basis}`)
  if (sector)
    fits.push(sql`e.organisation_id in (select period.organisation_id from app.current_periods(${ctx.today}::date) period
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
