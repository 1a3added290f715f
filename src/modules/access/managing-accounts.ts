import { sql } from 'kysely'
import type { Context } from '#platform'

/**
 * Opens the accounts themselves for one piece of work: someone is being invited, let in or locked out. Accounts belong
 * to the installation, so row-level security keeps them closed at all other times.
 */
export async function managingAccounts<T>(ctx: Context, work: (ctx: Context) => Promise<T>): Promise<T> {
  if (ctx.actor.managesAccounts) return work(ctx)
  await sql`select set_config('app.manages_accounts', 'yes', true)`.execute(ctx.db)
  const result = await work({ ...ctx, actor: { ...ctx.actor, managesAccounts: true } })
  await sql`select set_config('app.manages_accounts', '', true)`.execute(ctx.db)
  return result
}
