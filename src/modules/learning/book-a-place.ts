import { type Context, record } from '#platform'
import { type Refusal, offerOn } from './booking.ts'
import { bookingInTheWay, insertBooking, lockBookingsOf } from './booking.queries.ts'
import { tellOfBooking } from './booking.email.ts'
import { findPerson } from './people.queries.ts'
import { lockSession } from './session.queries.ts'

export interface BookingRequest {
  sessionId: string
  personId: string
}

export type BookingOutcome =
  | { outcome: 'booked' | 'waiting'; bookingId: string }
  /** With the booking that stands in the way, where one does. */
  | { outcome: 'refused'; because: Refusal; bookingId: string | null }

/**
 * Gives a person a place on a session, or the next turn on its waiting list, and tells them.
 * @throws NotFound when there is no such session, or no such person among those the actor may see.
 */
export async function bookAPlace(
  ctx: Context,
  { sessionId, personId }: BookingRequest,
): Promise<BookingOutcome> {
  const person = await findPerson(ctx, personId)
  await lockBookingsOf(ctx, person.id)
  const inTheWay = await bookingInTheWay(ctx, sessionId, person.id)
  // Last, as everybody else who wants a place here waits from now on.
  const session = await lockSession(ctx, sessionId)
  const offer = offerOn(session, inTheWay?.kind ?? null, ctx.today)
  if (offer.kind === 'none')
    return { outcome: 'refused', because: offer.because, bookingId: inTheWay?.bookingId ?? null }

  const state = offer.kind === 'place' ? 'booked' : 'waiting'
  const bookingId = await insertBooking(ctx, { sessionId, personId: person.id, state })
  await record(
    ctx,
    'learning.place-booked',
    { type: 'booking', id: bookingId },
    { sessionId, personId, state },
  )
  await tellOfBooking(ctx, person, session, {
    id: bookingId,
    news: offer.kind === 'place' ? { kind: 'booked' } : { kind: 'waiting', turn: offer.turn },
  })
  return { outcome: state, bookingId }
}
