import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printNumber, roundTo } from './numbers.ts'

const decimals = fc.integer({ min: 0, max: 4 })

describe('rounding', () => {
  test.each([
    [14.5, 0, '15'],
    [0.29 * 50, 0, '15'],
    [1.005, 2, '1.01'],
    [-2.5, 0, '−3'],
    [-0.04, 1, '0.0'],
    [14, 2, '14.00'],
    [1885, 0, '1,885'],
    [1e-7, 3, '0.000'],
    [99.95, 1, '100.0'],
  ])('%d to %d decimals is printed %s', (value, places, printed) => {
    expect(printNumber(value, places)).toBe(printed)
  })

  test('is never further off than half of the last decimal, and changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), decimals, (value, places) => {
        const rounded = roundTo(value, places)
        expect(Math.abs(rounded - value)).toBeLessThanOrEqual(0.5 * 10 ** -places * (1 + 1e-6) + 1e-6)
        expect(roundTo(rounded, places)).toBe(rounded)
      }),
    )
  })

  test('keeps the order of figures', () => {
    const value = fc.double({ min: -1e6, max: 1e6, noNaN: true })
    fc.assert(
      fc.property(value, value, decimals, (one, other, places) => {
        const [low, high] = one < other ? [one, other] : [other, one]
        expect(roundTo(low, places)).toBeLessThanOrEqual(roundTo(high, places))
      }),
    )
  })
})
