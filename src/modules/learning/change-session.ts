import { type Context, everyone, record, withScope } from '#platform'
import { joiningDetails, tellOfBooking } from './booking.email.ts'
import { peopleWaiting, peopleWithPlaces } from './booking.queries.ts'
import { fillFreePlaces } from './fill-free-places.ts'
import { type Session, findSession, lockSessionsOfEvent } from './session.queries.ts'
import type { SessionDetails } from './session-details.ts'
import { settleCompletions } from './settle-completions.ts'

export type ChangeSessionOutcome =
  | { outcome: 'changed'; movedUp: number; told: number }
  | { outcome: 'stale' }
  | { outcome: 'refused'; because: 'session-cancelled' | 'register-taken' }
  | { outcome: 'too-few-places'; booked: number }

/**
 * Changes when, where, with whom and for how many a session is. Those who are booked or wait are told when they would
 * otherwise go to the wrong place or at the wrong time; more places go to those who wait.
 * @throws NotFound
 */
export async function changeSession(
  ctx: Context,
  change: { sessionId: string; version: number; details: SessionDetails },
): Promise<ChangeSessionOutcome> {
  const { sessionId, details } = change
  const { eventId } = await findSession(ctx, sessionId)
  const before = (await lockSessionsOfEvent(ctx, eventId)).find((session) => session.id === sessionId)!
  if (before.version !== change.version) return { outcome: 'stale' }
  if (before.cancelledAt) return { outcome: 'refused', because: 'session-cancelled' }
  if (before.registerTakenAt && details.heldOn > ctx.today)
    return { outcome: 'refused', because: 'register-taken' }
  if (details.places < before.booked) return { outcome: 'too-few-places', booked: before.booked }

  await ctx.db
    .updateTable('sessions')
    .set((eb) => ({ ...details, version: eb('version', '+', 1) }))
    .where('id', '=', sessionId)
    .execute()
  await record(
    ctx,
    'learning.session-changed',
    { type: 'session', id: sessionId },
    { before: joiningDetails(before), places: [before.places, details.places] },
  )
  const told = await tellIfItMatters(ctx, before)
  const movedUp = await fillFreePlaces(ctx, sessionId)
  await settleCompletions(ctx, eventId)
  return { outcome: 'changed', movedUp, told }
}

/** People are told of a change of date, time, venue or link of a session still to come; not of the trainer's name. */
async function tellIfItMatters(ctx: Context, before: Session): Promise<number> {
  const after = await findSession(ctx, before.id)
  const matters = (['heldOn', 'startsAt', 'endsAt', 'venue', 'onlineLink'] as const).some(
    (what) => before[what] !== after[what],
  )
  if (!matters || after.heldOn < ctx.today) return 0
  return withScope(ctx, everyone, async (ctx) => {
    const people = [...(await peopleWithPlaces(ctx, before.id)), ...(await peopleWaiting(ctx, before.id))]
    for (const booking of people) {
      await tellOfBooking(ctx, { ...booking, id: booking.personId }, after, {
        id: booking.id,
        news: { kind: 'session-changed', before: [joiningDetails(before)] },
      })
    }
    return people.filter((booking) => booking.email).length
  })
}
