import { expect, test } from 'vitest'
import { roundTo } from '#platform'
import { vacancyRate } from './vacancy.ts'

test('the vacancy rate is of vacancies and those in post together, as England’s figure of 2023 is', () => {
  expect(roundTo(vacancyRate({ vacant: 7722.7, filled: 33_119.1 })! * 100, 1)).toBe(18.9)
  expect(vacancyRate({ vacant: 0, filled: 10 })).toBe(0)
  expect(vacancyRate({ vacant: 0, filled: 0 })).toBeNull()
})
