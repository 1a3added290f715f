/** Who can see a person, or the people of an organisation, and why: the same rules that row-level security holds to. */
import type { RegisterKeeper } from '#partnership'
import type { Permission } from '#web'
import { type Role, isRole, roles } from '../roles.ts'

/** A role in force today. */
export interface RoleGiven {
  grantId: string
  accountId: string
  name: string
  role: string
  organisationId: string | null
  teamId: string | null
  standsIn: boolean
}

/** Where somebody works or worked: what a role can reach them through. */
export interface Place {
  organisationId: string
  organisation: string
  teamId: string | null
  team: string | null
  registerKeptBy: RegisterKeeper
  /** The title of an agreement in force today by which the organisation shares its people by name. */
  sharedUnder: string | null
}

export interface Seer {
  accountId: string
  name: string
  role: string
  why: string
  sees: string[]
}

/** What opens something of a person, in the order in which it is told. */
const opening: Partial<Record<Permission, string>> = {
  'workforce.see': 'who they are and what they do',
  'workforce.manage': 'and may correct it',
  'assurance.see': 'training, checks and compliance',
  'assurance.manage': 'and may record them',
  'learning.coordinate': 'bookings and attendance',
  'learning.book-others': 'and may book places for them',
}

/** Whoever sees somebody who works or worked at these places, each role once, with the first reason that holds. */
export function whoSees(places: readonly Place[], given: readonly RoleGiven[]): Seer[] {
  return given.flatMap((grant) => {
    const sees = whatRoleSees(grant.role)
    if (sees.length === 0) return []
    const why = places.map((place) => reason(grant, place)).find((one) => one !== null)
    if (!why) return []
    const { accountId, name, role, standsIn } = grant
    return {
      accountId,
      name,
      role: `${(roles as Record<string, Role>)[role]!.name}${standsIn ? ' (standing in)' : ''}`,
      why,
      sees,
    }
  })
}

/** What a role opens of the people that it reaches; nothing for one that opens only one's own records. */
export function whatRoleSees(role: string): string[] {
  if (!isRole(role)) return []
  const held: Role = roles[role]
  return Object.entries(opening).flatMap(([permission, words]) =>
    held.permissions.includes(permission as Permission) ? words : [],
  )
}

function reason(grant: RoleGiven, place: Place): string | null {
  if (grant.organisationId)
    return grant.organisationId === place.organisationId ? `Has this role over ${place.organisation}` : null
  if (grant.teamId) return grant.teamId === place.teamId ? `Has this role over the team ${place.team}` : null
  if (place.registerKeptBy === 'authority')
    return `Has this role over the whole partnership, and the authority keeps the register of ${place.organisation}`
  return place.sharedUnder === null
    ? null
    : `Has this role over the whole partnership, and ${place.organisation} shares by name: ${place.sharedUnder}`
}
