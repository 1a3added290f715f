import { type Context, record } from '#platform'
import { findAccount } from './accounts.ts'
import { isPassword } from './passwords.ts'
import { startSession } from './sessions.ts'
import { mustWaitUntil, noteTry } from './throttle.ts'

export interface SignIn {
  /** E-mail address or sign-in name, as typed. */
  name: string
  password: string
  networkAddress: string
}

export type SignedIn =
  | { outcome: 'signed-in'; accountId: string; token: string; asksForCode: boolean }
  | { outcome: 'wrong' }
  | { outcome: 'wait'; until: Date }

/**
 * Signs someone in by name and password. An unknown name, a closed account and a wrong password are answered alike and
 * take the same time. Every try is counted; the caller keeps the count although the answer is refused.
 */
export async function signIn(ctx: Context, { name, password, networkAddress }: SignIn): Promise<SignedIn> {
  const attempt = { name: name.trim(), address: networkAddress }
  const until = await mustWaitUntil(ctx, attempt)
  if (until) return { outcome: 'wait', until }
  const account = await findAccount(ctx, name)
  const isRight = await isPassword(password, account?.passwordHash ?? null)
  const mayEnter = account !== undefined && isRight && account.closedAt === null
  await noteTry(ctx, attempt, mayEnter)
  if (!mayEnter) return { outcome: 'wrong' }
  const token = await startSession(ctx, { accountId: account.id, isDemonstration: account.isDemonstration })
  await record(ctx, 'access.signed-in', { type: 'account', id: account.id })
  return { outcome: 'signed-in', accountId: account.id, token, asksForCode: account.totpConfirmedAt !== null }
}
