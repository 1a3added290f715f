/** How numbers are rounded and printed, the same on a page, in a chart, in a sentence and in a document. */

/**
 * Rounded as people do it by hand, halves away from nought. Twelve significant digits are looked at: FTE and rates carry
 * far fewer, and the rest is what binary arithmetic leaves behind (0.29 × 100 is 28.999999999999996).
 */
export function roundTo(value: number, decimals: number): number {
  const [digits = '0', exponent = '0'] = Math.abs(value).toExponential(11).split('e')
  const shifted = Number(`${digits}e${Number(exponent) + decimals}`)
  if (!Number.isFinite(shifted) || shifted >= Number.MAX_SAFE_INTEGER) return value
  const rounded = Number(`${Math.round(shifted)}e${-decimals}`)
  return value < 0 && rounded !== 0 ? -rounded : rounded
}

/** A number with its thousands parted by commas, a true minus sign, and exactly so many decimals: `1,885`, `14.00`. */
export function printNumber(value: number, decimals: number): string {
  const rounded = roundTo(value, decimals)
  const digits = Math.abs(rounded).toLocaleString('en-GB', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
  return rounded < 0 ? `−${digits}` : digits
}
