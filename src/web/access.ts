import type { Context, Scope } from '#platform'

/** Everything that may be asked of the product. Roles map to these in one table (access/roles.ts). */
export const permissions = {
  'partnership.see': 'See organisations and teams',
  'partnership.manage': 'Keep organisations, their contacts, partners and teams up to date',
  'workforce.see': 'See people and their engagements',
  'workforce.manage': 'Correct people and end their engagements',
  'workforce.import': 'Bring in files of organisations, people and records',
  'assurance.see': 'See who is compliant, due and overdue',
  'assurance.manage': 'Change requirements, exemptions and what people have',
  'learning.book': 'Book a place for oneself',
  'learning.book-others': 'Book a place for others',
  'learning.coordinate': 'Put on courses and sessions and take the register',
  'strategy.see': 'See strategies and action plans',
  'strategy.report': 'Report progress on actions',
  'statistics.see': 'See published and live figures',
  'governance.see': 'See board papers',
  'governance.write': 'Write board papers',
  'sharing.manage': 'Keep sharing agreements, and see who can see what of whom',
  'equality.release': 'Release the equality profile and keep what it is compared with',
  'access.manage': 'Invite people and give them roles',
  'communications.outbox': 'Read the messages that were sent',
  'history.see': 'See who changed and looked at what',
} as const

export type Permission = keyof typeof permissions

/** Who a page is for: anyone at all, anyone signed in to this partnership, or those with a permission. */
export type Access = 'anyone' | 'signed-in' | Permission

/** Who is asking, as a page needs to know it. The access module supplies it. */
export interface Visitor {
  readonly accountId: string | null
  readonly personId: string | null
  readonly name: string
  /** What the role is called, for the header: "Training coordinator". */
  readonly roleName: string
  readonly sessionId: string | null
  /** Signed in, but the second factor is still to be given. */
  readonly secondFactorNeeded: boolean
  /** Whose records the permission opens in this partnership; null when it was not given. */
  can(permission: Permission): Scope | null
}

export const nobody: Visitor = {
  accountId: null,
  personId: null,
  name: 'Not signed in',
  roleName: '',
  sessionId: null,
  secondFactorNeeded: false,
  can: () => null,
}

/** The parts of the menu, in its order. */
export const sections = [
  'My work',
  'Workforce',
  'Partners',
  'Data',
  'Compliance',
  'Learning',
  'Strategy',
  'Figures',
  'Administration',
] as const

export type Section = (typeof sections)[number]

export interface NavigationItem {
  text: string
  href: string
  access: Access
  /** The part of the menu that it is in, after the others there. */
  section: Section
  /** What can be done there, in a sentence: shown on the partnership's first page. */
  description: string
  /** For those who see others there: someone who sees only themself has pages of their own for that. */
  aboutOthers?: boolean
  /** What waits for this person there, in a few words, or null: "2 requirements overdue". Seen as the access allows. */
  waiting?: (ctx: Context, visitor: Visitor) => Promise<string | null>
}
