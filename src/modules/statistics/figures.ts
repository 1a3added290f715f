/**
 * Rates and printed figures. A rate is kept as its two counts, so that it can be added up, explained and checked;
 * a percentage is worked out from it each time and is never itself added up or averaged.
 */

import { printNumber } from '#platform/numbers'

/** A share: 17 of 326.7. Both in the same unit (people, FTE, posts), which whoever holds the rate names. */
export interface Rate {
  readonly numerator: number
  readonly denominator: number
}

/** A figure as somebody published it: 14.00 has two decimals and says more than 14. */
export interface PrintedFigure {
  readonly value: number
  readonly decimals: number
  /** The words printed before it where it is not exact: `around`, `just over`. They stay with it wherever it goes. */
  readonly qualifier?: string
}

/** The rate in per cent, unrounded. Null when there was nothing to divide by: that is no rate, and not nought. */
export function percentage({ numerator, denominator }: Rate): number | null {
  if (!Number.isFinite(numerator) || !Number.isFinite(denominator) || denominator < 0) {
    throw new RangeError(`${numerator} of ${denominator} is not a rate`)
  }
  return denominator === 0 ? null : (numerator * 100) / denominator
}

/**
 * The rate of several groups together: all the numerators over all the denominators, so that a large team counts for
 * more than a small one. The only way to bring rates together here.
 */
export function combine(rates: readonly Rate[]): Rate {
  return {
    numerator: sum(rates.map(({ numerator }) => numerator)),
    denominator: sum(rates.map(({ denominator }) => denominator)),
  }
}

/** The rate as people read it, `17.9%`, or `not applicable` when there was nothing to divide by. */
export function printPercentage(rate: Rate, decimals: number): string {
  const value = percentage(rate)
  return value === null ? 'not applicable' : `${printNumber(value, decimals)}%`
}

/**
 * Reads a published figure with the precision it was printed in: `14.00%`, `1,885`, `just over 10%`. Null when it is
 * anything else, such as `13th` or `more than half`.
 */
export function readPrintedFigure(text: string): PrintedFigure | null {
  const match = /^(?:([a-z]+(?: [a-z]+)*) )?([-−]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))? ?%?$/i.exec(
    text.trim(),
  )
  if (!match) return null
  const [, qualifier, sign, whole = '', fraction = ''] = match
  const value = Number(`${whole.replaceAll(',', '')}.${fraction || '0'}`)
  const figure = { value: sign && value !== 0 ? -value : value, decimals: fraction.length }
  return qualifier ? { ...figure, qualifier } : figure
}

/** The sum, added so that tenths do not drift: 0.1 + 0.2 is 0.3, in whatever order the groups come. */
export function sum(values: readonly number[]): number {
  return values.length === 0 ? 0 : Number(values.reduce((total, value) => total + value, 0).toPrecision(12))
}
