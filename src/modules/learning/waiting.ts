import { type Context, formatShortDate } from '#platform'
import type { Visitor } from '#web'

/** For the first page: the next session that this person has a place on. */
export async function comingBookings(ctx: Context, visitor: Visitor): Promise<string | null> {
  if (!visitor.personId) return null
  const coming = await ctx.db
    .selectFrom('bookings')
    .innerJoin('sessions', (join) =>
      join
        .onRef('sessions.partnershipId', '=', 'bookings.partnershipId')
        .onRef('sessions.id', '=', 'bookings.sessionId'),
    )
    .select('sessions.heldOn')
    .where('bookings.personId', '=', visitor.personId)
    .where('bookings.state', '=', 'booked')
    .where('sessions.heldOn', '>=', ctx.today)
    .where('sessions.cancelledAt', 'is', null)
    .orderBy('sessions.heldOn')
    .execute()
  if (coming.length === 0) return null
  return coming.length === 1
    ? `1 booking, on ${formatShortDate(coming[0]!.heldOn)}`
    : `${coming.length} bookings, the next on ${formatShortDate(coming[0]!.heldOn)}`
}

/** For the first page: sessions that have been held and whose register nobody has taken. */
export async function registersToTake(ctx: Context): Promise<string | null> {
  const { count } = await ctx.db
    .selectFrom('sessions')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('heldOn', '<=', ctx.today)
    .where('registerTakenAt', 'is', null)
    .where('cancelledAt', 'is', null)
    .executeTakeFirstOrThrow()
  if (count === 0) return null
  return count === 1 ? '1 register to take' : `${count} registers to take`
}
