import { type Context, everyone, record, withScope } from '#platform'
import { placesForWaiting } from './booking.ts'
import { tellOfBooking } from './booking.email.ts'
import { peopleWaiting } from './booking.queries.ts'
import { findSession } from './session.queries.ts'

/**
 * Gives places that are free to those who wait, in turn, and tells each of them. The session must be locked. It looks at
 * everybody's bookings, whoever freed the place: whose turn it is does not depend on who is looking.
 */
export async function fillFreePlaces(ctx: Context, sessionId: string): Promise<number> {
  return withScope(ctx, everyone, async (ctx) => {
    const session = await findSession(ctx, sessionId)
    const free = placesForWaiting(session, ctx.today)
    if (free === 0) return 0
    const next = await peopleWaiting(ctx, sessionId, free)
    await ctx.db
      .updateTable('bookings')
      .set((eb) => ({ state: 'booked', version: eb('version', '+', 1) }))
      .where(
        'id',
        'in',
        next.map((booking) => booking.id),
      )
      .execute()
    for (const booking of next) {
      await record(
        ctx,
        'learning.place-given-to-next-waiting',
        { type: 'booking', id: booking.id },
        { sessionId, personId: booking.personId },
      )
      await tellOfBooking(ctx, { ...booking, id: booking.personId }, session, {
        id: booking.id,
        news: { kind: 'moved-up' },
      })
    }
    return next.length
  })
}
