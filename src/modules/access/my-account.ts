import { type Context, NotFound } from '#platform'
import { z } from 'zod'

/** The account of whoever is visiting. Locked, nobody else changes it before this transaction ends. */
export async function myAccount(ctx: Context, { lock = false } = {}) {
  const account = await ctx.db
    .selectFrom('accounts')
    .selectAll()
    .where('id', '=', ctx.actor.accountId)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()
  if (!account) throw new NotFound('Not signed in')
  return account
}

/** The version that a form was opened with. Without one it counts as too old. */
export const versionAnswer = z.coerce.number().int().catch(0)
