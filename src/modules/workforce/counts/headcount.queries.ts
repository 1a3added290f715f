import { sql } from 'kysely'
import { type Context, type LocalDate, found } from '#platform'
import type { HeadcountOfGroup, Precision, Unit } from './headcount.ts'

export interface HeadcountEntry extends HeadcountOfGroup {
  id: string
  sectorId: string
  sector: string
  groupName: string
  areVolunteers: boolean
  scopeNote: string
  source: string
  asAt: LocalDate
  endedOn: LocalDate | null
  organisationId: string | null
}

/** What is known on a date of the groups that are known only as a number: of each group what was entered last. */
export async function headcountsOn(
  ctx: Context,
  asAt: LocalDate,
  sectorId?: string,
): Promise<HeadcountEntry[]> {
  const { rows } = await sql<HeadcountEntry>`
    select * from (
      select distinct on (h.sector_id, lower(h.group_name)) h.id, h.sector_id, s.name as sector, h.group_name, h.value,
        h.precision, h.unit, h.not_disaggregable, h.are_volunteers, h.scope_note, h.source, h.as_at, h.ended_on,
        h.organisation_id
      from headcounts h join sectors s on s.partnership_id = h.partnership_id and s.id = h.sector_id
      where h.as_at <= ${asAt}::date ${sectorId ? sql`and h.sector_id = ${sectorId}` : sql``}
      order by h.sector_id, lower(h.group_name), h.as_at desc) latest
    where ended_on is null or ended_on >= ${asAt}::date
    order by sector collate "en-GB-x-icu", id`.execute(ctx.db)
  return rows
}

/** @throws NotFound */
export async function findHeadcount(ctx: Context, id: string) {
  return found(
    await ctx.db
      .selectFrom('headcounts')
      .innerJoin('sectors', 'sectors.id', 'headcounts.sectorId')
      .selectAll('headcounts')
      .select('sectors.name as sector')
      .where('headcounts.id', '=', id)
      .$narrowType<{ precision: Precision; unit: Unit }>()
      .executeTakeFirst(),
  )
}

export async function sectorChoices(ctx: Context) {
  const rows = await ctx.db
    .selectFrom('sectors')
    .select(['id', 'name'])
    .orderBy(sql`name collate "en-GB-x-icu"`)
    .execute()
  return rows.map(({ id, name }) => ({ value: id, text: name }))
}
