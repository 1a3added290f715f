import { type Context, everyone, record, withScope } from '#platform'
import { tellOfBooking } from './booking.email.ts'
import { peopleWaiting, peopleWithPlaces } from './booking.queries.ts'
import { type Session, findSession, lockSessionsOfEvent } from './session.queries.ts'
import { settleCompletions } from './settle-completions.ts'

export interface SessionCancellation {
  sessionId: string
  reason: string
  /** All sessions of the event whose register was not taken, instead of this one. */
  wholeEvent?: boolean
}

export type CancelSessionOutcome =
  | { outcome: 'cancelled'; sessions: number; told: number; withoutEmail: number }
  | { outcome: 'refused'; because: 'already-cancelled' | 'register-taken' }

/**
 * Calls off a session, or all of an event that has not been held, and tells everyone who has a place or waits for one.
 * An event without a session left is cancelled with the last.
 * @throws NotFound
 */
export async function cancelSession(
  ctx: Context,
  { sessionId, reason, wholeEvent = false }: SessionCancellation,
): Promise<CancelSessionOutcome> {
  const { eventId } = await findSession(ctx, sessionId)
  const sessions = await lockSessionsOfEvent(ctx, eventId)
  const asked = sessions.find((session) => session.id === sessionId)!
  if (asked.cancelledAt) return { outcome: 'refused', because: 'already-cancelled' }
  if (asked.registerTakenAt) return { outcome: 'refused', because: 'register-taken' }

  const open = sessions.filter((session) => !session.cancelledAt)
  const toCancel = wholeEvent ? open.filter((session) => !session.registerTakenAt) : [asked]
  const told = { told: 0, withoutEmail: 0 }
  for (const session of toCancel) {
    const here = await callOff(ctx, session, reason)
    told.told += here.told
    told.withoutEmail += here.withoutEmail
  }
  if (toCancel.length === open.length) await cancelEvent(ctx, eventId, reason)
  await settleCompletions(ctx, eventId)
  return { outcome: 'cancelled', sessions: toCancel.length, ...told }
}

/** Everyone booked is told, also those whom the coordinator who cancels may not see. */
async function callOff(ctx: Context, session: Session, reason: string) {
  await ctx.db
    .updateTable('sessions')
    .set((eb) => ({ cancelledAt: ctx.now, cancelledReason: reason, version: eb('version', '+', 1) }))
    .where('id', '=', session.id)
    .execute()
  return withScope(ctx, everyone, async (ctx) => {
    const people = [...(await peopleWithPlaces(ctx, session.id)), ...(await peopleWaiting(ctx, session.id))]
    await ctx.db
      .updateTable('bookings')
      .set((eb) => ({
        state: 'cancelled',
        cancelledAt: ctx.now,
        cancelledBy: ctx.actor.accountId,
        version: eb('version', '+', 1),
      }))
      .where('sessionId', '=', session.id)
      .where('state', '<>', 'cancelled')
      .execute()
    await record(
      ctx,
      'learning.session-cancelled',
      { type: 'session', id: session.id },
      { reason, bookings: people.map((booking) => booking.id) },
    )
    for (const booking of people) {
      await tellOfBooking(ctx, { ...booking, id: booking.personId }, session, {
        id: booking.id,
        news: { kind: 'session-cancelled', reason },
      })
    }
    const withEmail = people.filter((booking) => booking.email).length
    return { told: withEmail, withoutEmail: people.length - withEmail }
  })
}

async function cancelEvent(ctx: Context, eventId: string, reason: string) {
  await ctx.db
    .updateTable('events')
    .set((eb) => ({ cancelledAt: ctx.now, cancelledReason: reason, version: eb('version', '+', 1) }))
    .where('id', '=', eventId)
    .execute()
  await record(ctx, 'learning.event-cancelled', { type: 'event', id: eventId }, { reason })
}
