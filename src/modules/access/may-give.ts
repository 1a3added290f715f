import { type Context, type Scope } from '#platform'
import type { Visitor } from '#web'
import { type RoleCode, roles } from './roles.ts'

/** Where a role holds: an organisation, a team, or the whole partnership when both are null. */
export interface Over {
  organisationId: string | null
  teamId: string | null
}

export const wholePartnership: Over = { organisationId: null, teamId: null }

/**
 * Whether somebody may give a role: nobody gives more than they hold. They need the managing of accounts there, and every
 * permission of the role there as well.
 */
export async function mayGive(ctx: Context, visitor: Visitor, role: string, over: Over): Promise<boolean> {
  if (!Object.hasOwn(roles, role)) return false
  const { permissions } = roles[role as RoleCode]
  const employer = over.teamId === null ? null : await organisationOfTeam(ctx, over.teamId)
  return (['access.manage', ...permissions] as const).every((permission) =>
    covers(visitor.can(permission), over, employer),
  )
}

/** Whether what is held reaches that far. `employer` is the organisation that the team belongs to. */
export function covers(
  held: Scope | null,
  { organisationId, teamId }: Over,
  employer: string | null,
): boolean {
  if (!held) return false
  if (held.everyone) return true
  if (organisationId) return held.organisations.includes(organisationId)
  if (teamId)
    return held.teams.includes(teamId) || (employer !== null && held.organisations.includes(employer))
  return false
}

async function organisationOfTeam(ctx: Context, teamId: string): Promise<string | null> {
  const team = await ctx.db
    .selectFrom('teams')
    .select('organisationId')
    .where('id', '=', teamId)
    .executeTakeFirst()
  return team?.organisationId ?? null
}
