import { type Context, Forbidden, type Scope } from '#platform'

/**
 * Refuses what is not the visitor's to keep: a role over one organisation or team opens that one, and what is everybody's
 * needs a role over the whole partnership. Organisations and teams can be read by all, so the database does not ask this.
 *
 * @throws Forbidden
 */
export function needReach(
  ctx: Context,
  over: { organisationId?: string | null; teamId?: string } = {},
): void {
  const { scope } = ctx.actor
  if (scope.everyone) return
  if (over.organisationId && scope.organisations.includes(over.organisationId)) return
  if (over.teamId && scope.teams.includes(over.teamId)) return
  throw new Forbidden('This belongs to others, or to the whole partnership')
}

/** Whether a permission's scope opens this organisation. */
export function isWithinReach(scope: Scope | null, organisationId: string | null): boolean {
  if (!scope) return false
  return scope.everyone || (organisationId !== null && scope.organisations.includes(organisationId))
}
