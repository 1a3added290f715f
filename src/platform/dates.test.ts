import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  ageOn,
  dateInEngland,
  dateOf,
  daysBetween,
  daysInMonth,
  earliestOf,
  formatDate,
  formatMoment,
  formatMonth,
  formatShortDate,
  formatTime,
  isDate,
  latestOf,
} from './dates.ts'

/** Any day from 1600 to 2399, a whole cycle of leap years twice over. */
const anyDate = fc
  .tuple(
    fc.integer({ min: 1600, max: 2399 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 31 }),
  )
  .map(([year, month, day]) => dateOf(year, month, day))
  .filter((date) => date !== undefined)

/** The next day by counting on one's fingers, to check the arithmetic against. */
function naiveNextDay(date: string): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  return (
    dateOf(year, month, day + 1) ??
    dateOf(year, month + 1, 1) ??
    dateOf(year + 1, 1, 1) ??
    expect.unreachable('There is always a next day')
  )
}

test('the tests run far from England, so that the machine cannot decide a date', () => {
  expect(new Date('2026-01-01T00:00:00Z').getTimezoneOffset()).toBe(300)
})

describe('what is a date', () => {
  test.each(['2026-09-30', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s is', (text) => {
    expect(isDate(text)).toBe(true)
  })

  test.each([
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-01-00',
    '0000-01-01',
    '2026-9-30',
    '2026-09-30 ',
    '2026-09-30\n',
    '2026-09-30T00:00:00',
    '30/09/2026',
    '',
  ])('%j is not', (text) => {
    expect(isDate(text)).toBe(false)
  })

  test('dates made of parts exist or are undefined', () => {
    expect(dateOf(2026, 2, 28)).toBe('2026-02-28')
    expect(dateOf(2026, 2, 29)).toBeUndefined()
    expect(dateOf(2026, 1.5, 1)).toBeUndefined()
  })
})

describe('the date in England', () => {
  test.each([
    ['2026-11-12T22:30:00Z', '2026-11-12'],
    ['2026-06-30T22:59:59Z', '2026-06-30'],
    ['2026-06-30T23:00:00Z', '2026-07-01'],
    ['2026-12-31T23:59:59Z', '2026-12-31'],
    ['2027-01-01T00:00:00Z', '2027-01-01'],
  ])('at %s is %s', (moment, date) => {
    expect(dateInEngland(new Date(moment))).toBe(date)
  })
})

describe('counting days', () => {
  test('adding days crosses months, years and changes of the clocks', () => {
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30')
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29')
    expect(addDays('2026-09-30', 0)).toBe('2026-09-30')
  })

  test('adding days one at a time agrees with counting on fingers', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 800 }), (date, days) => {
        let expected = date
        for (let day = 0; day < days; day++) expected = naiveNextDay(expected)
        expect(addDays(date, days)).toBe(expected)
        expect(daysBetween(date, expected)).toBe(days)
        expect(daysBetween(expected, date)).toBe(0 - days)
      }),
    )
  })

  test('adding and then taking away days leads back', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -200_000, max: 200_000 }), (date, days) => {
        expect(addDays(addDays(date, days), -days)).toBe(date)
      }),
    )
  })

  test('what is not a date is a mistake in the program', () => {
    expect(() => addDays('30/09/2026', 1)).toThrow('Not a date')
    expect(() => daysBetween('2026-02-30', '2026-03-01')).toThrow('Not a date')
    expect(() => addDays('9999-12-31', 1)).toThrow('outside the years')
  })
})

describe('adding months', () => {
  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2027-12-31', 2, '2028-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2026-09-30', 36, '2029-09-30'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-01-15', -13, '2024-12-15'],
    ['2026-05-15', 0, '2026-05-15'],
  ])('%s and %i months is %s', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected)
  })

  test('keeps the day, or takes the last day of a shorter month', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 600 }), (date, monthCount) => {
        let [year = 0, month = 0] = date.split('-').map(Number)
        for (let step = 0; step < monthCount; step++) {
          month = month === 12 ? 1 : month + 1
          year = month === 1 ? year + 1 : year
        }
        let day = Number(date.slice(8))
        while (!dateOf(year, month, day)) day -= 1
        expect(addMonths(date, monthCount)).toBe(dateOf(year, month, day))
      }),
    )
  })
})

test('months have the days of the calendar', () => {
  expect(Array.from({ length: 12 }, (_, index) => daysInMonth(2026, index + 1))).toEqual([
    31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31,
  ])
  expect([1900, 2000, 2024, 2100].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 29, 28])
})

test.each([
  ['2008-11-22', '2026-11-21', 17],
  ['2008-11-22', '2026-11-22', 18],
  ['2008-02-29', '2026-02-28', 17],
  ['2008-02-29', '2026-03-01', 18],
  ['2008-02-29', '2028-02-29', 20],
])('someone born on %s is on %s aged %i', (birthDate, date, age) => {
  expect(ageOn(birthDate, date)).toBe(age)
})

test('the latest and the earliest leave out what is not known', () => {
  expect(latestOf('2026-01-01', null, '2026-03-01', undefined, '2025-12-31')).toBe('2026-03-01')
  expect(earliestOf('2026-01-01', null, '2026-03-01', undefined, '2025-12-31')).toBe('2025-12-31')
  expect(latestOf(null, undefined)).toBeNull()
  expect(earliestOf()).toBeNull()
})

describe('in words', () => {
  test('dates read as people say them', () => {
    expect(formatDate('2026-11-22')).toBe('22 November 2026')
    expect(formatDate('2026-01-05')).toBe('5 January 2026')
    expect(formatShortDate('2026-09-05')).toBe('5 Sep 2026')
    expect(formatMonth('2026-11-22')).toBe('November 2026')
  })

  test.each([
    ['00:00', 'midnight'],
    ['00:05', '12:05am'],
    ['09:30', '9:30am'],
    ['11:00', '11am'],
    ['12:00', 'midday'],
    ['12:30', '12:30pm'],
    ['15:04', '3:04pm'],
    ['23:59', '11:59pm'],
  ])('%s is %s', (time, words) => {
    expect(formatTime(time)).toBe(words)
  })

  test('what is not a time is a mistake in the program', () => {
    for (const text of ['24:00', '9:30', '09:60', 'noon', ''])
      expect(() => formatTime(text)).toThrow('Not a time')
  })

  test('a moment is told by the clocks in England, in winter and in summer', () => {
    expect(formatMoment(new Date('2026-11-22T15:04:59Z'))).toBe('22 November 2026 at 3:04pm')
    expect(formatMoment(new Date('2026-06-30T23:15:00Z'))).toBe('1 July 2026 at 12:15am')
  })
})
