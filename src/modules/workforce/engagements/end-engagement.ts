/** Says that an engagement ended, or that it did not after all. What came from it, such as roles here, ends with it. */
import { type Context, type LocalDate, record } from '#platform'
import { rowOn } from './engagement.ts'
import { deleteAfter, lockLine, rowSeen, updateRow } from './line.queries.ts'

export interface Ending {
  endedOn: LocalDate
  leavingReason: string | null
  destination: string | null
}

export type EndAnswer =
  | { outcome: 'ended' }
  | { outcome: 'stale' }
  | { outcome: 'refused'; because: 'before-it-starts'; startedOn: LocalDate }

/** Changes that were to come after the last day do not happen. */
export async function endEngagement(
  ctx: Context,
  engagementId: string,
  version: number,
  ending: Ending,
): Promise<EndAnswer> {
  const line = await lockLine(ctx, engagementId)
  const seen = rowSeen(line, engagementId, version)
  if (!seen) return { outcome: 'stale' }
  const { startedOn } = line[0]
  if (ending.endedOn < startedOn) return { outcome: 'refused', because: 'before-it-starts', startedOn }
  const last = rowOn(line, ending.endedOn) ?? line.at(-1)!
  await deleteAfter(ctx, line, ending.endedOn)
  await updateRow(ctx, last.id, ending)
  await record(
    ctx,
    'workforce.engagement-ended',
    { type: 'person', id: seen.personId },
    { engagement: seen.ref, ended_on: ending.endedOn },
  )
  return { outcome: 'ended' }
}

/** The engagement goes on. False when it has changed since, or has no end. */
export async function reopenEngagement(
  ctx: Context,
  engagementId: string,
  version: number,
): Promise<boolean> {
  const line = await lockLine(ctx, engagementId)
  const seen = rowSeen(line, engagementId, version)
  const last = line.at(-1)!
  if (!seen || !last.endedOn) return false
  await updateRow(ctx, last.id, { endedOn: null, leavingReason: null, destination: null })
  await record(
    ctx,
    'workforce.engagement-reopened',
    { type: 'person', id: seen.personId },
    { engagement: seen.ref, had_ended_on: last.endedOn },
  )
  return true
}
