import { type Context, record } from '#platform'
import type { Attendance } from './booking.ts'
import { type Booking, insertBooking, liveBooking, peopleWithPlaces } from './booking.queries.ts'
import { type PersonFound, personByRef } from './people.queries.ts'
import { type RegisterRefusal, registerOf } from './register.ts'
import { findSession, lockSessionsOfEvent } from './session.queries.ts'
import { settleCompletions } from './settle-completions.ts'

export interface RegisterTaken {
  sessionId: string
  /** The session's version as it was when the register was opened; without one it is not asked. */
  version?: number
  /** By booking. */
  marks: ReadonlyMap<string, Attendance>
  /** Everyone who is not marked attended. */
  everyoneElseAttended?: boolean
  /** References of people who came without a booking. */
  walkedIn?: readonly string[]
}

export type RegisterOutcome =
  | { outcome: 'taken'; attended: number; part: number; absent: number }
  | { outcome: 'refused'; because: RegisterRefusal }
  | { outcome: 'stale' }
  | { outcome: 'unmarked'; bookings: Booking[] }
  | { outcome: 'unknown-people'; refs: string[] }

/**
 * Takes or corrects the register of a session: who attended, who came for part of it, who did not come, and who walked in
 * without a booking. The evidence of the course follows from it at once.
 * @throws NotFound
 */
export async function takeRegister(ctx: Context, taken: RegisterTaken): Promise<RegisterOutcome> {
  const { eventId } = await findSession(ctx, taken.sessionId)
  // All of the event's sessions: whether somebody has completed it is decided over all of their registers.
  const sessions = await lockSessionsOfEvent(ctx, eventId)
  const session = sessions.find((one) => one.id === taken.sessionId)!
  const register = registerOf(session, ctx.today)
  if (register.kind === 'closed') return { outcome: 'refused', because: register.because }
  if (taken.version !== undefined && taken.version !== session.version) return { outcome: 'stale' }

  const booked = await peopleWithPlaces(ctx, taken.sessionId)
  const walkedIn = await findWalkIns(ctx, taken.walkedIn ?? [])
  if (walkedIn.unknown.length > 0) return { outcome: 'unknown-people', refs: walkedIn.unknown }
  const came = new Set(walkedIn.people.map((person) => person.id))
  const markOf = (booking: Booking) =>
    taken.marks.get(booking.id) ??
    (taken.everyoneElseAttended || came.has(booking.personId) ? 'attended' : undefined)
  const unmarked = booked.filter((booking) => !markOf(booking))
  if (unmarked.length > 0) return { outcome: 'unmarked', bookings: unmarked }

  const changed = []
  for (const booking of booked) {
    const mark = markOf(booking)!
    if (booking.attendance !== mark) changed.push({ booking: booking.id, from: booking.attendance, to: mark })
    if (booking.walkedIn && mark === 'absent') await takeOff(ctx, booking)
  }
  for (const attendance of ['attended', 'part', 'absent'] as const) {
    const ids = changed.filter((one) => one.to === attendance).map((one) => one.booking)
    if (ids.length > 0) await mark(ctx, ids, attendance)
  }
  const stillBooked = new Set(booked.map((booking) => booking.personId))
  for (const person of walkedIn.people) {
    if (!stillBooked.has(person.id)) await addWalkIn(ctx, taken.sessionId, person)
  }
  await ctx.db
    .updateTable('sessions')
    .set((eb) => ({
      registerTakenAt: ctx.now,
      registerTakenBy: ctx.actor.accountId,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', taken.sessionId)
    .execute()
  await record(ctx, 'learning.register-taken', { type: 'session', id: taken.sessionId }, { changed })
  await settleCompletions(ctx, eventId)
  return { outcome: 'taken', ...(await countMarks(ctx, taken.sessionId)) }
}

async function findWalkIns(ctx: Context, refs: readonly string[]) {
  const people: PersonFound[] = []
  const unknown: string[] = []
  for (const ref of new Set(refs)) {
    const person = await personByRef(ctx, ref)
    if (person) people.push(person)
    else unknown.push(ref)
  }
  return { people, unknown }
}

async function mark(ctx: Context, bookingIds: string[], attendance: Attendance) {
  await ctx.db
    .updateTable('bookings')
    .set((eb) => ({
      attendance,
      attendanceRecordedAt: ctx.now,
      attendanceRecordedBy: ctx.actor.accountId,
      version: eb('version', '+', 1),
    }))
    .where('id', 'in', bookingIds)
    .where('state', '=', 'booked')
    .execute()
}

/** Somebody who walked in and is said not to have come was written down by mistake. */
async function takeOff(ctx: Context, booking: Booking) {
  await ctx.db
    .updateTable('bookings')
    .set((eb) => ({
      state: 'cancelled',
      cancelledAt: ctx.now,
      cancelledBy: ctx.actor.accountId,
      attendance: null,
      attendanceRecordedAt: null,
      attendanceRecordedBy: null,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', booking.id)
    .execute()
  await record(
    ctx,
    'learning.walk-in-taken-off',
    { type: 'booking', id: booking.id },
    { personId: booking.personId },
  )
}

/** Somebody who came from the waiting list keeps their booking; anybody else gets one. */
async function addWalkIn(ctx: Context, sessionId: string, person: PersonFound) {
  const waiting = await liveBooking(ctx, sessionId, person.id)
  const id =
    waiting?.id ??
    (await insertBooking(ctx, { sessionId, personId: person.id, state: 'booked', walkedIn: true }))
  if (waiting) {
    await ctx.db
      .updateTable('bookings')
      .set({ state: 'booked', walkedIn: true })
      .where('id', '=', id)
      .execute()
  }
  await mark(ctx, [id], 'attended')
  await record(ctx, 'learning.walked-in', { type: 'booking', id }, { sessionId, personId: person.id })
}

async function countMarks(ctx: Context, sessionId: string) {
  const counts = { attended: 0, part: 0, absent: 0 }
  for (const booking of await peopleWithPlaces(ctx, sessionId)) {
    if (booking.attendance) counts[booking.attendance] += 1
  }
  return counts
}
