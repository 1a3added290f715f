import { sql } from 'kysely'
import { type Context, formatTime, newId } from '#platform'
import { keyedHash } from './keys.ts'

/**
 * How many wrong tries are taken in a quarter of an hour: for one name, and from one network address, behind which a
 * whole office can sit. National Cyber Security Centre, "Password administration for system owners": throttle, rather
 * than lock for good, and let people make 10 tries before that.
 */
const limits = { name: 10, address: 50, minutes: 15 } as const
const limitMilliseconds = limits.minutes * 60_000
const keptMilliseconds = 24 * 3_600_000

export interface Try {
  /** Whom it was for, as typed, or what else is being guessed. */
  name: string
  /** The network address that it came from. */
  address: string
}

/**
 * The moment from which tries are taken again; null when they are taken now. Tries for one name wait for each other, so
 * that many at once are counted as many.
 */
export async function mustWaitUntil(ctx: Context, attempt: Try): Promise<Date | null> {
  const { name, address } = hashesOf(ctx, attempt)
  await sql`select pg_advisory_xact_lock(hashtextextended(${name.toString('hex')}, 0))`.execute(ctx.db)
  const since = new Date(ctx.now.getTime() - limitMilliseconds)
  const wrong = ctx.db
    .selectFrom('signInAttempts')
    .select('attemptedAt')
    .where('succeeded', '=', false)
    .where('attemptedAt', '>', since)
  const byName = await wrong
    .where('nameHash', '=', name)
    // Somebody who got in has shown that the tries before were slips.
    .where('attemptedAt', '>', (query) =>
      query
        .selectFrom('signInAttempts as good')
        .select(sql<Date>`coalesce(max(good.attempted_at), '-infinity')`.as('last'))
        .where('good.nameHash', '=', name)
        .where('good.succeeded', '=', true),
    )
    .orderBy('attemptedAt', 'desc')
    .offset(limits.name - 1)
    .limit(1)
    .executeTakeFirst()
  const byAddress = await wrong
    .where('addressHash', '=', address)
    .orderBy('attemptedAt', 'desc')
    .offset(limits.address - 1)
    .limit(1)
    .executeTakeFirst()
  const last = Math.max(byName?.attemptedAt.getTime() ?? 0, byAddress?.attemptedAt.getTime() ?? 0)
  return last === 0 ? null : new Date(last + limitMilliseconds)
}

/** Keeps that there was a try. Only digests made with the installation's key are kept, and those for a day. */
export async function noteTry(ctx: Context, attempt: Try, succeeded: boolean): Promise<void> {
  const { name, address } = hashesOf(ctx, attempt)
  await ctx.db
    .insertInto('signInAttempts')
    .values({ id: newId(), nameHash: name, addressHash: address, attemptedAt: ctx.now, succeeded })
    .execute()
  await ctx.db
    .deleteFrom('signInAttempts')
    .where('attemptedAt', '<', new Date(ctx.now.getTime() - keptMilliseconds))
    .execute()
}

/** What is said to someone who has to wait. */
export function waitSentence(until: Date): string {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  // The minute is rounded up: to be told 10:45 and refused at 10:45 would be unkind.
  const time = clock.format(new Date(Math.ceil(until.getTime() / 60_000) * 60_000))
  return `There were too many wrong tries. You can try again at ${formatTime(time)}`
}

function hashesOf({ services }: Context, { name, address }: Try) {
  return {
    name: keyedHash(services, 'sign-in name', name.toLowerCase()),
    address: keyedHash(services, 'sign-in address', address),
  }
}
