/**
 * Dates people write and read. A date is text, so it sorts, compares with `<`, and has no time zone to get
 * wrong; a moment is a `Date`, and is always shown as England's clocks had it.
 */

/** A day in the calendar, `'2026-09-30'`. `isDate` says whether text is one. */
export type LocalDate = string

const millisecondsInADay = 86_400_000

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

/** True for a day that exists, written `YYYY-MM-DD`, in the years 0001 to 9999. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const { year, month, day } = partsOf(text)
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** The date with these parts, months counted from 1, or undefined when there is no such day. */
export function dateOf(year: number, month: number, day: number): LocalDate | undefined {
  const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
  return isDate(text) ? text : undefined
}

/** The date on England's calendars at this moment. */
export function dateInEngland(moment: Date): LocalDate {
  const { year, month, day } = clockInEngland(moment)
  return `${year}-${month}-${day}`
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return fromDayNumber(dayNumber(date) + days)
}

/** The same day of the month so many months on, or that month's last day: 31 January + 1 is 28 February. */
export function addMonths(date: LocalDate, monthCount: number): LocalDate {
  const { year, month, day } = partsOf(checked(date))
  const monthsFromZero = year * 12 + (month - 1) + monthCount
  const newYear = Math.floor(monthsFromZero / 12)
  const newMonth = (monthsFromZero % 12) + 1
  return inRange(dateOf(newYear, newMonth, Math.min(day, daysInMonth(newYear, newMonth))))
}

/** How many days after `from` is `to`: 1 for tomorrow, 0 for the same day, negative for earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from)
}

/** Months are counted from 1. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** Age in whole years. Someone born on 29 February has their birthday on 1 March in other years. */
export function ageOn(birthDate: LocalDate, date: LocalDate): number {
  const years = partsOf(checked(date)).year - partsOf(checked(birthDate)).year
  return date.slice(5) < birthDate.slice(5) ? years - 1 : years
}

/** The latest of these dates, leaving out those that are not known; null when none is. */
export function latestOf(...dates: (LocalDate | null | undefined)[]): LocalDate | null {
  return known(dates).reduce<LocalDate | null>((best, date) => (best && best > date ? best : date), null)
}

/** The earliest of these dates, leaving out those that are not known; null when none is. */
export function earliestOf(...dates: (LocalDate | null | undefined)[]): LocalDate | null {
  return known(dates).reduce<LocalDate | null>((best, date) => (best && best < date ? best : date), null)
}

/** 22 November 2026 */
export function formatDate(date: LocalDate): string {
  const { year, month, day } = partsOf(checked(date))
  return `${day} ${monthName(month)} ${year}`
}

/** 22 Nov 2026, for tables */
export function formatShortDate(date: LocalDate): string {
  const { year, month, day } = partsOf(checked(date))
  return `${day} ${monthName(month).slice(0, 3)} ${year}`
}

/** November 2026, from any day in it */
export function formatMonth(date: LocalDate): string {
  const { year, month } = partsOf(checked(date))
  return `${monthName(month)} ${year}`
}

/** 9:30am from `'09:30'`; on the hour 3pm; and the two that people confuse are midday and midnight. */
export function formatTime(time: string): string {
  const [hour, minute] = time.split(':').map(Number)
  if (hour === undefined || minute === undefined || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) {
    throw new RangeError(`Not a time: ${JSON.stringify(time)}`)
  }
  if (minute === 0 && hour === 0) return 'midnight'
  if (minute === 0 && hour === 12) return 'midday'
  return `${hour % 12 || 12}${minute ? `:${pad(minute, 2)}` : ''}${hour < 12 ? 'am' : 'pm'}`
}

/** 22 November 2026 at 3:04pm, as England's clocks had it */
export function formatMoment(moment: Date): string {
  const { hour, minute } = clockInEngland(moment)
  return `${formatDate(dateInEngland(moment))} at ${formatTime(`${hour}:${minute}`)}`
}

/** The month's English name; months are counted from 1. */
export function monthName(month: number): string {
  const name = months[month - 1]
  if (!name) throw new RangeError(`There is no month ${month}`)
  return name
}

const englandsClock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  calendar: 'gregory',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})

let lastMinute: { minute: number; clock: ReturnType<typeof readClock> } | undefined

/** Most of what is asked is about now, many times a minute, and reading the clock is slow. */
function clockInEngland(moment: Date) {
  const minute = Math.floor(moment.getTime() / 60_000)
  if (lastMinute?.minute !== minute) lastMinute = { minute, clock: readClock(moment) }
  return lastMinute.clock
}

function readClock(moment: Date) {
  const parts = new Map(englandsClock.formatToParts(moment).map(({ type, value }) => [type, value]))
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? ''
  return {
    year: part('year').padStart(4, '0'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
  }
}

/** Days since 1 January 1970. A bare ISO date is read as UTC, so the machine's time zone plays no part. */
function dayNumber(date: LocalDate): number {
  return Date.parse(`${checked(date)}T00:00:00Z`) / millisecondsInADay
}

function fromDayNumber(day: number): LocalDate {
  const moment = new Date(day * millisecondsInADay)
  return inRange(dateOf(moment.getUTCFullYear(), moment.getUTCMonth() + 1, moment.getUTCDate()))
}

function partsOf(date: LocalDate) {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) }
}

function checked(date: LocalDate): LocalDate {
  if (!isDate(date)) throw new RangeError(`Not a date: ${JSON.stringify(date)}`)
  return date
}

function inRange(date: LocalDate | undefined): LocalDate {
  if (!date) throw new RangeError('The date would fall outside the years 1 to 9999')
  return date
}

function known(dates: (LocalDate | null | undefined)[]): LocalDate[] {
  return dates.filter((date) => date !== null && date !== undefined)
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

function pad(number: number, width: number): string {
  return String(number).padStart(width, '0')
}
