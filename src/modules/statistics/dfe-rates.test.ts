import { expect, test } from 'vitest'
import { agencyRate, permanentRate, turnoverRate, vacancyRate } from './dfe-rates.ts'
import { printPercentage } from './figures.ts'

/** Published for England at 30 September 2023, in full-time equivalents. */
const inPost = 33_119.1

test('the formulas give what the Department published for England in 2023', () => {
  expect(printPercentage(turnoverRate({ leavers: 5_254.6, inPost }), 1)).toBe('15.9%')
  expect(printPercentage(vacancyRate({ vacancies: 7_722.7, inPost }), 1)).toBe('18.9%')
  expect(printPercentage(agencyRate({ agencyWorkers: 7_173.5, inPost }), 1)).toBe('17.8%')
})

test('vacancies and permanent staff make up all posts', () => {
  const posts = 60
  const vacancies = 3
  expect(vacancyRate({ vacancies, inPost: posts - vacancies })).toEqual({ numerator: 3, denominator: 60 })
  expect(permanentRate({ vacancies, posts })).toEqual({ numerator: 57, denominator: 60 })
})
