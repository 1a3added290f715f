import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { compare, sharedDecimals } from './comparison.ts'
import type { Verdict } from './comparison.ts'

const rounded = fc.double({ min: 0, max: 100, noNaN: true })
const printedDecimals = fc.integer({ min: 0, max: 2 })

test.each<[string, number, number, Verdict]>([
  ['turnover of 17.9% against the region’s 14.00%', 17.9, 14, 'worse'],
  ['vacancies of 13.7% against the region’s 16.6%', 13.7, 16.6, 'better'],
  ['agency workers of 11.2% against the region’s 11.2%', 11.2, 11.2, 'same'],
])('Cambridgeshire, 30 September 2018: %s', (_figure, value, comparator, verdict) => {
  expect(compare({ value, comparator, direction: 'lower-is-better', printedDecimals: 1 })).toBe(verdict)
})

test('figures that are printed alike are the same', () => {
  const comparison = {
    value: 11.24,
    comparator: 11.16,
    direction: 'lower-is-better',
    printedDecimals: 1,
  } as const
  expect(compare(comparison)).toBe('same')
  expect(compare({ ...comparison, printedDecimals: 2 })).toBe('worse')
})

test('a figure that is neither good nor bad is higher or lower', () => {
  expect(compare({ value: 2, comparator: 1, direction: 'neutral', printedDecimals: 0 })).toBe('higher')
  expect(compare({ value: 1, comparator: 2, direction: 'neutral', printedDecimals: 0 })).toBe('lower')
})

test('nothing is said about a figure that is missing', () => {
  const comparison = { value: null, comparator: 1, direction: 'neutral', printedDecimals: 0 } as const
  expect(compare(comparison)).toBe('not-comparable')
  expect(compare({ ...comparison, value: 1, comparator: null })).toBe('not-comparable')
})

test('what is better one way round is worse the other, and worse where a rise is bad', () => {
  const opposite: Partial<Record<Verdict, Verdict>> = { better: 'worse', worse: 'better', same: 'same' }
  fc.assert(
    fc.property(rounded, rounded, printedDecimals, (value, comparator, printedDecimals) => {
      const one = { value, comparator, direction: 'higher-is-better', printedDecimals } as const
      const verdict = opposite[compare(one)]
      expect(compare({ ...one, value: comparator, comparator: value })).toBe(verdict)
      expect(compare({ ...one, direction: 'lower-is-better' })).toBe(verdict)
    }),
  )
})

test('two figures are compared to the decimals that both have', () => {
  expect(sharedDecimals({ value: 17.9, decimals: 1 }, { value: 15, decimals: 0 })).toBe(0)
  expect(sharedDecimals({ value: 17.9, decimals: 1 }, { value: 14, decimals: 2 })).toBe(1)
})
