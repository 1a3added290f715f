import { type Scope, everyone } from '#platform'
import type { Visitor } from '#web'

/** Whose bookings a visitor may look at and cancel: their own, those they may book for, and those they coordinate. */
export function bookingScope(visitor: Visitor): Scope {
  const scopes = (['learning.book', 'learning.book-others', 'learning.coordinate'] as const).flatMap(
    (permission) => visitor.can(permission) ?? [],
  )
  const narrow = scopes.flatMap((scope) => (scope.everyone ? [] : scope))
  if (narrow.length < scopes.length) return everyone
  return {
    everyone: false,
    organisations: narrow.flatMap((scope) => scope.organisations),
    teams: narrow.flatMap((scope) => scope.teams),
  }
}
