import { type RawBuilder, sql } from 'kysely'
import { type Context, type LocalDate, found } from '#platform'
import type { Ask } from '#web'
import { type Ring, usualDefinitions } from './role-taxonomy.ts'

export interface RoleLine {
  id: string
  name: string
  sectorGroup: string | null
  family: string | null
  ring: Ring | null
  registrationBody: string | null
  regulatedActivity: 'yes' | 'no' | 'depends' | null
  /** Different people in the role on the date, of those whom the actor may see. */
  people: number
}

const sorts: Record<string, string> = {
  name: 'lower(r.name)',
  group: 'r.sector_group',
  family: 'r.family',
  people: 'people',
}

const openOn = (asAt: LocalDate) =>
  sql`e.started_on <= ${asAt}::date and (e.ended_on is null or e.ended_on >= ${asAt}::date)`

export async function listRoles(
  ctx: Context,
  ask: Ask,
  asAt: LocalDate,
): Promise<{ rows: RoleLine[]; total: number }> {
  const { ring, group } = ask.filters
  const wanted: RawBuilder<unknown>[] = [sql`true`]
  for (const word of ask.search.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 6))
    wanted.push(sql`lower(r.name) like ${`%${word.replaceAll(/[\\%_]/g, '\\$&')}%`}`)
  if (ring) wanted.push(sql`coalesce(r.ring, 'not-said') = ${ring}`)
  if (group) wanted.push(sql`coalesce(r.sector_group, 'Not said') = ${group}`)
  const where = sql.join(wanted, sql` and `)
  const direction = sql.raw(ask.descending ? 'desc' : 'asc')
  const { rows } = await sql<RoleLine>`
    with held as (select e.role_id, count(distinct e.person_id) as people from engagements e where ${openOn(asAt)} group by 1)
    select r.id, r.name, r.sector_group, r.family, r.ring, r.registration_body, r.regulated_activity,
      coalesce(held.people, 0) as people
    from roles r left join held on held.role_id = r.id where ${where}
    order by ${sql.raw(sorts[ask.sort] ?? 'lower(r.name)')} ${direction} nulls last, r.id
    limit ${ask.limit} offset ${ask.offset}`.execute(ctx.db)
  const count = await sql<{ total: number }>`select count(*) as total from roles r where ${where}`.execute(
    ctx.db,
  )
  return { rows, total: count.rows[0]?.total ?? 0 }
}

export interface RingCount {
  /** Null for roles that are in neither. */
  ring: Ring | null
  roles: number
  people: number
}

/** People by ring on a date. Somebody with a core and a wider role counts in both, and once in the total. */
export async function countByRing(
  ctx: Context,
  asAt: LocalDate,
): Promise<{ rings: RingCount[]; people: number }> {
  const { rows: rings } = await sql<RingCount>`
    select r.ring, count(distinct r.id) as roles, count(distinct e.person_id) as people
    from roles r left join engagements e on e.role_id = r.id and ${openOn(asAt)}
    group by r.ring order by r.ring nulls last`.execute(ctx.db)
  const { rows } = await sql<{ people: number }>`select count(distinct e.person_id) as people
    from engagements e where ${openOn(asAt)}`.execute(ctx.db)
  return { rings, people: rows[0]!.people }
}

/** @throws NotFound */
export async function findRole(ctx: Context, id: string) {
  return found(await ctx.db.selectFrom('roles').selectAll().where('id', '=', id).executeTakeFirst())
}

/** How many different people hold a role on a date. */
export async function holdersOf(ctx: Context, roleId: string, asAt: LocalDate): Promise<number> {
  const { rows } = await sql<{ people: number }>`select count(distinct e.person_id) as people
    from engagements e where e.role_id = ${roleId} and ${openOn(asAt)}`.execute(ctx.db)
  return rows[0]!.people
}

export interface RingDefinition {
  ring: Ring
  definition: string
  source: string
  version: number
}

/** What core and wider mean here: in the partnership's own words, or in the usual ones. */
export async function ringDefinitions(ctx: Context): Promise<Record<Ring, RingDefinition>> {
  const rows = await ctx.db
    .selectFrom('ringDefinitions')
    .select(['ring', 'definition', 'source', 'version'])
    .execute()
  const of = (ring: Ring): RingDefinition => {
    const own = rows.find((row) => row.ring === ring)
    return own ? { ...own, ring } : { ring, definition: usualDefinitions[ring], source: '', version: 0 }
  }
  return { core: of('core'), wider: of('wider') }
}
