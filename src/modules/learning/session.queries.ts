/** The SQL about sessions, with the event and course they belong to and how many have booked. */
import { type Context, found } from '#platform'

/** Sessions with the event and course they belong to. */
export function sessions(ctx: Context) {
  return ctx.db
    .selectFrom('sessions as session')
    .innerJoin('events as event', (join) =>
      join
        .onRef('event.partnershipId', '=', 'session.partnershipId')
        .onRef('event.id', '=', 'session.eventId'),
    )
    .innerJoin('courses as course', (join) =>
      join
        .onRef('course.partnershipId', '=', 'session.partnershipId')
        .onRef('course.id', '=', 'event.courseId'),
    )
    .select([
      'session.id',
      'session.eventId',
      'session.title',
      'session.heldOn',
      'session.startsAt',
      'session.endsAt',
      'session.venue',
      'session.onlineLink',
      'session.trainer',
      'session.places',
      'session.booked',
      'session.waiting',
      'session.cancelledAt',
      'session.cancelledReason',
      'session.registerTakenAt',
      'session.version',
      'event.title as eventTitle',
      'event.notes as eventNotes',
      'course.id as courseId',
      'course.code as courseCode',
      'course.title as courseTitle',
    ])
}

export type Session = Awaited<ReturnType<typeof findSession>>

/** @throws NotFound */
export async function findSession(ctx: Context, sessionId: string) {
  return found(await sessions(ctx).where('session.id', '=', sessionId).executeTakeFirst())
}

/**
 * Locks the session and tells how it is then: whoever waited for the lock is given the row as the one before left it.
 * @throws NotFound
 */
export async function lockSession(ctx: Context, sessionId: string) {
  return found(
    await sessions(ctx).where('session.id', '=', sessionId).forUpdate('session').executeTakeFirst(),
  )
}

/** Locks the sessions of an event, always in the same order, so that two who do this wait for each other. */
export async function lockSessionsOfEvent(ctx: Context, eventId: string) {
  await ctx.db
    .selectFrom('sessions')
    .select('id')
    .where('eventId', '=', eventId)
    .orderBy('id')
    .forUpdate()
    .execute()
  return sessionsOfEvent(ctx, eventId)
}

export async function sessionsOfEvent(ctx: Context, eventId: string) {
  return sessions(ctx)
    .where('session.eventId', '=', eventId)
    .orderBy('session.heldOn')
    .orderBy('session.startsAt')
    .execute()
}

/** The sessions of a course that can still be booked, soonest first. */
export async function upcomingSessions(ctx: Context, courseId: string) {
  return sessions(ctx)
    .where('event.courseId', '=', courseId)
    .where('session.heldOn', '>=', ctx.today)
    .where('session.cancelledAt', 'is', null)
    .orderBy('session.heldOn')
    .orderBy('session.startsAt')
    .execute()
}
