import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatPence, readPence } from './money.ts'

describe('amounts as people write them', () => {
  test.each([
    ['£1,250.00', 125000],
    ['1250', 125000],
    ['1,250', 125000],
    ['£0.05', 5],
    ['0.5', 50],
    [' £ 12 ', 1200],
    ['-£5.50', -550],
    ['£-5.50', -550],
    ['−5', -500],
    ['0', 0],
    ['-0.00', 0],
    ['1,234,567.89', 123456789],
  ])('%s is %i pence', (text, pence) => {
    expect(readPence(text)).toEqual({ pence })
  })

  test.each([
    ['', 'The amount is missing'],
    ['ten', '“ten” is not an amount of money. Write it like £1,250.00 or 1250'],
    ['1,25', '“1,25” is not an amount of money. Write it like £1,250.00 or 1250'],
    ['1.250,00', '“1.250,00” is not an amount of money. Write it like £1,250.00 or 1250'],
    ['12,50', '“12,50” is not an amount of money. Write it like £1,250.00 or 1250'],
    ['£', '“£” is not an amount of money. Write it like £1,250.00 or 1250'],
    ['--5', '“--5” is not an amount of money. Write it like £1,250.00 or 1250'],
    ['1e3', '“1e3” is not an amount of money. Write it like £1,250.00 or 1250'],
    ['1.005', '“1.005” has parts of a penny. Give pounds and pence, like 1250.00'],
    ['999999999999999', '“999999999999999” is more than we can keep as one amount'],
  ])('%j: %s', (text, problem) => {
    expect(readPence(text)).toEqual({ problem })
  })
})

test('amounts are shown in pounds and pence', () => {
  expect(formatPence(125000)).toBe('£1,250.00')
  expect(formatPence(5)).toBe('£0.05')
  expect(formatPence(0)).toBe('£0.00')
  expect(formatPence(-550)).toBe('-£5.50')
  expect(formatPence(123456789)).toBe('£1,234,567.89')
  expect(() => formatPence(1.5)).toThrow('Not whole pence')
})

test('every amount is read back from what is shown, to the penny', () => {
  fc.assert(
    fc.property(fc.integer({ min: -10_000_000_000_000, max: 10_000_000_000_000 }), (pence) => {
      expect(readPence(formatPence(pence))).toEqual({ pence: pence === 0 ? 0 : pence })
    }),
  )
})
