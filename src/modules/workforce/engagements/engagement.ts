/** Engagements: a person in a role at an organisation or team for a period, on a basis. */
import type { Cohort } from '#partnership'
import type { LocalDate } from '#platform'

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

/** Those who fill a post: agency and sessional workers cover for it, and the others hold none. */
export const employeeBases = ['permanent', 'fixed_term', 'apprentice'] as const satisfies Basis[]

export const payStatuses = { paid: 'Paid', unpaid: 'Unpaid' } as const
export type PayStatus = keyof typeof payStatuses

/** What may change from one day to the next while it stays the same engagement. */
export interface Terms {
  roleId: string
  teamId: string | null
  basis: Basis
  fte: number | null
  /** Contracted hours. */
  hoursPerWeek: number | null
  /** Empty: as usual for the organisation and the basis. */
  cohort: Cohort | ''
  /** Empty: as usual for the basis. */
  payStatus: PayStatus | ''
  /** In years, both or neither: the children and young people worked with. */
  clientAgeFrom: number | null
  clientAgeTo: number | null
}

/** The terms of an engagement from one day to another: one row of a line of rows with the same ref. */
export interface TermsRow extends Terms {
  id: string
  ref: string
  personId: string
  organisationId: string
  startedOn: LocalDate
  endedOn: LocalDate | null
  leavingReason: string | null
  destination: string | null
  continuesId: string | null
  version: number
}

/** The row whose days hold this one, or undefined before the first day and after the last. */
export function rowOn<Row extends { startedOn: LocalDate; endedOn: LocalDate | null }>(
  line: readonly Row[],
  date: LocalDate,
): Row | undefined {
  return line.find(({ startedOn, endedOn }) => startedOn <= date && (!endedOn || endedOn >= date))
}

/** 0 to 5, 11 to 19; null when it is not known. */
export function agesInWords({
  clientAgeFrom,
  clientAgeTo,
}: Pick<Terms, 'clientAgeFrom' | 'clientAgeTo'>): string | null {
  return clientAgeFrom === null ? null : `${clientAgeFrom} to ${clientAgeTo}`
}
