import { type RawBuilder, sql } from 'kysely'
import { type Context, type LocalDate, found } from '#platform'
import type { Ask } from '#web'

export interface PostLine {
  id: string
  ref: string
  organisationId: string
  organisation: string | null
  teamId: string | null
  team: string | null
  roleId: string
  role: string
  fte: number
  fundedFrom: LocalDate
  fundedTo: LocalDate | null
  version: number
}

const sorts: Record<string, string> = {
  ref: 'p.ref',
  organisation: 'lower(o.name)',
  team: 'lower(t.name)',
  role: 'lower(r.name)',
  from: 'p.funded_from',
}

const columns = sql`p.id, p.ref, p.organisation_id, o.name as organisation, p.team_id, t.name as team, p.role_id,
  r.name as role, p.fte, p.funded_from, p.funded_to, p.version`
const from = (asAt: LocalDate) => sql`from posts p
  join roles r on r.id = p.role_id
  left join teams t on t.id = p.team_id
  left join app.current_periods(${asAt}::date) o on o.organisation_id = p.organisation_id`

/** Posts funded on a date, or all that ever were. */
export async function listPosts(
  ctx: Context,
  ask: Ask,
  asAt: LocalDate,
): Promise<{ rows: PostLine[]; total: number; fte: number }> {
  const { organisation, role, funded } = ask.filters
  const wanted: RawBuilder<unknown>[] = [sql`true`]
  for (const word of ask.search.split(/\s+/).filter(Boolean).slice(0, 6)) {
    const like = `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`
    wanted.push(sql`(p.ref ilike ${like} or t.name ilike ${like} or r.name ilike ${like})`)
  }
  if (organisation) wanted.push(sql`p.organisation_id::text = ${organisation}`)
  if (role) wanted.push(sql`r.name = ${role}`)
  if (funded !== 'ever')
    wanted.push(sql`p.funded_from <= ${asAt}::date and (p.funded_to is null or p.funded_to >= ${asAt}::date)`)
  const where = sql`where ${sql.join(wanted, sql` and `)}`
  const direction = sql.raw(ask.descending ? 'desc' : 'asc')
  const { rows } = await sql<PostLine>`select ${columns} ${from(asAt)} ${where}
    order by ${sql.raw(sorts[ask.sort] ?? 'p.ref')} ${direction} nulls last, p.id
    limit ${ask.limit} offset ${ask.offset}`.execute(ctx.db)
  const count = await sql<{
    total: number
    fte: number
  }>`select count(*) as total, coalesce(sum(p.fte), 0) as fte
    ${from(asAt)} ${where}`.execute(ctx.db)
  return { rows, ...count.rows[0]! }
}

/** @throws NotFound */
export async function findPost(ctx: Context, id: string): Promise<PostLine> {
  const { rows } = await sql<PostLine>`select ${columns} ${from(ctx.today)} where p.id = ${id}`.execute(
    ctx.db,
  )
  return found(rows[0])
}
