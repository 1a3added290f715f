/** How a person stands against a requirement, in sentences. */
import { type LocalDate, daysBetween, formatDate, printNumber, roundTo } from '#platform'
import {
  type Compliance,
  type ComplianceRate,
  type StatusCounts,
  statusWords,
  statuses,
} from './compliance.ts'
import { count } from './requirement.ts'

/** "Runs out on 5 December 2026, in 23 days": what the due date means for this status. */
export function dueInWords(
  { status, dueOn, metOn }: Pick<Compliance, 'status' | 'dueOn' | 'metOn'>,
  asAt: LocalDate,
): string {
  if (dueOn === null) return 'Does not run out'
  const away = daysBetween(asAt, dueOn)
  const isPast = away < 0
  const verb = metOn ? (isPast ? 'Ran out' : 'Runs out') : isPast ? 'Was due' : 'Due'
  const on = `${verb} ${metOn ? 'on' : 'by'} ${formatDate(dueOn)}`
  if (status === 'exempt') return `${on}, were it not for the exemption`
  return Math.abs(away) > mostDaysCounted ? on : `${on}, ${distance(away)}`
}

// Beyond about three months nobody counts in days, and the date says it better.
const mostDaysCounted = 99

function distance(days: number): string {
  if (days === 0) return 'the last day'
  return days > 0 ? `in ${count(days, 'day')}` : `${count(-days, 'day')} late`
}

/** "5 of 6 (83%)"; where nobody counts there is no rate, which is not nought. */
export function rateInWords({ numerator, denominator }: ComplianceRate): string {
  if (denominator === 0) return 'not applicable'
  const counted = `${numerator.toLocaleString('en-GB')} of ${denominator.toLocaleString('en-GB')}`
  return `${counted} (${percentageInWords((100 * numerator) / denominator)})`
}

/** In whole per cent, but never 100% while something is missing, nor 0% while something is there. */
function percentageInWords(percentage: number): string {
  const whole = roundTo(percentage, 0)
  if (percentage === whole || (whole > 0 && whole < 100)) return `${whole}%`
  if (percentage < 0.1) return 'under 0.1%'
  return percentage > 99.9 ? 'over 99.9%' : `${printNumber(percentage, 1)}%`
}

/** "2 overdue, 5 met and 1 exempt": the counts that are not nought, the worst first. */
export function countsInWords(counts: StatusCounts): string {
  const parts = statuses
    .filter((status) => counts[status] > 0)
    .map((status) => `${counts[status].toLocaleString('en-GB')} ${statusWords[status].toLowerCase()}`)
  return parts.length < 2 ? (parts[0] ?? 'none') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
