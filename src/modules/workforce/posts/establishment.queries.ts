import { type RawBuilder, sql } from 'kysely'
import type { Context, LocalDate } from '#platform'
import type { Ask } from '#web'
import { employeeBases } from '../engagements/engagement.ts'
import type { Establishment } from './vacancy.ts'

/** A group of posts: of one role in one team, or added up by one of these. */
export interface EstablishmentLine extends Establishment {
  id: string
  organisation: string | null
  team: string | null
  role: string | null
}

/** What lines are added up by. */
export const groupings = { team: 'Team', role: 'Role', organisation: 'Organisation' } as const

const sorts: Record<string, string> = {
  organisation: 'lower(organisation)',
  team: 'lower(team)',
  role: 'lower(role)',
  funded: 'funded',
  vacant: 'vacant',
}

/** What is funded, filled and vacant on a date, of the posts that the actor may see. */
export async function establishmentOn(
  ctx: Context,
  ask: Ask,
  asAt: LocalDate,
): Promise<{ rows: EstablishmentLine[]; total: number; all: Establishment }> {
  const { by, organisation, role, vacant } = ask.filters
  const shown = (part: string, name: RawBuilder<unknown>) =>
    !by || by === part || (by === 'team' && part === 'organisation') ? name : sql`null::text`
  const wanted = sql.join(
    [
      sql`true`,
      ...(organisation ? [sql`f.organisation_id::text = ${organisation}`] : []),
      ...(role ? [sql`r.name = ${role}`] : []),
    ],
    sql` and `,
  )
  const open = sql`e.started_on <= ${asAt}::date and (e.ended_on is null or e.ended_on >= ${asAt}::date)`
  const sums = sql`sum(posts)::int as posts, sum(funded) as funded, sum(filled) as filled, sum(vacant) as vacant,
    sum(over_funded) as over, sum(agency) as agency, sum(not_known)::int as not_known`
  const lines = sql`with funded as (
      select organisation_id, team_id, role_id, count(*) as posts, sum(fte) as funded from posts
      where funded_from <= ${asAt}::date and (funded_to is null or funded_to >= ${asAt}::date) group by 1, 2, 3),
    working as (
      select e.organisation_id, e.team_id, e.role_id,
        coalesce(sum(e.fte) filter (where e.basis = any (${employeeBases})), 0) as filled,
        coalesce(sum(e.fte) filter (where e.basis = 'agency'), 0) as agency,
        count(*) filter (where e.fte is null and e.basis = any (${employeeBases})) as not_known
      from engagements e where ${open} group by 1, 2, 3),
    lines as (
      select o.name as organisation, t.name as team, r.name as role, f.posts, f.funded, coalesce(w.filled, 0) as filled,
        greatest(f.funded - coalesce(w.filled, 0), 0) as vacant, greatest(coalesce(w.filled, 0) - f.funded, 0) as over_funded,
        coalesce(w.agency, 0) as agency, coalesce(w.not_known, 0) as not_known
      from funded f
      join roles r on r.id = f.role_id
      left join teams t on t.id = f.team_id
      left join app.current_periods(${asAt}::date) o on o.organisation_id = f.organisation_id
      left join working w on w.organisation_id = f.organisation_id and w.role_id = f.role_id
        and w.team_id is not distinct from f.team_id
      where ${wanted}),
    grouped as (
      select ${shown('organisation', sql`organisation`)} as organisation, ${shown('team', sql`team`)} as team,
        ${shown('role', sql`role`)} as role, ${sums} from lines group by 1, 2, 3),
    found as (select * from grouped where ${vacant === 'yes' ? sql`vacant > 0` : sql`true`})`
  const direction = sql.raw(ask.descending ? 'desc' : 'asc')
  const { rows } = await sql<EstablishmentLine>`${lines}
    select concat_ws('/', organisation, team, role) as id, found.* from found
    order by ${sql.raw(sorts[ask.sort] ?? 'vacant')} ${direction} nulls last, organisation, team, role
    limit ${ask.limit} offset ${ask.offset}`.execute(ctx.db)
  const counted = await sql<Establishment & { total: number }>`${lines}
    select (select count(*) from found) as total, coalesce(sum(posts), 0)::int as posts, coalesce(sum(funded), 0) as funded,
      coalesce(sum(filled), 0) as filled, coalesce(sum(vacant), 0) as vacant, coalesce(sum(over_funded), 0) as over,
      coalesce(sum(agency), 0) as agency, coalesce(sum(not_known), 0)::int as not_known from lines`.execute(
    ctx.db,
  )
  const { total, ...all } = counted.rows[0]!
  return { rows, total, all }
}
