import { type Scope, onlyOneself } from '#platform'
import type { Visitor } from '#web'

/** Whose bookings a visitor may look at and cancel: their own, those they may book for, and those they coordinate. */
export function bookingScope(visitor: Visitor): Scope {
  const scopes = (['learning.book', 'learning.book-others', 'learning.coordinate'] as const).flatMap(
    (permission) => visitor.can(permission) ?? [],
  )
  if (scopes.length === 0) return onlyOneself
  const over = {
    organisations: scopes.flatMap((scope) => ('organisations' in scope ? scope.organisations : [])),
    teams: scopes.flatMap((scope) => ('teams' in scope ? scope.teams : [])),
  }
  return scopes.some((scope) => scope.everyone)
    ? { everyone: true, as: 'shared', ...over }
    : { everyone: false, ...over }
}
