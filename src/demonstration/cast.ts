/** The invented people who live in every demonstration partnership, in the tests and in the pictures. */
import type { RoleCode } from '#access'
import type { Basis } from '#workforce'

export interface CastMember {
  given: string
  family: string
  role: string
  /** The key of the employer in the partnership's shape. */
  organisation: string
  /** A team of the employer; `case team` is the one that the shape names. */
  team?: string
  basis?: Basis
  account: RoleCode
  /** What the account's role is over. */
  over: 'partnership' | 'team' | 'organisation'
  daysHere: number
  /** A requirement that they have let slip, whatever chance says. */
  lacks?: string
}

export const caseTeam = 'case team'

/** Newly qualified and eight months in post: long past the 182 days, and the 28 days of grace, for safeguarding. */
const eightMonths = 245

export const cast: readonly CastMember[] = [
  {
    given: 'Grace',
    family: 'Adeyemi',
    role: 'Workforce development lead',
    organisation: 'council',
    team: 'Workforce development',
    account: 'workforce_lead',
    over: 'partnership',
    daysHere: 2300,
  },
  {
    given: 'Dev',
    family: 'Patel',
    role: 'Training coordinator',
    organisation: 'council',
    team: 'Workforce development',
    account: 'training_coordinator',
    over: 'partnership',
    daysHere: 1500,
  },
  {
    given: 'Tom',
    family: 'Whitfield',
    role: 'Social work team manager',
    organisation: 'council',
    team: caseTeam,
    basis: 'permanent',
    account: 'team_manager',
    over: 'team',
    daysHere: 2900,
  },
  {
    given: 'Amina',
    family: 'Khan',
    role: 'Newly qualified social worker',
    organisation: 'council',
    team: caseTeam,
    basis: 'permanent',
    account: 'practitioner',
    over: 'team',
    daysHere: eightMonths,
    lacks: 'SG-WORKING-TOGETHER',
  },
  {
    given: 'Ruth',
    family: 'Ellison',
    role: 'Nursery manager',
    organisation: 'nurseries',
    account: 'setting_lead',
    over: 'organisation',
    daysHere: 3400,
  },
  {
    given: 'Joseph',
    family: 'Mensah',
    role: 'Human resources officer',
    organisation: 'council',
    team: 'Human resources',
    account: 'hr_officer',
    over: 'partnership',
    daysHere: 1900,
  },
  {
    given: 'Margaret',
    family: 'Doyle',
    role: 'Executive of a partner organisation',
    organisation: 'health',
    account: 'board_member',
    over: 'partnership',
    daysHere: 2100,
  },
  {
    given: 'Sam',
    family: 'Taylor',
    role: 'Data officer',
    organisation: 'council',
    team: 'Workforce development',
    account: 'administrator',
    over: 'partnership',
    daysHere: 1300,
  },
  {
    given: 'Helen',
    family: 'Rowe',
    role: 'Principal social worker',
    organisation: 'council',
    team: 'Practice and principal social worker',
    account: 'principal_social_worker',
    over: 'partnership',
    daysHere: 3100,
  },
  {
    given: 'Kwame',
    family: 'Boateng',
    role: 'Independent trainer',
    organisation: 'trainer',
    basis: 'sessional',
    account: 'trainer',
    over: 'partnership',
    daysHere: 1100,
  },
]
