import { type Context, type LocalDate, found, newId } from '#platform'
import type { Terms, TermsRow } from './engagement.ts'

/**
 * The rows of an engagement from its first day to its last, locked until the work is done, so that two who change it
 * come one after the other.
 *
 * @throws NotFound when the actor may not see it
 */
export async function lockLine(ctx: Context, engagementId: string): Promise<[TermsRow, ...TermsRow[]]> {
  const { ref } = found(
    await ctx.db.selectFrom('engagements').select('ref').where('id', '=', engagementId).executeTakeFirst(),
  )
  await ctx.db
    .selectFrom('engagements')
    .select('id')
    .where('ref', '=', ref)
    .orderBy('id')
    .forUpdate()
    .execute()
  const rows = await ctx.db
    .selectFrom('engagements')
    .selectAll()
    .where('ref', '=', ref)
    .orderBy('startedOn')
    .execute()
  found(rows.find(({ id }) => id === engagementId))
  return rows as unknown as [TermsRow, ...TermsRow[]]
}

/** The row that the actor looked at, unless it has changed since. */
export function rowSeen(line: readonly TermsRow[], id: string, version: number): TermsRow | undefined {
  return line.find((row) => row.id === id && row.version === version)
}

export async function insertRow(
  ctx: Context,
  row: Terms &
    Pick<TermsRow, 'ref' | 'personId' | 'organisationId' | 'startedOn' | 'endedOn' | 'continuesId'> &
    Partial<Pick<TermsRow, 'leavingReason' | 'destination'>>,
): Promise<string> {
  const id = newId()
  await ctx.db
    .insertInto('engagements')
    .values({ ...row, id, partnershipId: ctx.partnership.id })
    .execute()
  return id
}

export async function updateRow(
  ctx: Context,
  id: string,
  change: Partial<
    Terms & Pick<TermsRow, 'startedOn' | 'endedOn' | 'leavingReason' | 'destination' | 'continuesId'>
  >,
): Promise<void> {
  await ctx.db
    .updateTable('engagements')
    .set((e) => ({ ...change, version: e('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** Takes the rows away that begin after a day, the last first: each hands back what came from it. */
export async function deleteAfter(ctx: Context, line: readonly TermsRow[], date: LocalDate): Promise<void> {
  for (const { id } of line.filter(({ startedOn }) => startedOn > date).toReversed())
    await ctx.db.deleteFrom('engagements').where('id', '=', id).execute()
}
