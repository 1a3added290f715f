import { sql } from 'kysely'
import type { Context, LocalDate } from '#platform'

/** Different people engaged on a date: in a sector or, where the sector is null, in all of them together. */
export interface WorkforceCount {
  sectorId: string | null
  people: number
  core: number
  wider: number
  /** With no role that is placed in a ring. */
  noRing: number
  employed: number
  commissioned: number
  widerCohort: number
  volunteers: number
  /** Without those who work only where work with children cannot be told apart. */
  childrenOnly: number
  /** Of the people of all sectors together, those who work in more than one. */
  inSeveral: number
}

/**
 * The workforce on a date by sector, ring and cohort, and all of it together. Someone in two sectors counts once in each
 * and once in the total; someone with a core and a wider role counts in both rings. By what the actor may see.
 */
export async function workforceOn(ctx: Context, asAt: LocalDate): Promise<WorkforceCount[]> {
  // What somebody is, as bits of one number: put together over 70,000 engagements, eight columns cost three times as much.
  const { rows } = await sql<WorkforceCount>`
    with by_sector as materialized (
      select e.person_id, p.sector_id, bit_or(
        case r.ring when 'core' then 1 when 'wider' then 2 else 0 end
        | case e.cohort when 'employed' then 4 when 'commissioned' then 8 else 16 end
        | case e.basis when 'volunteer' then 32 else 0 end
        | case when p.organisation_id in (${apart(asAt)}) then 0 else 64 end) as "is"
      from engagements e
      join roles r on r.partnership_id = e.partnership_id and r.id = e.role_id
      left join app.current_periods(${asAt}::date) p on p.organisation_id = e.organisation_id
      where e.started_on <= ${asAt}::date and (e.ended_on is null or e.ended_on >= ${asAt}::date)
      group by 1, 2),
    by_person as (select bit_or("is") as "is", count(*) > 1 as several from by_sector group by person_id)
    select sector_id, ${counts}, 0 as in_several from by_sector where sector_id is not null group by 1
    union all
    select null, ${counts}, count(*) filter (where several) from by_person`.execute(ctx.db)
  return rows
}

const counts = sql`count(*) as people, count(*) filter (where "is" & 1 > 0) as core,
  count(*) filter (where "is" & 2 > 0) as wider, count(*) filter (where "is" & 3 = 0) as no_ring,
  count(*) filter (where "is" & 4 > 0) as employed, count(*) filter (where "is" & 8 > 0) as commissioned,
  count(*) filter (where "is" & 16 > 0) as wider_cohort, count(*) filter (where "is" & 32 > 0) as volunteers,
  count(*) filter (where "is" & 64 > 0) as children_only`

/** The organisations whose whole group was entered as one whose work with children cannot be told apart. */
const apart = (asAt: LocalDate) => sql`select h.organisation_id from headcounts h
  where h.not_disaggregable and h.organisation_id is not null
    and h.as_at <= ${asAt}::date and (h.ended_on is null or h.ended_on >= ${asAt}::date)`

export interface GroupInTeam {
  roleGroup: string | null
  team: string | null
  people: number
}

/**
 * The people of a sector on a date by what they do and where: each role group in each team (`team` null where none is
 * named), with `people` counted once in each line. Lines of totals are made of people, not of lines.
 */
export async function roleGroupsOn(ctx: Context, sectorId: string, asAt: LocalDate) {
  const { rows } = await sql<GroupInTeam & { isGroupTotal: boolean; isTotal: boolean }>`
    select r.family as role_group, t.name as team, count(distinct e.person_id) as people,
      grouping(t.id) = 1 as is_group_total, grouping(r.family) = 1 as is_total
    from engagements e
    join app.current_periods(${asAt}::date) p on p.organisation_id = e.organisation_id and p.sector_id = ${sectorId}
    join roles r on r.partnership_id = e.partnership_id and r.id = e.role_id
    left join teams t on t.partnership_id = e.partnership_id and t.id = e.team_id
    where e.started_on <= ${asAt}::date and (e.ended_on is null or e.ended_on >= ${asAt}::date)
    group by grouping sets ((r.family, t.id, t.name), (r.family), ())
    order by 5, r.family nulls last, 4, t.name nulls last`.execute(ctx.db)
  return rows
}
