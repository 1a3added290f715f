/** The rules of the register: when it can be taken, and when a person has completed an event. */
import { type LocalDate, latestOf } from '#platform'

export interface RegisteredSession {
  heldOn: LocalDate
  cancelledAt: Date | null
}

export type RegisterRefusal = 'session-cancelled' | 'before-the-day'

/** Whether a register can be taken: from the session's day on, for as long as a mistake may be found. */
export function registerOf(
  session: RegisteredSession,
  today: LocalDate,
): { kind: 'open' } | { kind: 'closed'; because: RegisterRefusal } {
  if (session.cancelledAt) return { kind: 'closed', because: 'session-cancelled' }
  if (session.heldOn > today) return { kind: 'closed', because: 'before-the-day' }
  return { kind: 'open' }
}

/**
 * The date on which a person completed an event, or null when they have not: the day of its last session, once they have
 * attended every session that was not cancelled. Part of a session is not enough. An event of one session is completed
 * by attending it.
 */
export function completedOn(
  sessions: readonly (RegisteredSession & { id: string })[],
  attended: ReadonlySet<string>,
): LocalDate | null {
  const held = sessions.filter((session) => !session.cancelledAt)
  if (held.length === 0 || !held.every((session) => attended.has(session.id))) return null
  return latestOf(...held.map((session) => session.heldOn))
}
