/** Engagements: a person in a role at an organisation or team for a period, on a basis. */

export const bases = {
  permanent: 'Permanent',
  fixed_term: 'Fixed term',
  agency: 'Agency',
  sessional: 'Sessional',
  volunteer: 'Volunteer',
  student: 'Student',
  apprentice: 'Apprentice',
  foster_carer: 'Foster carer',
  governor: 'Governor',
} as const

export type Basis = keyof typeof bases
