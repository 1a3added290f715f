import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printNumber } from '#platform/numbers'
import { combine, percentage, printPercentage, readPrintedFigure, sum } from './figures.ts'

const rates = fc.array(fc.record({ numerator: fc.nat(10_000), denominator: fc.nat(10_000) }), {
  maxLength: 20,
})
const decimals = fc.integer({ min: 0, max: 4 })

test('nothing to divide by is no rate, and is said in words', () => {
  expect(percentage({ numerator: 0, denominator: 0 })).toBeNull()
  expect(printPercentage({ numerator: 0, denominator: 0 }, 1)).toBe('not applicable')
  expect(printPercentage({ numerator: 0, denominator: 5 }, 1)).toBe('0.0%')
})

test('a percentage is kept unrounded', () => {
  expect(percentage({ numerator: 1, denominator: 2.8 })).toBe(35.714285714285715)
})

test.each([
  { numerator: Number.NaN, denominator: 1 },
  { numerator: 1, denominator: -1 },
  { numerator: 1, denominator: Number.POSITIVE_INFINITY },
])('$numerator of $denominator is refused, not printed', (rate) => {
  expect(() => percentage(rate)).toThrow(RangeError)
})

test('combining adds numerators and denominators, in any order and grouping', () => {
  fc.assert(
    fc.property(rates, rates, (some, others) => {
      expect(combine([...some, ...others])).toEqual(combine([...others, ...some]))
      expect(combine([combine(some), combine(others)])).toEqual(combine([...some, ...others]))
    }),
  )
})

test('the rate of all teams lies between the lowest and the highest of theirs', () => {
  fc.assert(
    fc.property(rates, (some) => {
      const each = some.map(percentage).filter((value) => value !== null)
      const together = percentage(combine(some.filter(({ denominator }) => denominator > 0)))
      if (together === null) return
      expect(together).toBeGreaterThanOrEqual(Math.min(...each) - 1e-9)
      expect(together).toBeLessThanOrEqual(Math.max(...each) + 1e-9)
    }),
  )
})

test('a large team counts for more than a small one', () => {
  const teams = [
    { numerator: 1, denominator: 2 },
    { numerator: 0, denominator: 98 },
  ]
  expect(printPercentage(combine(teams), 0)).toBe('1%')
})

describe('reading what was printed', () => {
  test.each([
    ['14.00%', { value: 14, decimals: 2 }],
    ['15%', { value: 15, decimals: 0 }],
    ['292,400', { value: 292_400, decimals: 0 }],
    ['just over 10%', { value: 10, decimals: 0, qualifier: 'just over' }],
    ['possibly well over 25,000', { value: 25_000, decimals: 0, qualifier: 'possibly well over' }],
    ['13th', null],
    ['more than half', null],
    ['286 of 326', null],
    ['1,88', null],
    ['', null],
  ])('%s', (text, figure) => {
    expect(readPrintedFigure(text)).toEqual(figure)
  })

  test('what we print is read back the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), decimals, (digits, places) => {
        const figure = { value: Number(`${digits}e${-places}`) || 0, decimals: places }
        expect(readPrintedFigure(printNumber(figure.value, places))).toEqual(figure)
      }),
    )
  })
})

test('tenths do not drift when they are added', () => {
  expect(sum([0.1, 0.2])).toBe(0.3)
  expect(sum([])).toBe(0)
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 200 }), (tenths) => {
      const total = tenths.reduce((one, other) => one + other, 0)
      expect(sum(tenths.map((count) => count / 10))).toBe(total / 10)
    }),
  )
})
