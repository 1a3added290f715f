import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPast, readTimescale } from './timescale.ts'

const cases: [printed: string, expected: ReturnType<typeof readTimescale>][] = [
  ['November 2010', { kind: 'date', from: '2010-11-01', to: '2010-11-30', repeatsEveryMonths: null }],
  ['March 2013', { kind: 'date', from: '2013-03-01', to: '2013-03-31', repeatsEveryMonths: null }],
  [
    'January to April 2010',
    { kind: 'range', from: '2010-01-01', to: '2010-04-30', repeatsEveryMonths: null },
  ],
  [
    'June 2010 to March 2011',
    { kind: 'range', from: '2010-06-01', to: '2011-03-31', repeatsEveryMonths: null },
  ],
  [
    'July 2010 & October 2010',
    { kind: 'dates', from: '2010-07-01', to: '2010-10-31', repeatsEveryMonths: null },
  ],
  [
    'Quarterly events throughout the year',
    { kind: 'recurring', from: null, to: null, repeatsEveryMonths: 3 },
  ],
  ['Each term', { kind: 'recurring', from: null, to: null, repeatsEveryMonths: 4 }],
  ['Annual and every 6 months', { kind: 'recurring', from: null, to: null, repeatsEveryMonths: 6 }],
  ['Bi-annual', { kind: 'recurring', from: null, to: null, repeatsEveryMonths: null }],
  ['On-going', { kind: 'ongoing', from: null, to: null, repeatsEveryMonths: null }],
  [
    'Completed April 2010',
    { kind: 'completed', from: '2010-04-01', to: '2010-04-30', repeatsEveryMonths: null },
  ],
  ['2010-2014', { kind: 'range', from: '2010-01-01', to: '2014-12-31', repeatsEveryMonths: null }],
  ['31 March 2027', { kind: 'date', from: '2027-03-31', to: '2027-03-31', repeatsEveryMonths: null }],
  ['31 June 2027', { kind: 'unclear', from: null, to: null, repeatsEveryMonths: null }],
  ['Quarterly, March to Feb 2010', { kind: 'recurring', from: null, to: null, repeatsEveryMonths: 3 }],
  ['When funding allows', { kind: 'unclear', from: null, to: null, repeatsEveryMonths: null }],
  ['', { kind: 'none', from: null, to: null, repeatsEveryMonths: null }],
]

test.each(cases)('“%s” is read for what it says', (printed, expected) => {
  expect(readTimescale(printed)).toEqual(expected)
})

test('any text at all is read, and never to an end before its beginning', () => {
  const word = fc.constantFrom(
    'March',
    '2010',
    '31',
    'to',
    '&',
    'On-going',
    'Quarterly',
    '-',
    'Feb',
    'completed',
    '0',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(word).map((words) => words.join(' ')),
      ),
      (text) => {
        const { from, to } = readTimescale(text)
        expect(from === null || to === null || from <= to).toBe(true)
      },
    ),
    { numRuns: 2000 },
  )
})

test('only what the plan dated can be late', () => {
  expect(isPast(readTimescale('March 2011'), '2011-03-31')).toBe(false)
  expect(isPast(readTimescale('March 2011'), '2011-04-01')).toBe(true)
  expect(isPast(readTimescale('On-going'), '2030-01-01')).toBe(false)
  expect(isPast(readTimescale('Completed April 2010'), '2030-01-01')).toBe(false)
})
