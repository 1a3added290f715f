import { type Scope, onlyOneself } from '#platform'
import type { Permission } from '#web'

/** What someone may be in a partnership, and what that lets them do. */
export interface Role {
  name: string
  /** What its holder does here, after "You can": shown when the role is given, and when someone chooses who to be. */
  description: string
  /** For everyone in the partnership, organisation or team that the grant names. */
  permissions: readonly Permission[]
  /** Always for the holder's own records and nobody else's, whatever the grant names. */
  forOneself: readonly Permission[]
  /**
   * Whether a second factor is asked for at sign-in. Every role that opens more than one's own records asks for it:
   * all but the practitioner. National Cyber Security Centre, "Multi-factor authentication for your corporate online
   * services" (2024): require it for every online service, and first where other people's data is.
   */
  secondFactor: boolean
}

const everybody = ['partnership.see', 'strategy.see'] as const
const ownRecords = ['workforce.see', 'assurance.see', 'learning.book'] as const

const all: readonly Permission[] = [
  ...everybody,
  'partnership.manage',
  'workforce.see',
  'workforce.manage',
  'workforce.import',
  'assurance.see',
  'assurance.manage',
  'learning.book',
  'learning.book-others',
  'learning.coordinate',
  'strategy.report',
  'statistics.see',
  'governance.see',
  'governance.write',
  'sharing.manage',
  'equality.release',
  'access.manage',
  'communications.outbox',
  'history.see',
]

/** The roles, with the widest first: someone who has several is called by the first. */
export const roles = {
  administrator: {
    name: 'Administrator',
    description:
      'invite people and give them roles, bring in files, and do everything that any other role can',
    permissions: all,
    forOneself: [],
    secondFactor: true,
  },
  workforce_lead: {
    name: 'Workforce development lead',
    description: 'see everyone’s training and compliance, report on the strategy, and write board papers',
    permissions: all.filter((permission) => permission !== 'access.manage'),
    forOneself: [],
    secondFactor: true,
  },
  training_coordinator: {
    name: 'Training coordinator',
    description: 'put on courses and sessions, book places for anyone, and take the register',
    permissions: [
      ...everybody,
      'workforce.see',
      'workforce.import',
      'assurance.see',
      'learning.book',
      'learning.book-others',
      'learning.coordinate',
      'statistics.see',
      'communications.outbox',
    ],
    forOneself: [],
    secondFactor: true,
  },
  principal_social_worker: {
    name: 'Principal social worker',
    description:
      'see who is compliant, due and overdue, set requirements and exemptions, and report progress',
    permissions: [
      ...everybody,
      'workforce.see',
      'assurance.see',
      'assurance.manage',
      'learning.book',
      'learning.book-others',
      'strategy.report',
      'statistics.see',
      'governance.see',
    ],
    forOneself: [],
    secondFactor: true,
  },
  team_manager: {
    name: 'Team manager',
    description: 'see who in the team is compliant, due and overdue, and book places for them',
    permissions: [...everybody, 'workforce.see', 'assurance.see', 'learning.book-others', 'statistics.see'],
    forOneself: ownRecords,
    secondFactor: true,
  },
  setting_lead: {
    name: 'Head or manager of a setting',
    description:
      'keep the register of the school, nursery or service, see what training its staff need, and book places for them',
    permissions: [...everybody, 'workforce.see', 'workforce.manage', 'assurance.see', 'learning.book-others'],
    forOneself: ownRecords,
    secondFactor: true,
  },
  hr_officer: {
    name: 'HR or data officer',
    description: 'bring in people and organisations from files, and check what the register says',
    permissions: [
      ...everybody,
      'partnership.manage',
      'workforce.see',
      'workforce.manage',
      'workforce.import',
      'assurance.see',
      'statistics.see',
      'governance.see',
    ],
    forOneself: ['learning.book'],
    secondFactor: true,
  },
  trainer: {
    name: 'Trainer',
    description: 'see who is booked on sessions and take the register on the day',
    permissions: ['partnership.see', 'learning.coordinate'],
    forOneself: ownRecords,
    secondFactor: true,
  },
  finance_lead: {
    name: 'Finance lead',
    description: 'see the figures, the strategy and the papers that money decisions rest on',
    permissions: [...everybody, 'statistics.see', 'governance.see'],
    forOneself: ownRecords,
    secondFactor: true,
  },
  board_member: {
    name: 'Board or committee member',
    description: 'read board papers, follow the strategy, and open any figure to see what it is made of',
    permissions: [...everybody, 'statistics.see', 'governance.see'],
    forOneself: ownRecords,
    secondFactor: true,
  },
  participation_lead: {
    name: 'Participation lead',
    description: 'report how children, young people and families took part, and follow the strategy',
    permissions: [...everybody, 'strategy.report', 'statistics.see', 'governance.see'],
    forOneself: ownRecords,
    secondFactor: true,
  },
  practitioner: {
    name: 'Practitioner',
    description: 'find and book training, and look up what is done and what is still needed',
    permissions: everybody,
    forOneself: ownRecords,
    secondFactor: false,
  },
} as const satisfies Record<string, Role>

export type RoleCode = keyof typeof roles

export const roleCodes = Object.keys(roles) as RoleCode[]

export function isRole(code: string): code is RoleCode {
  return Object.hasOwn(roles, code)
}

/** What the role is called; a role that this version no longer knows by its code. */
export function roleName(code: string): string {
  return isRole(code) ? roles[code].name : code
}

/** A role over an organisation, a team or, when neither is named, the whole partnership. */
export interface Granted {
  role: string
  organisation: string | null
  team: string | null
}

/**
 * Whose records a permission opens, over everything that was granted: all that is shared with the whole partnership if any
 * grant gives that, and the organisations and teams of the grants that give it; else one's own records; null when none
 * gives it.
 */
export function scopeOf(permission: Permission, granted: readonly Granted[]): Scope | null {
  const organisations = new Set<string>()
  const teams = new Set<string>()
  let own = false
  let whole = false
  for (const { role: code, organisation, team } of granted) {
    if (!isRole(code)) continue
    const role: Role = roles[code]
    if (role.permissions.includes(permission)) {
      if (organisation) organisations.add(organisation)
      else if (team) teams.add(team)
      else whole = true
    } else if (role.forOneself.includes(permission)) own = true
  }
  const over = { organisations: [...organisations], teams: [...teams] }
  if (whole) return { everyone: true, as: 'shared', ...over }
  if (organisations.size + teams.size > 0) return { everyone: false, ...over }
  return own ? onlyOneself : null
}

/** The widest of the roles, for the header; empty when there is none. */
export function mainRoleName(granted: readonly Granted[]): string {
  const code = roleCodes.find((candidate) => granted.some(({ role }) => role === candidate))
  return code ? roles[code].name : ''
}

/** Whether one of the roles asks for a second factor. */
export function asksForSecondFactor(granted: readonly Granted[]): boolean {
  return granted.some(({ role }) => isRole(role) && roles[role].secondFactor)
}
