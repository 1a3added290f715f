import { type Context, found, newId, record } from '#platform'
import { lockSessionsOfEvent } from './session.queries.ts'
import type { SessionDetails } from './session-details.ts'

export interface NewEvent {
  courseId: string
  title: string
  notes?: string
  session: SessionDetails
}

/** Puts a course on: an event with its first session, which can be booked at once. */
export async function putOnEvent(
  ctx: Context,
  event: NewEvent,
): Promise<{ eventId: string; sessionId: string }> {
  const course = found(
    await ctx.db.selectFrom('courses').select('id').where('id', '=', event.courseId).executeTakeFirst(),
  )
  const eventId = newId()
  await ctx.db
    .insertInto('events')
    .values({
      partnershipId: ctx.partnership.id,
      id: eventId,
      courseId: course.id,
      title: event.title,
      notes: event.notes ?? '',
      createdAt: ctx.now,
    })
    .execute()
  await record(ctx, 'learning.event-put-on', { type: 'event', id: eventId }, { courseId: course.id })
  return { eventId, sessionId: await insertSession(ctx, eventId, event.session) }
}

export type AddSessionOutcome =
  | { outcome: 'added'; sessionId: string }
  | { outcome: 'refused'; because: 'event-cancelled' | 'register-taken' }

/**
 * Adds a session to an event. Once a register was taken no more can be added: people who have completed the event would
 * have to be told that they have not.
 */
export async function addSession(
  ctx: Context,
  eventId: string,
  details: SessionDetails,
): Promise<AddSessionOutcome> {
  const event = found(
    await ctx.db
      .selectFrom('events')
      .select(['id', 'cancelledAt'])
      .where('id', '=', eventId)
      .executeTakeFirst(),
  )
  const sessions = await lockSessionsOfEvent(ctx, event.id)
  if (event.cancelledAt) return { outcome: 'refused', because: 'event-cancelled' }
  if (sessions.some((session) => session.registerTakenAt))
    return { outcome: 'refused', because: 'register-taken' }
  return { outcome: 'added', sessionId: await insertSession(ctx, eventId, details) }
}

async function insertSession(ctx: Context, eventId: string, details: SessionDetails): Promise<string> {
  const id = newId()
  await ctx.db
    .insertInto('sessions')
    .values({ partnershipId: ctx.partnership.id, id, eventId, ...details })
    .execute()
  await record(
    ctx,
    'learning.session-added',
    { type: 'session', id },
    { eventId, heldOn: details.heldOn, places: details.places },
  )
  return id
}
