import { type Context, newId } from '#platform'
import { hashToken, newToken } from './keys.ts'
import { managingAccounts } from './managing-accounts.ts'

/**
 * How long a sign-in lasts: without use, and at most. OWASP, Session Management Cheat Sheet, "Session Expiration"
 * (2025): 15 to 30 minutes idle for services of low risk, and an absolute limit of about a working day. In the
 * demonstration there is nothing to protect, and losing one's place is only a nuisance.
 */
const sessionLimits = {
  usual: { idleMinutes: 30, hours: 12 },
  demonstration: { idleMinutes: 12 * 60, hours: 7 * 24 },
} as const

interface NewSession {
  accountId: string
  isDemonstration?: boolean
  /** The second factor was given, or the session is the one before it went on. */
  secondFactorGiven?: boolean
}

/** Signs an account in: always a new session with a new token, never one that was there before. */
export async function startSession(
  ctx: Context,
  { accountId, isDemonstration, secondFactorGiven }: NewSession,
): Promise<string> {
  const token = newToken()
  const limits = sessionLimits[isDemonstration ? 'demonstration' : 'usual']
  await managingAccounts(ctx, (ctx) =>
    ctx.db
      .insertInto('signInSessions')
      .values({
        id: newId(),
        tokenHash: hashToken(token),
        accountId,
        secondFactorAt: secondFactorGiven ? ctx.now : null,
        startedAt: ctx.now,
        lastUsedAt: ctx.now,
        idleMinutes: limits.idleMinutes,
        expiresAt: new Date(ctx.now.getTime() + limits.hours * 3_600_000),
      })
      .execute(),
  )
  return token
}

export async function endSession(ctx: Context, sessionId: string): Promise<void> {
  await managingAccounts(ctx, (ctx) =>
    ctx.db
      .updateTable('signInSessions')
      .set({ endedAt: ctx.now })
      .where('id', '=', sessionId)
      .where('endedAt', 'is', null)
      .execute(),
  )
}

/** Ends all sessions of an account but the one given; says how many. */
export async function endSessionsOf(
  ctx: Context,
  accountId: string,
  but: string | null = null,
): Promise<number> {
  const ended = await managingAccounts(ctx, (ctx) =>
    ctx.db
      .updateTable('signInSessions')
      .set({ endedAt: ctx.now })
      .where('accountId', '=', accountId)
      .where('endedAt', 'is', null)
      .where('expiresAt', '>', ctx.now)
      .$if(but !== null, (query) => query.where('id', '<>', but))
      .executeTakeFirst(),
  )
  return Number(ended.numUpdatedRows)
}
