import type { PageContext } from '#web'
import { grantsOf } from './grants.queries.ts'
import { isMailed } from './links.ts'
import { mayGive } from './may-give.ts'
import { partnershipsOf } from './partnerships-of.ts'

/**
 * Why a visitor may not help this account to sign in again, as a sentence; null when they may. Whoever hands over a link
 * could use it: so only for accounts that can do no more than the visitor, here and everywhere.
 */
export async function resetRefusal(
  ctx: PageContext,
  account: { id: string; email: string | null; isDemonstration: boolean },
): Promise<string | null> {
  if (account.isDemonstration) return 'This is somebody invented: they sign in without a password'
  const open = (await grantsOf(ctx, account.id)).filter(
    ({ endedOn }) => endedOn === null || endedOn >= ctx.today,
  )
  for (const grant of open)
    if (!(await mayGive(ctx, ctx.visitor, grant.role, grant)))
      return 'This account can do things here that you cannot. Ask an administrator of the whole partnership'
  if (isMailed(ctx, account.email)) return null
  const elsewhere = (await partnershipsOf(ctx, account.id)).filter(({ id }) => id !== ctx.partnership.id)
  return elsewhere.length === 0
    ? null
    : 'This account also belongs to another partnership, so a link can only be sent by e-mail, and it has none'
}
