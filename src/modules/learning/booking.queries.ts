/** The SQL about bookings. What the actor may not see is not found. */
import { sql } from 'kysely'
import { type Context, found, newId } from '#platform'
import type { Attendance, InTheWay } from './booking.ts'
import { sessions } from './session.queries.ts'

/** Columns of words. Their checks in the database allow exactly these. */
export const bookingWords = [
  sql<'booked' | 'waiting' | 'cancelled'>`booking.state`.as('state'),
  sql<Attendance | null>`booking.attendance`.as('attendance'),
] as const

function bookings(ctx: Context) {
  return ctx.db
    .selectFrom('bookings as booking')
    .innerJoin('people as person', (join) =>
      join
        .onRef('person.partnershipId', '=', 'booking.partnershipId')
        .onRef('person.id', '=', 'booking.personId'),
    )
    .select([
      'booking.id',
      'booking.sessionId',
      'booking.personId',
      'booking.turn',
      'booking.bookedAt',
      'booking.cancelledAt',
      'booking.walkedIn',
      'person.fullName',
      'person.ref as personRef',
      'person.email',
      ...bookingWords,
    ])
}

export type Booking = Awaited<ReturnType<typeof findBooking>>

/** @throws NotFound */
export async function findBooking(ctx: Context, bookingId: string) {
  return found(await bookings(ctx).where('booking.id', '=', bookingId).executeTakeFirst())
}

/** How many people stand before somebody who waits, themselves counted: 1 is next. */
export async function turnInLine(
  ctx: Context,
  booking: Pick<Booking, 'sessionId' | 'turn'>,
): Promise<number> {
  const { rows } = await sql<{ inLine: number }>`
    select app.turn_in_line(${booking.sessionId}::uuid, ${booking.turn}) as in_line`.execute(ctx.db)
  return rows[0]!.inLine
}

/** Everyone who holds a place on a session, by name. Those who walked in are among them. */
export async function peopleWithPlaces(ctx: Context, sessionId: string) {
  return bookings(ctx)
    .where('booking.sessionId', '=', sessionId)
    .where('booking.state', '=', 'booked')
    .orderBy('person.familyName')
    .orderBy('person.givenName')
    .orderBy('booking.turn')
    .execute()
}

/** The waiting list of a session, in turn. */
export async function peopleWaiting(ctx: Context, sessionId: string, limit?: number) {
  return bookings(ctx)
    .where('booking.sessionId', '=', sessionId)
    .where('booking.state', '=', 'waiting')
    .orderBy('booking.turn')
    .$if(limit !== undefined, (query) => query.limit(limit!))
    .execute()
}

/** A person's live booking on a session, if they have one. */
export async function liveBooking(ctx: Context, sessionId: string, personId: string) {
  return bookings(ctx)
    .where('booking.sessionId', '=', sessionId)
    .where('booking.personId', '=', personId)
    .where('booking.state', '<>', 'cancelled')
    .executeTakeFirst()
}

/**
 * The booking that keeps a person from another place: a live one on this session, or on a session still to come of another
 * run of the same course. Sessions of the same event may be booked together.
 */
export async function bookingInTheWay(ctx: Context, sessionId: string, personId: string) {
  const { rows } = await sql<{ id: string; sessionId: string; state: string }>`
    select booking.id, booking.session_id, booking.state
    from bookings booking
    join sessions held on held.partnership_id = booking.partnership_id and held.id = booking.session_id
    join events event on event.partnership_id = held.partnership_id and event.id = held.event_id
    join sessions wanted on wanted.partnership_id = booking.partnership_id and wanted.id = ${sessionId}::uuid
    join events run on run.partnership_id = wanted.partnership_id and run.id = wanted.event_id
    where booking.person_id = ${personId}::uuid and booking.state <> 'cancelled'
      and (held.id = wanted.id
        or (event.course_id = run.course_id and event.id <> run.id and held.held_on >= ${ctx.today}))
    -- The one on this very session is the one to tell of.
    order by held.id <> wanted.id, held.held_on
    limit 1`.execute(ctx.db)
  const row = rows[0]
  if (!row) return null
  const here = row.state === 'waiting' ? 'waiting-here' : 'booked-here'
  const kind: InTheWay = row.sessionId === sessionId ? here : 'same-course'
  return { bookingId: row.id, kind }
}

/**
 * Makes everyone who books something for the same person wait in line, until this work is kept: two sessions of one course
 * are two locks, and without this one a person could be given a place on both at once.
 */
export async function lockBookingsOf(ctx: Context, personId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`bookings of ${personId}`}, 0))`.execute(ctx.db)
}

interface NewBooking {
  sessionId: string
  personId: string
  state: 'booked' | 'waiting'
  walkedIn?: boolean
}

/** Adds a booking with the next turn. The session must be locked, which is what gives turns out in order. */
export async function insertBooking(ctx: Context, booking: NewBooking): Promise<string> {
  const id = newId()
  await ctx.db
    .insertInto('bookings')
    .values({
      partnershipId: ctx.partnership.id,
      id,
      sessionId: booking.sessionId,
      personId: booking.personId,
      state: booking.state,
      walkedIn: booking.walkedIn ?? false,
      turn: sql<number>`(select last_turn + 1 from sessions where id = ${booking.sessionId}::uuid)`,
      bookedBy: ctx.actor.accountId,
      bookedAt: ctx.now,
    })
    .execute()
  return id
}

/** The actor's own live bookings on sessions of a course, by session. */
export async function ownBookingsOfCourse(ctx: Context, courseId: string) {
  const own = new Map<string, { id: string; state: string }>()
  if (!ctx.actor.personId) return own
  const rows = await ctx.db
    .selectFrom('bookings as booking')
    .innerJoin('sessions as session', (join) =>
      join
        .onRef('session.partnershipId', '=', 'booking.partnershipId')
        .onRef('session.id', '=', 'booking.sessionId'),
    )
    .innerJoin('events as event', (join) =>
      join
        .onRef('event.partnershipId', '=', 'session.partnershipId')
        .onRef('event.id', '=', 'session.eventId'),
    )
    .select(['booking.id', 'booking.sessionId', 'booking.state'])
    .where('booking.personId', '=', ctx.actor.personId)
    .where('booking.state', '<>', 'cancelled')
    .where('event.courseId', '=', courseId)
    .execute()
  for (const { id, sessionId, state } of rows) own.set(sessionId, { id, state })
  return own
}

/** All bookings of a person, latest session first. */
export async function bookingsOf(ctx: Context, personId: string) {
  return sessions(ctx)
    .innerJoin('bookings as booking', (join) =>
      join
        .onRef('booking.partnershipId', '=', 'session.partnershipId')
        .onRef('booking.sessionId', '=', 'session.id'),
    )
    .clearSelect()
    .select([
      'booking.id',
      'booking.walkedIn',
      'session.title',
      'session.heldOn',
      'session.startsAt',
      'session.endsAt',
      'session.venue',
      'session.onlineLink',
      'event.title as eventTitle',
      'course.title as courseTitle',
      ...bookingWords,
    ])
    .where('booking.personId', '=', personId)
    .orderBy('session.heldOn', 'desc')
    .orderBy('session.startsAt', 'desc')
    .orderBy('booking.turn', 'desc')
    .execute()
}
