import { expect, test } from 'vitest'
import { atLeast, atMost, median, quantile } from './result.ts'

test('a time is within its budget up to the budget itself, a rate from the budget on', () => {
  expect(atMost('a', 5, 's', 5).met).toBe(true)
  expect(atMost('a', 5.001, 's', 5).met).toBe(false)
  expect(atLeast('a', 5, 'a second', 5).met).toBe(true)
  expect(atLeast('a', 4.999, 'a second', 5).met).toBe(false)
})

test('where nothing was promised, nothing is met or missed', () => {
  expect(atMost('a', 5, 's', null)).toEqual({ name: 'a', value: 5, unit: 's', budget: null, met: null })
})

test('values are told in three digits, and judged unrounded', () => {
  expect(atMost('a', 1.23456, 's', null).value).toBe(1.23)
  expect(atMost('a', 12_345.6, 's', null).value).toBe(12_346)
  expect(atMost('a', 5.0001, 's', 5)).toMatchObject({ value: 5, met: false })
})

test('quantiles are values that were measured', () => {
  const values = [50, 10, 40, 20, 30]
  expect(median(values)).toBe(30)
  expect(quantile(values, 0.95)).toBe(50)
  expect(quantile([7], 0.05)).toBe(7)
  expect(() => quantile([], 0.5)).toThrow('nothing')
})
