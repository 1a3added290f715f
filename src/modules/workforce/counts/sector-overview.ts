/** What a sector's numbers leave out, what it faces and what it can build on, in words. */
import { type Context, found, newId, record } from '#platform'

export interface SectorOverview {
  leftOut: string
  challenges: string
  opportunities: string
  source: string
}

const nothing = { leftOut: '', challenges: '', opportunities: '', source: '', version: 0 }

/** @throws NotFound when there is no such sector */
export async function findSector(ctx: Context, sectorId: string) {
  const sector = found(
    await ctx.db.selectFrom('sectors').select(['id', 'name']).where('id', '=', sectorId).executeTakeFirst(),
  )
  const overview = await ctx.db
    .selectFrom('sectorOverviews')
    .select(['leftOut', 'challenges', 'opportunities', 'source', 'version'])
    .where('sectorId', '=', sectorId)
    .executeTakeFirst()
  return { ...sector, overview: overview ?? nothing }
}

/** Each line of what was written is a point of its own. */
export const pointsOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** False when somebody else changed it since this version. */
export async function saveSectorOverview(
  ctx: Context,
  sectorId: string,
  version: number,
  overview: SectorOverview,
): Promise<boolean> {
  const saved =
    version === 0
      ? await ctx.db
          .insertInto('sectorOverviews')
          .values({ partnershipId: ctx.partnership.id, id: newId(), sectorId, ...overview })
          .onConflict((conflict) => conflict.columns(['partnershipId', 'sectorId']).doNothing())
          .returning('id')
          .executeTakeFirst()
      : await ctx.db
          .updateTable('sectorOverviews')
          .set((e) => ({ ...overview, version: e('version', '+', 1) }))
          .where('sectorId', '=', sectorId)
          .where('version', '=', version)
          .returning('id')
          .executeTakeFirst()
  if (!saved) return false
  await record(ctx, 'workforce.sector-described', { type: 'sector', id: sectorId })
  return true
}
