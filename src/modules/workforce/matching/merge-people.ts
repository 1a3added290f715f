/** Makes one record of two that are one person's, and undoes that. */
import { sql } from 'kysely'
import { type Context, everyone, newId, record, withScope } from '#platform'
import { oneImportAtATime } from '#platform/imports/index'

export type MergeAnswer = { outcome: 'merged'; mergeId: string } | { outcome: 'gone' }

/**
 * Everything that refers to one record refers to the other afterwards, which keeps both references: files that name
 * either mean the person that is kept. What the kept record has already is set aside with the merge. Merges and imports
 * wait for each other, so of two that name the same record the second finds it gone.
 */
export function mergePeople(
  ctx: Context,
  { keptId, goneId }: { keptId: string; goneId: string },
): Promise<MergeAnswer> {
  return withScope(ctx, everyone, async (ctx) => {
    await oneImportAtATime(ctx)
    const both = await ctx.db
      .selectFrom('people')
      .select(['id', 'ref', 'fullName'])
      .where('id', 'in', [keptId, goneId])
      .execute()
    const gone = both.find(({ id }) => id === goneId)
    if (!gone || both.length < 2) return { outcome: 'gone' }
    const mergeId = newId()
    await ctx.db
      .insertInto('personMerges')
      .values({
        partnershipId: ctx.partnership.id,
        id: mergeId,
        keptId,
        goneId,
        goneRef: gone.ref,
        goneName: gone.fullName,
        mergedBy: ctx.actor.accountId,
        mergedByName: ctx.actor.name,
        mergedAt: ctx.now,
      })
      .execute()
    await sql`select app.merge_people(${mergeId}::uuid, ${keptId}::uuid, ${goneId}::uuid)`.execute(ctx.db)
    await record(ctx, 'workforce.people-merged', { type: 'person', id: keptId }, { mergeId, goneId })
    return { outcome: 'merged', mergeId }
  })
}

type UndoAnswer =
  | { outcome: 'undone'; leftOut: number }
  | { outcome: 'stale' }
  /** The person that was kept has been merged into another since: that has to be undone first. */
  | { outcome: 'merged-on'; mergeId: string }

/** Two records again, each with what it had. What was added to the kept record since stays with it. */
export function undoMerge(ctx: Context, mergeId: string, version: number): Promise<UndoAnswer> {
  return withScope(ctx, everyone, async (ctx) => {
    await oneImportAtATime(ctx)
    const undone = await ctx.db
      .updateTable('personMerges')
      .set((e) => ({
        undoneAt: ctx.now,
        undoneBy: ctx.actor.accountId,
        undoneByName: ctx.actor.name,
        version: e('version', '+', 1),
      }))
      .where('id', '=', mergeId)
      .where('version', '=', version)
      .where('undoneAt', 'is', null)
      .where((e) => e.exists(e.selectFrom('people').whereRef('people.id', '=', 'personMerges.keptId')))
      .returning(['keptId', 'goneId'])
      .executeTakeFirst()
    if (!undone) return whyNot(ctx, mergeId)
    const { rows } = await sql<{
      leftOut: number
    }>`select app.undo_merge(${mergeId}::uuid) as left_out`.execute(ctx.db)
    await record(ctx, 'workforce.merge-undone', { type: 'person', id: undone.keptId }, { mergeId })
    return { outcome: 'undone', leftOut: rows[0]?.leftOut ?? 0 }
  })
}

async function whyNot(ctx: Context, mergeId: string): Promise<UndoAnswer> {
  const later = await ctx.db
    .selectFrom('personMerges as merge')
    .innerJoin('personMerges as later', 'later.goneId', 'merge.keptId')
    .select('later.id')
    .where('merge.id', '=', mergeId)
    .where('merge.undoneAt', 'is', null)
    .where('later.undoneAt', 'is', null)
    .executeTakeFirst()
  return later ? { outcome: 'merged-on', mergeId: later.id } : { outcome: 'stale' }
}
