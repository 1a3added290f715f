/** Whether a figure is better or worse than the one it is compared with, as a reader of the printed figures would say. */
import { roundTo } from '#platform/numbers'
import type { PrintedFigure } from './figures.ts'

/** What a rise means. Neutral where neither is good or bad in itself: headcount, the share of men. */
export type Direction = 'higher-is-better' | 'lower-is-better' | 'neutral'

/** `higher` and `lower` are the answers about neutral figures only. */
export type Verdict = 'better' | 'worse' | 'same' | 'higher' | 'lower' | 'not-comparable'

export interface Comparison {
  readonly value: number | null
  /** Null when it was not published, not collected, or counted on another basis. */
  readonly comparator: number | null
  readonly direction: Direction
  /** The decimals both are rounded to first, so that nobody reads "11.2% is worse than 11.2%". */
  readonly printedDecimals: number
}

export function compare({ value, comparator, direction, printedDecimals }: Comparison): Verdict {
  if (value === null || comparator === null) return 'not-comparable'
  const difference = roundTo(value, printedDecimals) - roundTo(comparator, printedDecimals)
  if (difference === 0) return 'same'
  const isHigher = difference > 0
  if (direction === 'neutral') return isHigher ? 'higher' : 'lower'
  return isHigher === (direction === 'higher-is-better') ? 'better' : 'worse'
}

/** The decimals two printed figures share: 17.9 and 15 can only be compared as whole numbers. */
export function sharedDecimals(one: PrintedFigure, other: PrintedFigure): number {
  return Math.min(one.decimals, other.decimals)
}
