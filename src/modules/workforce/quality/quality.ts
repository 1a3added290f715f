/** Data quality as rates, each with what it is of: never averaged, always added up from records. */
import { type Dimension, dimensions } from './checks.ts'
import type { Tally } from './quality.queries.ts'

export interface Rate {
  holding: number
  asked: number
}

export function rateOf(tallies: readonly Tally[]): Rate {
  return tallies.reduce(
    (sum, { holding, asked }) => ({ holding: sum.holding + holding, asked: sum.asked + asked }),
    { holding: 0, asked: 0 },
  )
}

/** The rate of each dimension over these tallies. */
export function byDimension(tallies: readonly Tally[]): Record<Dimension, Rate> {
  return Object.fromEntries(
    Object.keys(dimensions).map((dimension) => [
      dimension,
      rateOf(tallies.filter(({ check }) => check.dimension === dimension)),
    ]),
  ) as Record<Dimension, Rate>
}

/** `1,204 of 1,300 (92%)`, rounded down so that 100% means all; `nothing to check` when nothing was asked. */
export function rateWords({ holding, asked }: Rate): string {
  if (asked === 0) return 'Nothing to check'
  const percent = Math.floor((holding * 100) / asked)
  return `${holding.toLocaleString('en-GB')} of ${asked.toLocaleString('en-GB')} (${percent}%)`
}

/** Tallies by something they share. */
export function groupBy<Key>(tallies: readonly Tally[], key: (tally: Tally) => Key): Map<Key, Tally[]> {
  const groups = new Map<Key, Tally[]>()
  for (const tally of tallies) {
    const group = groups.get(key(tally))
    if (group) group.push(tally)
    else groups.set(key(tally), [tally])
  }
  return groups
}

/** Of one check over all records: what is missing, and how much mending it would matter. */
export function firstToMend(tallies: readonly Tally[]) {
  return [...groupBy(tallies, ({ check }) => check)]
    .map(([check, ofCheck]) => ({ check, rate: rateOf(ofCheck) }))
    .toSorted((one, other) => matters(other) - matters(one))
}

const matters = ({ check, rate }: { check: Tally['check']; rate: Rate }) =>
  check.weight * (rate.asked - rate.holding)
