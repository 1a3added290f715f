/** The rules of places and waiting lists: who is offered what, who moves up, and until when a booking can be given back. */
import type { LocalDate } from '#platform'

export interface BookableSession {
  heldOn: LocalDate
  cancelledAt: Date | null
  places: number
  /** Places given away. People who walked in on the day came on top and are not counted. */
  booked: number
  waiting: number
}

/** What stands in the way of a person: a live booking on this session, or on another run of the same course. */
export type InTheWay = 'booked-here' | 'waiting-here' | 'same-course'

export type Refusal =
  'session-cancelled' | 'session-over' | 'already-booked' | 'already-waiting' | 'same-course'

export type Offer =
  { kind: 'place' } | { kind: 'waiting-list'; turn: number } | { kind: 'none'; because: Refusal }

/**
 * What a person can be offered on a session: a place, a turn on the waiting list, or nothing and why. Those already waiting
 * come first, so that a place that has just become free is not offered to a newcomer.
 */
export function offerOn(session: BookableSession, inTheWay: InTheWay | null, today: LocalDate): Offer {
  if (session.cancelledAt) return { kind: 'none', because: 'session-cancelled' }
  if (session.heldOn < today) return { kind: 'none', because: 'session-over' }
  if (inTheWay === 'booked-here') return { kind: 'none', because: 'already-booked' }
  if (inTheWay === 'waiting-here') return { kind: 'none', because: 'already-waiting' }
  if (inTheWay === 'same-course') return { kind: 'none', because: 'same-course' }
  if (placesLeft(session) > 0) return { kind: 'place' }
  return { kind: 'waiting-list', turn: session.waiting + 1 }
}

/** Places that a newcomer can have: those that are neither taken nor due to somebody who waits. */
export function placesLeft({
  places,
  booked,
  waiting,
}: Pick<BookableSession, 'places' | 'booked' | 'waiting'>) {
  return Math.max(0, places - booked - waiting)
}

/** How many people can be moved from the waiting list into places now. */
export function placesForWaiting(session: BookableSession, today: LocalDate): number {
  if (session.cancelledAt || session.heldOn < today) return 0
  return Math.max(0, Math.min(session.places - session.booked, session.waiting))
}

/** "12 of 30 places left", "Full" or "Full, 3 waiting". */
export function placesInWords(session: Pick<BookableSession, 'places' | 'booked' | 'waiting'>): string {
  const left = placesLeft(session)
  if (left > 0) return `${left} of ${session.places} ${session.places === 1 ? 'place' : 'places'} left`
  return session.waiting > 0 ? `Full, ${session.waiting} waiting` : 'Full'
}

export type Attendance = 'attended' | 'part' | 'absent'

export interface HeldBooking {
  state: 'booked' | 'waiting' | 'cancelled'
  attendance: Attendance | null
  heldOn: LocalDate
}

export type CancellationRefusal = 'already-cancelled' | 'attendance-recorded' | 'session-over'

/** Whether a booking can still be given back: until the day is over, or the register says whether they came. */
export function cancellationOf(
  booking: HeldBooking,
  today: LocalDate,
): { kind: 'possible' } | { kind: 'none'; because: CancellationRefusal } {
  if (booking.state === 'cancelled') return { kind: 'none', because: 'already-cancelled' }
  if (booking.attendance) return { kind: 'none', because: 'attendance-recorded' }
  if (booking.heldOn < today) return { kind: 'none', because: 'session-over' }
  return { kind: 'possible' }
}
