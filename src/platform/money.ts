/** Money is whole pence everywhere inside; pounds are only for reading from people and showing to them. */

export type PenceReading = { pence: number } | { problem: string }

const pounds = /^(-?)£? ?(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?$/

/** The most that is taken as one amount, far above any budget, so that sums of amounts stay exact. */
const mostPence = 100_000_000_000_00

/** Whole pence from an amount in pounds as people write it: £1,250.00, 1250 or -£5.50. */
export function readPence(text: string): PenceReading {
  const written = text.trim()
  if (written === '') return { problem: 'The amount is missing' }

  const [, minusBefore, minusAfter, whole, fraction = ''] = pounds.exec(written.replace('−', '-')) ?? []
  if (whole === undefined || (minusBefore && minusAfter)) return { problem: whatIsWrong(written) }

  const pence = Number(whole.replaceAll(',', '')) * 100 + Number(fraction.padEnd(2, '0'))
  if (pence > mostPence) return { problem: `“${written}” is more than we can keep as one amount` }
  return { pence: pence !== 0 && (minusBefore || minusAfter) ? -pence : pence }
}

/** £1,250.00 from 125000; -£5.00 from -500. */
export function formatPence(pence: number): string {
  if (!Number.isSafeInteger(pence)) throw new RangeError(`Not whole pence: ${pence}`)
  const whole = Math.floor(Math.abs(pence) / 100)
  const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${pence < 0 ? '-' : ''}£${grouped}.${String(Math.abs(pence) % 100).padStart(2, '0')}`
}

function whatIsWrong(written: string): string {
  const shown = `“${written.length > 40 ? `${written.slice(0, 40)}…` : written}”`
  if (/\.\d{3,}$/.test(written)) return `${shown} has parts of a penny. Give pounds and pence, like 1250.00`
  return `${shown} is not an amount of money. Write it like £1,250.00 or 1250`
}
