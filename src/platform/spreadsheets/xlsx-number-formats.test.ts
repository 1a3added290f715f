import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type NumberFormat, formatOfCode, showNumber } from './xlsx-number-formats.ts'

describe('a format code shows', () => {
  test.each<[string, NumberFormat['shows']]>([
    ['General', 'number'],
    ['0.00', 'number'],
    ['#,##0.00;[Red]-#,##0.00', 'number'],
    ['0.00E+00', 'number'],
    ['"days" 0', 'number'],
    ['0\\ \\d', 'number'],
    ['_-£* #,##0.00_-', 'number'],
    ['[$£-809]#,##0.00', 'number'],
    ['0%', 'number'],
    ['@', 'number'],
    ['0', 'number'],
    ['000000', 'padded'],
    ['dd/mm/yyyy', 'date'],
    ['d\\-mmm\\-yy', 'date'],
    ['[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy', 'date'],
    ['mmmm', 'date'],
    ['yyyy-mm-dd;@', 'date'],
    ['[$-409]m/d/yy h:mm AM/PM;@', 'date-and-time'],
    ['YYYY-MM-DD"T"HH:MM:SS', 'date-and-time'],
    ['h:mm', 'time'],
    ['mm:ss.0', 'time'],
    ['[h]:mm:ss', 'hours'],
    ['[HH]:MM', 'hours'],
  ])('%s as a %s', (code, shows) => {
    expect(formatOfCode(code).shows).toBe(shows)
  })
})

const shown = (stored: string, format?: NumberFormat) => showNumber(stored, format, '1900')

describe('numbers are shown', () => {
  test.each([
    ['1', '1'],
    ['1.0', '1'],
    ['0.80000000000000004', '0.8'],
    ['0.30000000000000004', '0.3'],
    ['37.399999999999999', '37.4'],
    ['100000000000', '100000000000'],
    ['1E+11', '100000000000'],
    ['1.23456789012346E+21', '1234567890123460000000'],
    ['9007199254740993', '9007199254740993'],
    ['1E-7', '0.0000001'],
    ['-0.5', '-0.5'],
    ['0001', '0001'],
  ])('%s as %s', (stored, text) => {
    expect(shown(stored)).toEqual({ text })
  })

  test('with the zeros before them that the format adds', () => {
    expect(shown('42', { shows: 'padded', digits: 6 })).toEqual({ text: '000042' })
    expect(shown('-42', { shows: 'padded', digits: 4 })).toEqual({ text: '-0042' })
    expect(shown('1234567', { shows: 'padded', digits: 6 })).toEqual({ text: '1234567' })
  })

  test('in full, so that nothing is lost up to fifteen digits', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -999_999_999, max: 999_999_999 }),
        fc.integer({ min: 0, max: 6 }),
        (digits, places) => {
          const number = digits / 10 ** places
          const answer = shown(number.toExponential(16))
          expect('text' in answer && Number(answer.text)).toBe(number === 0 ? 0 : number)
          expect(answer).not.toMatchObject({ text: expect.stringMatching(/e/i) as string })
        },
      ),
    )
  })
})

describe('dates and times are shown', () => {
  test.each<[NumberFormat['shows'], string, string]>([
    ['date', '46295', '2026-09-30'],
    ['date', '46295.5', '2026-09-30 12:00'],
    ['date-and-time', '46295', '2026-09-30'],
    ['date-and-time', '46295.586805555555', '2026-09-30 14:05'],
    ['date-and-time', '46295.586817129632', '2026-09-30 14:05:01'],
    ['date-and-time', '46294.999999999', '2026-09-30'],
    ['time', '0.395833333333333', '09:30'],
    ['time', '0', '00:00'],
    ['time', '46295.5', '2026-09-30 12:00'],
    ['hours', '1.5625', '37:30'],
    ['hours', '-0.5', '-12:00'],
  ])('%s %s as %s', (shows, stored, text) => {
    expect(shown(stored, { shows } as NumberFormat)).toEqual({ text })
  })

  test('but not what cannot be a date', () => {
    for (const stored of ['-1', '0', '60', '1E+15']) {
      expect(shown(stored, { shows: 'date' })).toHaveProperty('problem')
    }
  })
})

test('a cell marked as a number that holds none is a problem', () => {
  expect(shown('abc')).toEqual({ problem: 'The cell holds “abc”, which is not a number.' })
  expect(shown('Infinity')).toHaveProperty('problem')
})
