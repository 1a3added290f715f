import { type Context, withAsking } from '#platform'

/**
 * Opens the accounts themselves for one piece of work: someone is being invited, let in or locked out. Accounts belong
 * to the installation, so row-level security keeps them closed at all other times.
 */
export async function managingAccounts<T>(ctx: Context, work: (ctx: Context) => Promise<T>): Promise<T> {
  if (ctx.actor.managesAccounts) return work(ctx)
  return withAsking(ctx, { actor: { ...ctx.actor, managesAccounts: true } }, work)
}
