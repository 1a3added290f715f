import type { LocalDate } from '#platform'

/** UK GDPR article 6(1)(b) to (f). Consent is left out: between an employer and who works for it, it is not given freely. */
export const lawfulBases = {
  public_task: 'Public task',
  legal_obligation: 'Legal obligation',
  contract: 'Contract',
  legitimate_interests: 'Legitimate interests',
  vital_interests: 'Vital interests',
} as const

export type LawfulBasis = keyof typeof lawfulBases

export const sharings = {
  totals: 'Totals only',
  named: 'People by name',
} as const

export type Sharing = keyof typeof sharings

export const registerKeepers = {
  authority: 'The authority keeps it',
  itself: 'It keeps its own',
} as const

export type RegisterKeeper = keyof typeof registerKeepers

/** When an agreement holds; both ends included. */
interface Period {
  startedOn: LocalDate
  endedOn: LocalDate | null
}

export type Standing = 'not yet in force' | 'in force' | 'ended'

export function standingOf({ startedOn, endedOn }: Period, today: LocalDate): Standing {
  if (endedOn !== null && endedOn < today) return 'ended'
  return startedOn > today ? 'not yet in force' : 'in force'
}

/** Whether an agreement that has not ended should have been looked at again by now. It goes on until it is ended. */
export function isReviewOverdue(agreement: Period & { reviewOn: LocalDate }, today: LocalDate): boolean {
  return standingOf(agreement, today) !== 'ended' && agreement.reviewOn < today
}
