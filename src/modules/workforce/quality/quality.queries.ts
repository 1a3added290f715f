import { type RawBuilder, sql } from 'kysely'
import type { Context, LocalDate } from '#platform'
import { type About, type Check, checks } from './checks.ts'

/** The records of each kind on a date, by what the actor may see. */
const records: Record<About, (asAt: LocalDate) => RawBuilder<unknown>> = {
  job: (asAt) => sql`engagements job
    join people person on person.partnership_id = job.partnership_id and person.id = job.person_id
    join roles role on role.partnership_id = job.partnership_id and role.id = job.role_id
    left join app.current_periods(${asAt}::date) period on period.organisation_id = job.organisation_id
    where job.started_on <= ${asAt}::date and (job.ended_on is null or job.ended_on >= ${asAt}::date)`,
  organisation: (asAt) => sql`organisations organisation
    join app.current_periods(${asAt}::date) period on period.organisation_id = organisation.id
    where (organisation.opened_on is null or organisation.opened_on <= ${asAt}::date)
      and (organisation.closed_on is null or organisation.closed_on >= ${asAt}::date)
      and ((select app.sees_partnership()) or organisation.id = any ((select app.organisations())::uuid[]))`,
  group: (asAt) => sql`(select distinct on (h.sector_id, lower(h.group_name)) h.* from headcounts h
      where h.as_at <= ${asAt}::date order by h.sector_id, lower(h.group_name), h.as_at desc) headcount
    cross join lateral (select headcount.sector_id, null::uuid as organisation_id, null::text as name) period
    where (headcount.ended_on is null or headcount.ended_on >= ${asAt}::date) and (select app.sees_partnership())`,
}

/** How many records a check was asked of in a sector and organisation, and in how many it holds. */
export interface Tally {
  check: Check
  sectorId: string | null
  organisationId: string | null
  organisation: string | null
  asked: number
  holding: number
}

/** Compiling so many conditions takes longer than asking them of every record. */
const hurry = (ctx: Context) => sql`select set_config('jit', 'off', true)`.execute(ctx.db)

/** Every check of every record in one go for each kind of record. */
export async function tallies(ctx: Context, asAt: LocalDate): Promise<Tally[]> {
  await hurry(ctx)
  const found: Tally[] = []
  for (const about of Object.keys(records) as About[]) {
    const ofKind = checks.filter((check) => check.about === about)
    const counts = (asked: (check: Check) => RawBuilder<unknown>) =>
      sql.join(ofKind.map((check) => sql`(count(*) filter (where ${asked(check)}))::integer`))
    const { rows } = await sql<{
      sectorId: string | null
      organisationId: string | null
      organisation: string | null
      asked: number[]
      holding: number[]
    }>`select period.sector_id, period.organisation_id, period.name as organisation,
        array[${counts((check) => check.applies(asAt))}] as asked,
        array[${counts((check) => sql`(${check.applies(asAt)}) and (${check.holds(asAt)})`)}] as holding
      from ${records[about](asAt)} group by 1, 2, 3`.execute(ctx.db)
    for (const { asked, holding, ...where } of rows)
      for (const [index, check] of ofKind.entries())
        if (asked[index]! > 0) found.push({ check, ...where, asked: asked[index]!, holding: holding[index]! })
  }
  return found
}

export interface Gap {
  id: string
  name: string
  organisation: string | null
  sector: string | null
}

const named: Record<About, RawBuilder<unknown>> = {
  job: sql`person.id, person.full_name || ' (' || person.ref || '), ' || role.name as name`,
  organisation: sql`organisation.id, period.name`,
  group: sql`headcount.id, headcount.group_name as name`,
}

/** The records in which a check does not hold: each is mended on a page of its own. */
export async function gapsOf(
  ctx: Context,
  check: Check,
  asAt: LocalDate,
  ask: { sector: string; organisation: string; search: string; limit: number; offset: number },
): Promise<{ rows: Gap[]; total: number }> {
  await hurry(ctx)
  const like = `%${ask.search.replaceAll(/[\\%_]/g, '\\$&')}%`
  const from = sql`(select gap.*, s.name as sector from (
      select ${named[check.about]}, period.name as organisation, period.sector_id, period.organisation_id
      from ${records[check.about](asAt)} and (${check.applies(asAt)}) and (${check.holds(asAt)}) is not true) gap
    left join sectors s on s.id = gap.sector_id) gap
    where (name ilike ${like} or organisation ilike ${like})
      ${ask.sector ? sql`and sector = ${ask.sector}` : sql``}
      ${ask.organisation ? sql`and organisation_id::text = ${ask.organisation}` : sql``}`
  const { rows } = await sql<Gap>`select id, name, organisation, sector from ${from}
    order by sector nulls last, organisation nulls last, name, id limit ${ask.limit} offset ${ask.offset}`.execute(
    ctx.db,
  )
  const count = await sql<{ total: number }>`select count(*) as total from ${from}`.execute(ctx.db)
  return { rows, total: count.rows[0]?.total ?? 0 }
}
