/** Changes the terms of an engagement from a day: what was before stays as it was. */
import { type Context, type LocalDate, addDays, record } from '#platform'
import { type Terms, rowOn } from './engagement.ts'
import { insertRow, lockLine, rowSeen, updateRow } from './line.queries.ts'

export type ChangeAnswer =
  | { outcome: 'changed'; engagementId: string }
  | { outcome: 'stale' }
  | { outcome: 'refused'; because: 'outside' | 'begins-then' }

/** The new terms hold from that day until the next change that is known already, or the end. */
export async function changeTerms(
  ctx: Context,
  seen: { engagementId: string; version: number },
  from: LocalDate,
  terms: Terms,
): Promise<ChangeAnswer> {
  const line = await lockLine(ctx, seen.engagementId)
  if (!rowSeen(line, seen.engagementId, seen.version)) return { outcome: 'stale' }
  const before = rowOn(line, from)
  if (!before) return { outcome: 'refused', because: 'outside' }
  if (before.startedOn === from) return { outcome: 'refused', because: 'begins-then' }
  const { ref, personId, organisationId, endedOn, leavingReason, destination } = before
  const engagementId = await insertRow(ctx, {
    ...terms,
    ref,
    personId,
    organisationId,
    startedOn: from,
    endedOn,
    leavingReason,
    destination,
    continuesId: before.id,
  })
  const after = line.find(({ continuesId }) => continuesId === before.id)
  if (after) await updateRow(ctx, after.id, { continuesId: engagementId })
  // Closed last: what came from it goes on with the row that continues it.
  await updateRow(ctx, before.id, { endedOn: addDays(from, -1), leavingReason: null, destination: null })
  await record(ctx, 'workforce.terms-changed', { type: 'person', id: personId }, { engagement: ref, from })
  return { outcome: 'changed', engagementId }
}

/** Takes a change back: the terms before it hold on. False when the row has changed since, or changed nothing. */
export async function undoChange(
  ctx: Context,
  seen: { engagementId: string; version: number },
): Promise<boolean> {
  const line = await lockLine(ctx, seen.engagementId)
  const row = rowSeen(line, seen.engagementId, seen.version)
  if (!row?.continuesId) return false
  const { endedOn, leavingReason, destination, ref, personId, startedOn } = row
  await updateRow(ctx, row.continuesId, { endedOn, leavingReason, destination })
  const after = line.find(({ continuesId }) => continuesId === row.id)
  if (after) await updateRow(ctx, after.id, { continuesId: row.continuesId })
  await ctx.db.deleteFrom('engagements').where('id', '=', row.id).execute()
  await record(
    ctx,
    'workforce.terms-change-undone',
    { type: 'person', id: personId },
    { engagement: ref, from: startedOn },
  )
  return true
}
