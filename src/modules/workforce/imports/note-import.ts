/** Lists an import that was made without the screen, by a command or from the folder, beside those that were. */
import { type Context, type LocalDate, newId } from '#platform'
import type { ImportKind, ImportReport } from '#platform/imports/index'

export async function noteImport(
  ctx: Context,
  done: { kind: ImportKind; fileName: string; asAt: LocalDate },
  report: ImportReport,
): Promise<void> {
  const { rows, created, changed, unchanged, rejected } = report
  // The same file again changes nothing, not even this list.
  if (created + changed === 0) return
  await ctx.db
    .insertInto('imports')
    .values({
      partnershipId: ctx.partnership.id,
      id: newId(),
      kind: done.kind.name,
      fileName: done.fileName,
      asAt: done.asAt,
      state: 'applied',
      rowCount: rows,
      createdCount: created,
      changedCount: changed,
      unchangedCount: unchanged,
      rejectedCount: new Set(rejected.map(({ row }) => row)).size,
      requestedBy: ctx.actor.accountId,
      requestedByName: ctx.actor.name,
      requestedAt: ctx.now,
      finishedAt: ctx.now,
    })
    .execute()
}
