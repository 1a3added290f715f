/**
 * Reads a date as people and their systems really write it. What cannot be read for certain is refused with
 * a sentence for the person who has the file, because a date guessed wrong looks just like a right one.
 */
import { dateInEngland, dateOf, daysInMonth, monthName, type LocalDate } from './dates.ts'
import { dateFromSerial } from './serial-dates.ts'

export type DateReading = { date: LocalDate } | { problem: string }

export interface ReadDateOptions {
  /** Which comes first in 01/02/2026. Britain's day-first unless the person with the file says otherwise. */
  order?: 'day-first' | 'month-first'
  /** Reads 46295 as the day number that spreadsheets keep. Off, because such a number is rarely a date. */
  serialNumbers?: boolean
}

const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/
const compact = /^(\d{4})(\d{2})(\d{2})$/
const numbers = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d+)$/
const dayThenName = /^(\d{1,2})(?:st|nd|rd|th)?[-/. ]+([a-z]{3,9})[-/., ]+(\d+)$/i
const nameThenDay = /^([a-z]{3,9})[-/. ]+(\d{1,2})(?:st|nd|rd|th)?(?:, *|[-/. ]+)(\d+)$/i
const withTime =
  /^(.*\d)(?:T|,? +)([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.,]\d+)?)? *([ap]m)?(Z|[+-]\d\d:?\d\d)?$/i

/** The date in this text, or the sentence that says what is wrong with it. A time after it is left out. */
export function readDate(text: string, options: ReadDateOptions = {}): DateReading {
  const written = text.trim().replace(/\s+/g, ' ')
  if (written === '') return { problem: 'The date is missing' }

  const timed = withTime.exec(written)
  if (!timed?.[1]) return readDay(written, options)
  // With an offset it is a moment, and its date is the one that England's calendars showed.
  if (timed[6]) return dateOfMoment(written)
  return readDay(timed[1], options)
}

function readDay(text: string, { order = 'day-first', serialNumbers = false }: ReadDateOptions): DateReading {
  if (serialNumbers && /^\d{1,7}(\.\d+)?$/.test(text)) {
    const date = dateFromSerial(Number(text))
    return date
      ? { date }
      : { problem: `${quote(text)} is not a day number that a spreadsheet uses for a date` }
  }

  const [, isoYear, isoMonth, isoDay] = yearFirst.exec(text) ?? compact.exec(text) ?? []
  if (isoYear && isoMonth && isoDay) return dayInYear(text, isoYear, Number(isoMonth), Number(isoDay))

  const [, first, second, year] = numbers.exec(text) ?? []
  if (first && second && year) return numbersInOrder(text, Number(first), Number(second), year, order)

  const [, namedDay, name, namedYear] = dayThenName.exec(text) ?? []
  if (namedDay && name && namedYear) return withMonthName(text, Number(namedDay), name, namedYear)

  const [, leadingName, laterDay, lastYear] = nameThenDay.exec(text) ?? []
  if (leadingName && laterDay && lastYear) return withMonthName(text, Number(laterDay), leadingName, lastYear)

  return { problem: `${quote(text)} is not a date we can read. Write it like 30/09/2026 or 2026-09-30` }
}

function numbersInOrder(
  text: string,
  first: number,
  second: number,
  year: string,
  order: 'day-first' | 'month-first',
): DateReading {
  const dayFirst = order === 'day-first'
  const [day, month] = dayFirst ? [first, second] : [second, first]
  if (month > 12 && day <= 12) {
    return {
      problem: dayFirst
        ? `${quote(text)} has ${month} where the month should be. Write dates day first, like 30/09/2026`
        : `${quote(text)} has ${month} where the month should be. This file was said to have the month first`,
    }
  }
  return dayInYear(text, year, month, day)
}

function withMonthName(text: string, day: number, name: string, year: string): DateReading {
  const month = monthNamed(name)
  return month
    ? dayInYear(text, year, month, day)
    : { problem: `${quote(text)} is not a date we can read: ${quote(name)} is not a month` }
}

function dayInYear(text: string, yearText: string, month: number, day: number): DateReading {
  if (yearText.length === 2) {
    return { problem: `${quote(text)} has a year of two digits. Write the year in full, like 2026` }
  }
  const year = Number(yearText)
  if (yearText.length !== 4 || year < 1000) {
    return { problem: `${quote(text)} is not a real date: the year should have four digits, like 2026` }
  }
  const date = dateOf(year, month, day)
  return date ? { date } : { problem: `${quote(text)} is not a real date: ${whyNot(year, month, day)}` }
}

function whyNot(year: number, month: number, day: number): string {
  if (month < 1 || month > 12) return `there is no month ${month}`
  if (day < 1) return 'there is no day 0'
  return `${monthName(month)} ${year} has ${daysInMonth(year, month)} days`
}

function dateOfMoment(text: string): DateReading {
  const moment = new Date(text.replace(' ', 'T'))
  const isIso = /^\d{4}-\d\d-\d\d[T ]\d\d:/i.test(text)
  const day = isIso ? readDay(text.slice(0, 10), {}) : undefined
  if (!day || Number.isNaN(moment.getTime())) {
    return { problem: `${quote(text)} is not a date we can read. Write it like 30/09/2026 or 2026-09-30` }
  }
  return 'problem' in day ? day : { date: dateInEngland(moment) }
}

/** 9 for September, Sep and Sept, in any letter case. */
function monthNamed(name: string): number | undefined {
  const wanted = name.toLowerCase()
  for (let month = 1; month <= 12; month++) {
    const full = monthName(month).toLowerCase()
    if (wanted === full || wanted === full.slice(0, 3) || (month === 9 && wanted === 'sept')) return month
  }
  return undefined
}

function quote(text: string): string {
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text
  return `“${shown}”`
}
