/** How much is kept here about one person: for a receipt of a transfer, and before who someone was is erased. */
import type { Context } from '#platform'
import type { RecordsOfAPerson } from '#workforce'

export const recordsOfAPerson: RecordsOfAPerson[] = [
  {
    what: 'pieces of evidence of training and checks',
    whenErased: 'stay as evidence for as long as the law asks for it',
    count: async (ctx, personId) => countOf(ctx, 'evidence', personId),
  },
  {
    what: 'exemptions from requirements',
    whenErased: 'stay with the evidence',
    count: async (ctx, personId) => countOf(ctx, 'exemptions', personId),
  },
]

async function countOf(ctx: Context, table: 'evidence' | 'exemptions', personId: string): Promise<number> {
  const { count } = await ctx.db
    .selectFrom(table)
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('personId', '=', personId)
    .executeTakeFirstOrThrow()
  return count
}
