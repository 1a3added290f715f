/** How a person stands against a requirement on a date, in codes for programs and in words for people. */
import type { LocalDate } from '#platform'

/** Worst first: the order in which people want to see them. */
export const statuses = ['overdue', 'in_grace', 'due_soon', 'not_yet_due', 'met', 'exempt'] as const

export type ComplianceStatus = (typeof statuses)[number]

/** One person and one requirement in scope on a date. */
export interface Compliance {
  personId: string
  requirementId: string
  status: ComplianceStatus
  /** The day from which the requirement counts for the person. */
  startedOn: LocalDate
  /** When it runs out or must first be met; null when what the person has never runs out. */
  dueOn: LocalDate | null
  /** The date of the evidence that counts. */
  metOn: LocalDate | null
}

export const statusWords: Record<ComplianceStatus, string> = {
  overdue: 'Overdue',
  in_grace: 'Late, in grace',
  due_soon: 'Due soon',
  not_yet_due: 'Not yet due',
  met: 'Met',
  exempt: 'Exempt',
}

/** What each status means, for the help beside a figure. */
export const statusMeanings: Record<ComplianceStatus, string> = {
  overdue: 'the due date and any days of grace have passed',
  in_grace: 'the due date has passed, but not the days of grace',
  due_soon: 'met, and about to run out',
  not_yet_due: 'not met yet, and there is still time',
  met: 'met, with more than the warning time left',
  exempt: 'excused for a time, with a reason',
}

export type StatusCounts = Record<ComplianceStatus, number>

export function countStatuses(rows: Iterable<{ status: ComplianceStatus; count?: number }>): StatusCounts {
  const counts: StatusCounts = { overdue: 0, in_grace: 0, due_soon: 0, not_yet_due: 0, met: 0, exempt: 0 }
  for (const { status, count = 1 } of rows) counts[status] += count
  return counts
}

/** A rate is kept as what it was counted from; a percentage is made only to be printed. */
export interface ComplianceRate {
  numerator: number
  denominator: number
}

/** Compliance: those who have what they must, due soon or not, out of those in scope and not exempt. */
export function complianceRate(counts: StatusCounts): ComplianceRate {
  const inScope = statuses.reduce((sum, status) => sum + counts[status], 0)
  return { numerator: counts.met + counts.due_soon, denominator: inScope - counts.exempt }
}
