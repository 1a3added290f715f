import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainNumber } from './plain-number.ts'

test.each([
  [0, '0'],
  [-2.5, '-2.5'],
  [1e-7, '0.0000001'],
  [-1.25e-9, '-0.00000000125'],
  [1e21, '1000000000000000000000'],
  [1.23456789012346e21, '1234567890123460000000'],
])('%d is written %s', (number, text) => {
  expect(plainNumber(number)).toBe(text)
})

test('every number is the same number when it is read back', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      expect(plainNumber(number)).toMatch(/^-?\d+(\.\d+)?$/)
      expect(Number(plainNumber(number))).toBe(Object.is(number, -0) ? 0 : number)
    }),
    { numRuns: 2000 },
  )
})
