/**
 * Drafts the plain sentence that belongs under a figure in a board paper, for a person to check and change:
 * "Turnover was 17.9% in the year to 30 September 2018, worse than the region (14.0%) and worse than the year before (15%)."
 */
import { formatDate, type LocalDate } from '#platform/dates'
import { printNumber, roundTo } from '#platform/numbers'
import { compare, sharedDecimals } from './comparison.ts'
import type { Direction, Verdict } from './comparison.ts'
import type { PrintedFigure } from './figures.ts'

/** What a figure counts: per cent, or things with a word for one and for many. */
export type Unit = '%' | { readonly one: string; readonly many: string }

/** The day a figure was true, or the last day of the year it covers. */
export interface Period {
  readonly kind: 'on' | 'year-to'
  readonly date: LocalDate
}

export interface Comparator {
  /** As it reads in the sentence: `the region`, `the year before`, `England`. */
  readonly name: string
  /** Null when there is no figure to compare with. */
  readonly figure: PrintedFigure | null
}

export interface FigureInWords {
  /** As it begins the sentence: `Turnover`, `The vacancy rate`. */
  readonly subject: string
  readonly figure: PrintedFigure | null
  readonly unit: Unit
  readonly period: Period
  readonly direction: Direction
  readonly comparators: readonly Comparator[]
}

/** The whole sentence, with its full stop. Comparators without a figure are named last, so that none goes missing. */
export function figureSentence(facts: FigureInWords): string {
  const { subject, figure, unit, period, comparators } = facts
  if (!figure) return `${subject} is not available ${printPeriod(period)}.`

  const statement = `${subject} was ${printFigure(figure, unit)} ${printPeriod(period)}`
  const known = comparators.flatMap(({ name, figure: other }) =>
    other ? [comparedWith(name, other, { ...facts, figure })] : [],
  )
  const unknown = comparators.filter(({ figure: other }) => !other).map(({ name }) => name)
  const comparison = known.length > 0 ? `, ${joinWords(known, 'and')}` : ''
  const gap = unknown.length > 0 ? ` There is no figure to compare with for ${joinWords(unknown, 'or')}.` : ''
  return `${statement}${comparison}.${gap}`
}

/** A figure with its unit, to the decimals it was printed with: `14.00%`, `1 post`, `just over 60,000 people`. */
export function printFigure({ value, decimals, qualifier }: PrintedFigure, unit: Unit): string {
  const number = printNumber(value, decimals)
  const figure = unit === '%' ? `${number}%` : `${number} ${number === '1' ? unit.one : unit.many}`
  return qualifier ? `${qualifier} ${figure}` : figure
}

/** `on 30 September 2018`, or `in the year to 30 September 2018`. */
export function printPeriod({ kind, date }: Period): string {
  return `${kind === 'on' ? 'on' : 'in the year to'} ${formatDate(date)}`
}

/** `worse than the region (14.0%)`: the comparator is printed as exactly as it was compared, and no more. */
function comparedWith(
  name: string,
  other: PrintedFigure,
  facts: FigureInWords & { figure: PrintedFigure },
): string {
  const { figure, unit, direction } = facts
  const decimals = sharedDecimals(figure, other)
  const verdict = compare({
    value: figure.value,
    comparator: other.value,
    direction,
    printedDecimals: decimals,
  })
  const isExact = roundTo(figure.value, decimals) === figure.value
  const words = verdict === 'same' && !isExact ? 'about the same as' : verdictWords[verdict]
  return `${words} ${name} (${printFigure({ ...other, decimals }, unit)})`
}

const verdictWords: Record<Verdict, string> = {
  better: 'better than',
  worse: 'worse than',
  higher: 'higher than',
  lower: 'lower than',
  same: 'the same as',
  'not-comparable': 'not comparable with',
}

function joinWords(words: readonly string[], last: 'and' | 'or'): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`
}
