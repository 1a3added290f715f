import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from './dates.ts'
import { dateFromSerial, serialFromDate } from './serial-dates.ts'

test.each([
  [1, '1900-01-01'],
  [59, '1900-02-28'],
  [61, '1900-03-01'],
  [46295, '2026-09-30'],
  [46295.999, '2026-09-30'],
  [2958465, '9999-12-31'],
])('day %d is %s', (serial, date) => {
  expect(dateFromSerial(serial)).toBe(date)
})

test.each([0, 0.5, -1, 60, 2958466, Number.NaN, Infinity])('day %d is no date', (serial) => {
  expect(dateFromSerial(serial)).toBeUndefined()
})

test('workbooks from older Macs count from 1904', () => {
  expect(dateFromSerial(0, '1904')).toBe('1904-01-01')
  expect(dateFromSerial(44833, '1904')).toBe('2026-09-30')
})

test('dates that spreadsheets hold come back as they were', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2_900_000 }), (days) => {
      const date = addDays('1900-03-01', days)
      expect(dateFromSerial(serialFromDate(date) ?? expect.unreachable())).toBe(date)
    }),
  )
  expect(serialFromDate('1900-02-28')).toBeUndefined()
})
