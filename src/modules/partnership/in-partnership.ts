import { sql } from 'kysely'
import type { Context, PartnershipIdentity } from '#platform'

/**
 * Does a piece of the installation's work inside one partnership, in the same transaction: making it, or writing to one
 * of its people.
 */
export async function inPartnership<T>(
  ctx: Context,
  partnership: PartnershipIdentity,
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  await sql`select set_config('app.partnership', ${partnership.id}, true)`.execute(ctx.db)
  const result = await work({ ...ctx, partnership })
  await sql`select set_config('app.partnership', ${ctx.partnership.id}, true)`.execute(ctx.db)
  return result
}
