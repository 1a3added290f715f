/** Corrects what an engagement said by mistake. What it said before is kept, and can be read as it was recorded. */
import { type Context, type LocalDate, addDays, record } from '#platform'
import type { Terms } from './engagement.ts'
import { lockLine, rowSeen, updateRow } from './line.queries.ts'

export type CorrectAnswer =
  | { outcome: 'corrected' }
  | { outcome: 'stale' }
  | { outcome: 'refused'; because: 'after-its-end' | 'before-the-terms-before' }

/** Another first day of terms that continue others moves the last day of those. */
export async function correctEngagement(
  ctx: Context,
  seen: { engagementId: string; version: number },
  correct: Terms & { startedOn: LocalDate },
): Promise<CorrectAnswer> {
  const line = await lockLine(ctx, seen.engagementId)
  const row = rowSeen(line, seen.engagementId, seen.version)
  if (!row) return { outcome: 'stale' }
  if (row.endedOn && correct.startedOn > row.endedOn) return { outcome: 'refused', because: 'after-its-end' }
  const before = line.find(({ id }) => id === row.continuesId)
  if (before && correct.startedOn <= before.startedOn)
    return { outcome: 'refused', because: 'before-the-terms-before' }
  await updateRow(ctx, row.id, correct)
  if (before && correct.startedOn !== row.startedOn)
    await updateRow(ctx, before.id, { endedOn: addDays(correct.startedOn, -1) })
  await record(
    ctx,
    'workforce.engagement-corrected',
    { type: 'person', id: row.personId },
    { engagement: row.ref, of: row.startedOn },
  )
  return { outcome: 'corrected' }
}
