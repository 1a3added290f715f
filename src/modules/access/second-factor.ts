import { type Context, record } from '#platform'
import { takeCode } from './recovery-codes.ts'
import { endSession, startSession } from './sessions.ts'
import { mustWaitUntil, noteTry } from './throttle.ts'
import { sealSecret, secretToSetUp, stepOfCode, unsealSecret } from './totp.ts'

interface GivingCode {
  accountId: string
  sessionId: string
  code: string
  networkAddress: string
}

export type GaveCode =
  | { outcome: 'given'; token: string; by: 'app' | 'recovery-code' | 'set-up' }
  | { outcome: 'wrong' }
  | { outcome: 'wait'; until: Date }

/**
 * Takes the code of the authenticator app, or a recovery code. For an account without an app the code shows that it has
 * been set up. The session goes on under a new token. Tries are counted, as for passwords.
 */
export async function giveCode(
  ctx: Context,
  { accountId, sessionId, code, networkAddress }: GivingCode,
): Promise<GaveCode> {
  const attempt = { name: `code of ${accountId}`, address: networkAddress }
  const until = await mustWaitUntil(ctx, attempt)
  if (until) return { outcome: 'wait', until }
  const by = await recognise(ctx, accountId, code.replaceAll(/[\s-]/g, ''))
  await noteTry(ctx, attempt, by !== null)
  if (!by) return { outcome: 'wrong' }
  const account = await lockAccount(ctx, accountId)
  await endSession(ctx, sessionId)
  const token = await startSession(ctx, {
    accountId,
    isDemonstration: account.isDemonstration,
    secondFactorGiven: true,
  })
  await record(ctx, 'access.second-factor-given', { type: 'account', id: accountId }, { by })
  return { outcome: 'given', token, by }
}

async function recognise(
  ctx: Context,
  accountId: string,
  code: string,
): Promise<'app' | 'recovery-code' | 'set-up' | null> {
  const account = await lockAccount(ctx, accountId)
  const isSetUp = account.totpConfirmedAt !== null && account.totpSecret !== null
  const secret = isSetUp
    ? unsealSecret(ctx.services, account.totpSecret!)
    : secretToSetUp(ctx.services, account)
  const step = stepOfCode(secret, code, ctx.now, isSetUp ? account.totpLastStep : null)
  if (step === null) return isSetUp && (await takeCode(ctx, accountId, code)) ? 'recovery-code' : null
  await ctx.db
    .updateTable('accounts')
    .set(
      isSetUp
        ? { totpLastStep: step }
        : {
            totpSecret: sealSecret(ctx.services, secret),
            totpConfirmedAt: ctx.now,
            totpLastStep: step,
            version: account.version + 1,
          },
    )
    .where('id', '=', accountId)
    .execute()
  return isSetUp ? 'app' : 'set-up'
}

/**
 * Takes the authenticator app and the recovery codes away, so that they are set up anew: at once where the role asks for
 * them, else when the holder likes.
 */
export async function removeSecondFactor(ctx: Context, accountId: string): Promise<void> {
  await ctx.db
    .updateTable('accounts')
    .set((update) => ({
      totpSecret: null,
      totpConfirmedAt: null,
      totpLastStep: null,
      version: update('version', '+', 1),
    }))
    .where('id', '=', accountId)
    .execute()
  await ctx.db.deleteFrom('recoveryCodes').where('accountId', '=', accountId).execute()
  await ctx.db
    .updateTable('signInSessions')
    .set({ secondFactorAt: null })
    .where('accountId', '=', accountId)
    .execute()
  await record(ctx, 'access.second-factor-removed', { type: 'account', id: accountId })
}

/** The account, held until the end of the transaction: a code that is sent twice at once counts once. */
function lockAccount(ctx: Context, accountId: string) {
  return ctx.db
    .selectFrom('accounts')
    .selectAll()
    .where('id', '=', accountId)
    .forUpdate()
    .executeTakeFirstOrThrow()
}
