import { type Context, NotFound, formatMoment, newId, record, sendMail } from '#platform'
import { hashToken } from './keys.ts'
import { linkOf, tokenHashOf } from './links.ts'

export type Resets = 'password' | 'second_factor'

export const resetHours = 24

interface NewReset {
  account: { id: string; displayName: string; email: string | null }
  resets: Resets
  /** By e-mail, to the account's own address; otherwise the link is handed over. */
  mailed: boolean
}

/** Makes a link by which someone who is locked out gets in again. It works once, for a day; a newer one replaces it. */
export async function makeResetLink(ctx: Context, { account, resets, mailed }: NewReset): Promise<string> {
  const id = newId()
  const expiresAt = new Date(ctx.now.getTime() + resetHours * 3_600_000)
  await ctx.db
    .updateTable('resetLinks')
    .set({ expiresAt: ctx.now })
    .where('accountId', '=', account.id)
    .where('resets', '=', resets)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', ctx.now)
    .execute()
  await ctx.db
    .insertInto('resetLinks')
    .values({
      partnershipId: ctx.partnership.id,
      id,
      accountId: account.id,
      tokenHash: tokenHashOf(ctx.services, 'reset', id),
      resets,
      madeBy: ctx.actor.accountId,
      madeAt: ctx.now,
      expiresAt,
    })
    .execute()
  await record(ctx, 'access.reset-link-made', { type: 'account', id: account.id }, { resets, mailed })
  if (mailed && account.email)
    await mailResetLink(ctx, id, { ...account, email: account.email }, resets, expiresAt)
  return id
}

const what: Record<Resets, string> = {
  password: 'choose a new password',
  second_factor: 'set up your authenticator app anew',
}

async function mailResetLink(
  ctx: Context,
  id: string,
  account: { id: string; displayName: string; email: string },
  resets: Resets,
  expiresAt: Date,
): Promise<void> {
  await sendMail(ctx, {
    to: account.email,
    accountId: account.id,
    subject: 'Sign in to OneWorkforce again',
    isConfidential: true,
    body: [
      `Hello ${account.displayName}`,
      `Open this link to ${what[resets]}:\n${linkOf(ctx, 'reset', id)}`,
      `It works once, until ${formatMoment(expiresAt)}. If you did not ask for it, do nothing: your account stays as it is.`,
    ].join('\n\n'),
  })
}

/** What a link is for, while it counts; not found when it never did, was used, or is over. */
export async function resetBehind(ctx: Context, token: string, { lock = false } = {}) {
  const link = await ctx.db
    .selectFrom('resetLinks')
    .selectAll()
    .where('tokenHash', '=', hashToken(token))
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()
  if (!link) throw new NotFound('No such link')
  return { ...link, resets: link.resets as Resets, counts: link.usedAt === null && link.expiresAt > ctx.now }
}
