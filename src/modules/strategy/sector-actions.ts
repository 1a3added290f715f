/** Which actions of the strategies answer to a sector of the workforce. */
import { sql } from 'kysely'
import { type Context, record } from '#platform'
import type { SectorAction } from '#workforce'
import { type Rating, ratings } from './progress.ts'

export interface ActionForSector {
  id: string
  number: string
  title: string
  strategy: string
  isLinked: boolean
  rating: Rating | null
}

/** Every action, the newest strategy first, each in its printed order. */
export async function actionsForSector(ctx: Context, sectorId: string): Promise<ActionForSector[]> {
  const { rows } = await sql<ActionForSector>`
    select action.id, action.number, action.title, strategy.title as strategy,
      exists (select from action_sectors link where link.partnership_id = action.partnership_id
        and link.action_id = action.id and link.sector_id = ${sectorId}) as is_linked,
      (select rating from progress_reports report where report.partnership_id = action.partnership_id
        and report.action_id = action.id order by reported_on desc, recorded_at desc limit 1) as rating
    from actions action
    join strategies strategy on strategy.partnership_id = action.partnership_id and strategy.id = action.strategy_id
    join priorities priority on priority.partnership_id = action.partnership_id and priority.id = action.priority_id
    order by strategy.started_on desc nulls last, strategy.code, priority.position, action.position`.execute(
    ctx.db,
  )
  return rows
}

/** The actions that answer to a sector, as its page in the map of the workforce shows them. */
export async function sectorActions(ctx: Context, sectorId: string): Promise<SectorAction[]> {
  const actions = await actionsForSector(ctx, sectorId)
  return actions
    .filter(({ isLinked }) => isLinked)
    .map(({ id, number, title, rating }) => ({
      text: `${number} ${title}`,
      href: `/strategies/actions/${id}`,
      note: rating ? ratings[rating].toLowerCase() : 'no progress reported yet',
    }))
}

/** Says which actions answer to a sector, instead of those that did. */
export async function chooseSectorActions(
  ctx: Context,
  sectorId: string,
  actionIds: readonly string[],
): Promise<void> {
  await ctx.db.deleteFrom('actionSectors').where('sectorId', '=', sectorId).execute()
  if (actionIds.length > 0)
    await ctx.db
      .insertInto('actionSectors')
      .values(actionIds.map((actionId) => ({ partnershipId: ctx.partnership.id, actionId, sectorId })))
      .execute()
  await record(ctx, 'strategy.sector-linked', { type: 'sector', id: sectorId }, { actions: actionIds.length })
}
