import { Forbidden, found, type LocalDate } from '#platform'
import type { PageContext } from '#web'
import { managingAccounts } from './managing-accounts.ts'
import { mayGive } from './may-give.ts'

/** Whether a grant holds on a day. */
export function isOpenOn(
  grant: { startedOn: LocalDate; endedOn: LocalDate | null },
  day: LocalDate,
): boolean {
  return grant.startedOn <= day && (grant.endedOn === null || grant.endedOn >= day)
}

/** An account with its grants in this partnership, for those who manage accounts; not found when it has none here. */
export async function accountToManage(ctx: PageContext, accountId: string) {
  const account = await managingAccounts(ctx, (ctx) =>
    ctx.db
      .selectFrom('accounts')
      .select(['id', 'displayName', 'email', 'signInName', 'totpConfirmedAt', 'isDemonstration', 'closedAt'])
      .where('id', '=', accountId)
      .where('id', 'in', (query) => query.selectFrom('grants').select('accountId'))
      .executeTakeFirst(),
  )
  return found(account)
}

/** All that an account was given here, the newest first. */
export function grantsOf(ctx: PageContext, accountId: string) {
  return ctx.db
    .selectFrom('grants')
    .selectAll()
    .where('accountId', '=', accountId)
    .orderBy('startedOn', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** A grant, for those who could have given it. */
export async function grantToManage(ctx: PageContext, grantId: string, { lock = false } = {}) {
  const grant = found(
    await ctx.db
      .selectFrom('grants')
      .selectAll()
      .where('id', '=', grantId)
      .$if(lock, (query) => query.forUpdate())
      .executeTakeFirst(),
  )
  if (!(await mayGive(ctx, ctx.visitor, grant.role, grant))) throw new Forbidden('Not theirs to manage')
  return grant
}
