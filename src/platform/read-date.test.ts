import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatDate, formatShortDate, isDate } from './dates.ts'
import { readDate } from './read-date.ts'

const anyDate = fc
  .date({ min: new Date('1000-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
  .map((moment) => moment.toISOString().slice(0, 10))

describe('dates in the ways that files write them', () => {
  test.each([
    '2026-09-30',
    '2026/9/30',
    '2026.09.30',
    '20260930',
    '30/09/2026',
    '30/9/2026',
    '30-09-2026',
    '30.09.2026',
    '30 Sep 2026',
    '30-Sep-2026',
    '30-SEP-2026',
    '30 Sept 2026',
    '30 September 2026',
    '30th September 2026',
    '30 September, 2026',
    'September 30, 2026',
    'Sep 30 2026',
    '  30/09/2026  ',
    '30\u00a0September\u00a02026',
    '2026-09-30T00:00:00',
    '2026-09-30T00:00:00.000',
    '2026-09-30 23:59',
    '30/09/2026 00:00',
    '30/09/2026 00:00:00',
    '30/09/2026, 9:15 am',
    '30 Sep 2026 09:15',
    '2026-09-29T23:30:00Z',
    '2026-09-30T22:30:00+00:00',
  ])('%s is 30 September 2026', (text) => {
    expect(readDate(text)).toEqual({ date: '2026-09-30' })
  })

  test('the day comes first, as in Britain', () => {
    expect(readDate('01/02/2026')).toEqual({ date: '2026-02-01' })
    expect(readDate('1.2.2026')).toEqual({ date: '2026-02-01' })
  })

  test('the month comes first when that was said', () => {
    expect(readDate('09/30/2026', { order: 'month-first' })).toEqual({ date: '2026-09-30' })
    expect(readDate('2026-09-30', { order: 'month-first' })).toEqual({ date: '2026-09-30' })
    expect(readDate('30/09/2026', { order: 'month-first' })).toEqual({
      problem: '“30/09/2026” has 30 where the month should be. This file was said to have the month first',
    })
  })

  test('day numbers of spreadsheets are read only when asked', () => {
    expect(readDate('46295', { serialNumbers: true })).toEqual({ date: '2026-09-30' })
    expect(readDate('46295.75', { serialNumbers: true })).toEqual({ date: '2026-09-30' })
    expect(readDate('20260930', { serialNumbers: true })).toEqual({ date: '2026-09-30' })
    expect(readDate('9999999', { serialNumbers: true })).toHaveProperty('problem')
    expect(readDate('46295')).toHaveProperty('problem')
  })
})

describe('what is refused, and how', () => {
  test.each([
    ['', 'The date is missing'],
    ['   ', 'The date is missing'],
    ['31/02/2026', '“31/02/2026” is not a real date: February 2026 has 28 days'],
    ['29/02/2026', '“29/02/2026” is not a real date: February 2026 has 28 days'],
    ['2026-04-31', '“2026-04-31” is not a real date: April 2026 has 30 days'],
    ['31 June 2026', '“31 June 2026” is not a real date: June 2026 has 30 days'],
    ['2026-13-01', '“2026-13-01” is not a real date: there is no month 13'],
    ['00/01/2026', '“00/01/2026” is not a real date: there is no day 0'],
    ['09/30/2026', '“09/30/2026” has 30 where the month should be. Write dates day first, like 30/09/2026'],
    ['30/09/26', '“30/09/26” has a year of two digits. Write the year in full, like 2026'],
    ['30-Sep-26', '“30-Sep-26” has a year of two digits. Write the year in full, like 2026'],
    ['30/09/202', '“30/09/202” is not a real date: the year should have four digits, like 2026'],
    ['30/09/20266', '“30/09/20266” is not a real date: the year should have four digits, like 2026'],
    ['30/09/0026', '“30/09/0026” is not a real date: the year should have four digits, like 2026'],
    ['31/02/2026 10:00', '“31/02/2026” is not a real date: February 2026 has 28 days'],
    ['30 Septober 2026', '“30 Septober 2026” is not a date we can read: “Septober” is not a month'],
    ['Sep 2026', '“Sep 2026” is not a date we can read. Write it like 30/09/2026 or 2026-09-30'],
    ['n/a', '“n/a” is not a date we can read. Write it like 30/09/2026 or 2026-09-30'],
    ['2026-02-30T10:00:00Z', '“2026-02-30” is not a real date: February 2026 has 28 days'],
    [
      '30/09/2026 25:00',
      '“30/09/2026 25:00” is not a date we can read. Write it like 30/09/2026 or 2026-09-30',
    ],
    ['30092026', '“30092026” is not a real date: there is no month 20'],
  ])('%j: %s', (text, problem) => {
    expect(readDate(text)).toEqual({ problem })
  })

  test('a whole essay in the date column is quoted only in part', () => {
    const { problem } = readDate('x'.repeat(30_000)) as { problem: string }
    expect(problem.length).toBeLessThan(150)
  })
})

test('every date is read back from every way of writing it', () => {
  fc.assert(
    fc.property(anyDate, (date) => {
      const [year, month, day] = date.split('-')
      const ways = [
        date,
        `${day}/${month}/${year}`,
        `${year}${month}${day}`,
        formatDate(date),
        formatShortDate(date),
        `${date}T13:45:00`,
      ]
      for (const way of ways) expect(readDate(way)).toEqual({ date })
    }),
  )
})

test('whatever is typed, the answer is a date that exists or a problem in words', () => {
  const typed = fc.oneof(
    fc.string(),
    fc.stringMatching(/^[0-9]{1,4}[-/. T][0-9A-Za-z]{1,9}[-/. ][0-9]{1,5}( [0-9:]{1,8})?[Zz]?$/),
  )
  fc.assert(
    fc.property(typed, fc.boolean(), (text, serialNumbers) => {
      const reading = readDate(text, { serialNumbers })
      if ('date' in reading) expect(isDate(reading.date)).toBe(true)
      else expect(reading.problem).not.toBe('')
    }),
    { numRuns: 2000 },
  )
})
