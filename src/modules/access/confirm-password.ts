import type { Context } from '#platform'
import { isPassword } from './passwords.ts'
import { mustWaitUntil, noteTry, waitSentence } from './throttle.ts'

interface Confirming {
  account: { id: string; passwordHash: string | null }
  password: string
  networkAddress: string
}

/** Whether whoever is signed in still knows the password, before something that matters: a sentence when not. Tries are counted. */
export async function confirmPassword(
  ctx: Context,
  { account, password, networkAddress }: Confirming,
): Promise<string | null> {
  const attempt = { name: `password of ${account.id}`, address: networkAddress }
  const until = await mustWaitUntil(ctx, attempt)
  if (until) return waitSentence(until)
  const isRight = await isPassword(password, account.passwordHash)
  await noteTry(ctx, attempt, isRight)
  return isRight ? null : 'This is not your password'
}
