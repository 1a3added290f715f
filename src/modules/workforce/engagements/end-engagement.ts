/** Says that an engagement ended. What came from it, such as roles in this service, ends with it. */
import { type Context, type LocalDate, record } from '#platform'

export interface Ending {
  endedOn: LocalDate
  leavingReason: string | null
  destination: string | null
}

/** False when the engagement has changed since this version. */
export async function endEngagement(
  ctx: Context,
  engagementId: string,
  version: number,
  ending: Ending,
): Promise<boolean> {
  const changed = await ctx.db
    .updateTable('engagements')
    .set((e) => ({ ...ending, version: e('version', '+', 1) }))
    .where('id', '=', engagementId)
    .where('version', '=', version)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) return false
  await record(
    ctx,
    'workforce.engagement-ended',
    { type: 'engagement', id: engagementId },
    { ended_on: ending.endedOn },
  )
  return true
}
