import { type Context, record } from '#platform'
import { type CancellationRefusal, cancellationOf } from './booking.ts'
import { tellOfBooking } from './booking.email.ts'
import { findBooking } from './booking.queries.ts'
import { fillFreePlaces } from './fill-free-places.ts'
import { lockSession } from './session.queries.ts'

export type CancelBookingOutcome =
  { outcome: 'cancelled'; movedUp: number } | { outcome: 'refused'; because: CancellationRefusal }

/**
 * Gives back a place or a turn on the waiting list. A place that becomes free goes to whoever has waited longest.
 * @throws NotFound
 */
export async function cancelBooking(ctx: Context, bookingId: string): Promise<CancelBookingOutcome> {
  const { sessionId } = await findBooking(ctx, bookingId)
  const session = await lockSession(ctx, sessionId)
  // Read again under the lock: it may just have been cancelled, or moved up from the waiting list.
  const booking = await findBooking(ctx, bookingId)
  const answer = cancellationOf({ ...booking, heldOn: session.heldOn }, ctx.today)
  if (answer.kind === 'none') return { outcome: 'refused', because: answer.because }

  await ctx.db
    .updateTable('bookings')
    .set((eb) => ({
      state: 'cancelled',
      cancelledAt: ctx.now,
      cancelledBy: ctx.actor.accountId,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', bookingId)
    .execute()
  await record(
    ctx,
    'learning.booking-cancelled',
    { type: 'booking', id: bookingId },
    { sessionId, personId: booking.personId, was: booking.state },
  )
  await tellOfBooking(ctx, { ...booking, id: booking.personId }, session, {
    id: bookingId,
    news: { kind: 'booking-cancelled' },
  })
  return { outcome: 'cancelled', movedUp: await fillFreePlaces(ctx, sessionId) }
}
