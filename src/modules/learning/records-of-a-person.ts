/** How much is kept here about one person: for a receipt of a transfer, and before who someone was is erased. */
import type { Context } from '#platform'
import type { RecordsOfAPerson } from '#workforce'

export const recordsOfAPerson: RecordsOfAPerson[] = [
  {
    what: 'bookings of training',
    whenErased: 'stay, so that attendance still adds up',
    count: async (ctx, personId) => countOf(ctx, 'bookings', personId),
  },
  {
    what: 'completed courses',
    whenErased: 'stay as evidence for as long as the law asks for it',
    count: async (ctx, personId) => countOf(ctx, 'completions', personId),
  },
]

async function countOf(ctx: Context, table: 'bookings' | 'completions', personId: string): Promise<number> {
  const { count } = await ctx.db
    .selectFrom(table)
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('personId', '=', personId)
    .executeTakeFirstOrThrow()
  return count
}
