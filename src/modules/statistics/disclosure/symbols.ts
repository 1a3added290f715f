/** The symbols of published statistics: Department for Education, "Statistics: symbols used". */
export const symbols = {
  c: 'withheld, so that nobody can be recognised',
  z: 'not applicable',
  x: 'not available',
  low: 'rounds to 0, but is not 0',
  u: 'of low reliability: fewer than half said',
} as const

export type Symbol = keyof typeof symbols

/** A count as it is released: a number, or withheld. */
export type Released = number | 'c'

const fewestForAShare = 10

/**
 * A share in whole per cent, or the symbol for why there is none. `of` is everyone whom the answers are asked of, where
 * the share is of those who said.
 */
export function shareOf(part: Released, whole: Released, of?: Released): number | Symbol {
  if (part === 'c' || whole === 'c' || whole < fewestForAShare) return 'c'
  if (typeof of === 'number' && whole * 2 < of) return 'u'
  const share = Math.round((100 * part) / whole)
  return share === 0 && part > 0 ? 'low' : share
}

export const printShare = (share: number | Symbol): string =>
  typeof share === 'number' ? `${share}%` : share

export const printCount = (count: Released): string =>
  typeof count === 'number' ? count.toLocaleString('en-GB') : count
