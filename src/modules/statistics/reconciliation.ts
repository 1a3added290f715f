/**
 * Checks a published table of teams against its own totals. Such a table prints counts (vacancies, agency workers) and
 * percentages, but rarely what the percentages are of. Dividing the one by the other gives that back, and with it the
 * totals can be worked out in each way their author might have used, beside what the table states.
 */
import { agencyRate, permanentRate, vacancyRate } from './dfe-rates.ts'
import { combine, percentage, sum } from './figures.ts'
import type { PrintedFigure, Rate } from './figures.ts'

/** One team as published. The percentages are as printed, in per cent. */
export interface TeamPosition {
  readonly team: string
  readonly vacancies: number
  readonly agencyWorkers: number
  /** The share of posts filled by permanent staff. */
  readonly permanentFilled: PrintedFigure
  /** Agency workers, as a share of a number the table does not print. */
  readonly agency: PrintedFigure
  /** Funded posts, where the table does print them. */
  readonly posts?: number
}

/** What the table says of all teams together. Null where it says nothing. */
export interface StatedTotals {
  readonly vacancies: number | null
  readonly agencyWorkers: number | null
  readonly permanentFilled: PrintedFigure | null
  readonly agency: PrintedFigure | null
}

/** What one row implies. Null is unknown: a team with every post filled does not say how many posts it has. */
export interface TeamReconciliation {
  readonly team: string
  readonly posts: number | null
  readonly inPost: number | null
  /** What the printed agency percentage must be a share of. */
  readonly agencyDenominator: number | null
  readonly permanentRate: Rate | null
  readonly vacancyRate: Rate | null
  readonly agencyRate: Rate | null
}

export interface CountReconciliation {
  readonly sum: number
  readonly stated: number | null
  /** The sum less what is stated. */
  readonly difference: number | null
}

/**
 * A way to a total percentage:
 * - `weighted`: all counts over all the numbers that the printed percentages imply;
 * - `dfe-formula`: by the formula of dfe-rates.ts, over the posts that the vacancies imply;
 * - `unweighted-mean`: the mean of the printed percentages. Wrong, as teams differ in size, but many tables print it, so
 *   it is worked out here (and nowhere else) to recognise it.
 */
export type Method = 'weighted' | 'dfe-formula' | 'unweighted-mean'

export interface Derivation {
  readonly method: Method
  /** Null for the mean, which is a share of nothing, and where a team's part is unknown. */
  readonly rate: Rate | null
  /** In per cent, unrounded. */
  readonly percentage: number | null
  /** The percentage less the one stated, in percentage points, unrounded. */
  readonly difference: number | null
}

export interface RateReconciliation {
  readonly stated: PrintedFigure | null
  readonly derivations: readonly Derivation[]
}

export interface Reconciliation {
  readonly teams: readonly TeamReconciliation[]
  readonly vacancies: CountReconciliation
  readonly agencyWorkers: CountReconciliation
  /** Totals over all teams. Null when any team's is unknown: a total without it would look complete. */
  readonly posts: number | null
  readonly inPost: number | null
  readonly agencyDenominator: number | null
  readonly permanentFilled: RateReconciliation
  readonly agency: RateReconciliation
}

/** Works out every team and total from what a published table prints, and sets each beside what it states. */
export function reconcile(positions: readonly TeamPosition[], stated: StatedTotals): Reconciliation {
  const teams = positions.map(reconcileTeam)
  const agencyWorkers = sum(positions.map((position) => position.agencyWorkers))
  const agencyDenominator = sumIfKnown(teams.map((team) => team.agencyDenominator))
  const agencyAsPrinted = agencyDenominator && { numerator: agencyWorkers, denominator: agencyDenominator }
  return {
    teams,
    vacancies: reconcileCount(sum(positions.map((position) => position.vacancies)), stated.vacancies),
    agencyWorkers: reconcileCount(agencyWorkers, stated.agencyWorkers),
    posts: sumIfKnown(teams.map((team) => team.posts)),
    inPost: sumIfKnown(teams.map((team) => team.inPost)),
    agencyDenominator,
    permanentFilled: reconcileRate(
      positions.map((position) => position.permanentFilled),
      { weighted: combineIfKnown(teams.map((team) => team.permanentRate)) },
      stated.permanentFilled,
    ),
    agency: reconcileRate(
      positions.map((position) => position.agency),
      {
        weighted: agencyAsPrinted || null,
        'dfe-formula': combineIfKnown(teams.map((team) => team.agencyRate)),
      },
      stated.agency,
    ),
  }
}

function reconcileTeam(position: TeamPosition): TeamReconciliation {
  const { team, vacancies, agencyWorkers, permanentFilled, agency } = position
  const posts = position.posts ?? impliedDenominator(vacancies, 100 - permanentFilled.value)
  const inPost = posts === null ? null : posts - vacancies
  return {
    team,
    posts,
    inPost,
    agencyDenominator: impliedDenominator(agencyWorkers, agency.value),
    permanentRate: posts === null ? null : permanentRate({ vacancies, posts }),
    vacancyRate: inPost === null ? null : vacancyRate({ vacancies, inPost }),
    agencyRate: inPost === null ? null : agencyRate({ agencyWorkers, inPost }),
  }
}

/** 3 vacancies that are 5% of the posts imply 60 posts. Null where either is nought: none of how many cannot be told. */
export function impliedDenominator(count: number, percent: number): number | null {
  return count > 0 && percent > 0 ? (count * 100) / percent : null
}

function reconcileCount(total: number, stated: number | null): CountReconciliation {
  return { sum: total, stated, difference: stated === null ? null : total - stated }
}

function reconcileRate(
  printed: readonly PrintedFigure[],
  rates: Partial<Record<Method, Rate | null>>,
  stated: PrintedFigure | null,
): RateReconciliation {
  const derive = (method: Method, rate: Rate | null, percent: number | null): Derivation => {
    const difference = percent === null || stated === null ? null : percent - stated.value
    return { method, rate, percentage: percent, difference }
  }
  const mean = printed.length === 0 ? null : sum(printed.map(({ value }) => value)) / printed.length
  const ways = Object.entries(rates) as [Method, Rate | null][]
  return {
    stated,
    derivations: [
      ...ways.map(([method, rate]) => derive(method, rate, rate && percentage(rate))),
      derive('unweighted-mean', null, mean),
    ],
  }
}

function sumIfKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === values.length ? sum(known) : null
}

function combineIfKnown(rates: readonly (Rate | null)[]): Rate | null {
  const known = rates.filter((rate) => rate !== null)
  return known.length === rates.length ? combine(known) : null
}
