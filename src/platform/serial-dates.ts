/**
 * The day numbers that spreadsheets keep dates as. Excel counts from 1 January 1900 as day 1 and believes
 * 1900 was a leap year, so its day 60 is a 29 February that never was (ECMA-376 Part 1, 18.17.4.1). Older Mac
 * workbooks count from 1 January 1904 as day 0.
 */
import { addDays, daysBetween, type LocalDate } from './dates.ts'

/** The last day number a spreadsheet can show: 31 December 9999. */
const lastSerial = 2_958_465
const daysFrom1900To1904 = 1462

export type DateSystem = '1900' | '1904'

/** The date of a day number, without its time of day; undefined when it is not one. */
export function dateFromSerial(serial: number, system: DateSystem = '1900'): LocalDate | undefined {
  const day = Math.floor(system === '1904' ? serial + daysFrom1900To1904 : serial)
  if (!Number.isFinite(day) || day < 1 || day > lastSerial || day === 60) return undefined
  return addDays(day < 60 ? '1899-12-31' : '1899-12-30', day)
}

/** The day number of a date, or undefined for dates that the 1900 system cannot hold or gets wrong. */
export function serialFromDate(date: LocalDate): number | undefined {
  const serial = daysBetween('1899-12-30', date)
  return serial > 60 ? serial : undefined
}
