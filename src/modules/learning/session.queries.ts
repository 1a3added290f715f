/** The SQL about sessions, with the event and course they belong to and the counts of everybody's bookings. */
import { sql } from 'kysely'
import { type Context, found } from '#platform'

/** Sessions with the event and course they belong to, without counts: for lists, which count only what they show. */
export function describedSessions(ctx: Context) {
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

/** The same with the counts of everybody's bookings. */
function sessions(ctx: Context) {
  return describedSessions(ctx)
    .innerJoinLateral(
      sql<{ booked: number; waiting: number }>`app.session_counts(array[session.id])`.as('counts'),
      (join) => join.onTrue(),
    )
    .select(['counts.booked', 'counts.waiting'])
}

export interface Counts {
  booked: number
  waiting: number
}

/** Places taken and people waiting on each of these sessions, everybody counted. */
export async function countsOf(
  ctx: Context,
  sessionIds: readonly string[],
): Promise<ReadonlyMap<string, Counts>> {
  if (sessionIds.length === 0) return new Map()
  const { rows } = await sql<Counts & { sessionId: string }>`
    select * from app.session_counts(${sessionIds}::uuid[])`.execute(ctx.db)
  return new Map(rows.map(({ sessionId, ...counts }) => [sessionId, counts]))
}

export type Session = Awaited<ReturnType<typeof findSession>>

/** @throws NotFound */
export async function findSession(ctx: Context, sessionId: string) {
  return found(await sessions(ctx).where('session.id', '=', sessionId).executeTakeFirst())
}

/**
 * Locks the session, then counts its bookings, as two queries. One query would do its counting before it waited for the
 * lock, and everyone in the queue would be given the last place.
 */
export async function lockSession(ctx: Context, sessionId: string) {
  await ctx.db.selectFrom('sessions').select('id').where('id', '=', sessionId).forUpdate().execute()
  return findSession(ctx, sessionId)
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
