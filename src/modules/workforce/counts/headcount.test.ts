import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type HeadcountOfGroup,
  childrenOnly,
  countWords,
  headcountProblem,
  together,
  togetherNumber,
  togetherWords,
} from './headcount.ts'

const group = (value: number | null, given: Partial<HeadcountOfGroup> = {}): HeadcountOfGroup => ({
  value,
  precision: value === null ? 'unknown' : 'exact',
  unit: 'people',
  notDisaggregable: false,
  ...given,
})

const groups = fc.array(
  fc
    .record({
      value: fc.option(fc.nat(100_000)),
      precision: fc.constantFrom('exact', 'approximate', 'lower_bound'),
      unit: fc.constantFrom('people', 'households', 'organisations'),
      notDisaggregable: fc.boolean(),
    })
    .map((made): HeadcountOfGroup => (made.value === null ? { ...made, precision: 'unknown' } : made)),
  { maxLength: 12 },
)

test.each([
  [143, 'exact', '143'],
  [500, 'approximate', 'about 500'],
  [200, 'lower_bound', 'at least 200'],
  [4500, 'exact', '4,500'],
  [null, 'unknown', 'not known'],
] as const)('%s, %s, reads %s', (value, precision, words) => {
  expect(countWords({ value, precision })).toBe(words)
})

describe('several groups together', () => {
  const social = [143, 43, 3, 3, 106, 89].map((value) => group(value))

  test('say of how many groups the number is made, and keep households apart from people', () => {
    const sums = together([...social, group(null), group(181, { unit: 'households' })])
    expect(sums.map(togetherWords)).toEqual([
      '387 people (6 groups added up) and 1 group not known',
      '181 households',
    ])
  })

  test('are as sure as the least sure of them', () => {
    const rough = group(500, { precision: 'approximate' })
    const floor = group(200, { precision: 'lower_bound' })
    expect(together([group(80), rough]).map(togetherNumber)).toEqual(['about 580'])
    expect(together([group(80), floor]).map(togetherNumber)).toEqual(['at least 280'])
    expect(together([rough, floor]).map(togetherNumber)).toEqual(['at least about 700'])
    expect(together([group(null)]).map(togetherWords)).toEqual(['people: 1 group not known'])
  })

  test('lose no group, whatever they are', () => {
    fc.assert(
      fc.property(groups, (all) => {
        const sums = together(all)
        expect(sums.reduce((sum, one) => sum + one.groups + one.unknownGroups, 0)).toBe(all.length)
        expect(sums.reduce((sum, one) => sum + (one.value ?? 0), 0)).toBe(
          all.reduce((sum, one) => sum + (one.value ?? 0), 0),
        )
        for (const sum of sums) {
          const known = all.filter(({ unit, value }) => unit === sum.unit && value !== null)
          const allExact = known.every(({ precision }) => precision === 'exact')
          expect(!sum.isApproximate && !sum.isAtLeast).toBe(allExact)
        }
      }),
    )
  })
})

test('a group whose work with children cannot be told apart is no part of what a children-only rate uses', () => {
  const probation = group(248, { notDisaggregable: true })
  const offending = group(80, { precision: 'approximate' })
  expect(together([probation, offending]).map(togetherNumber)).toEqual(['about 328'])
  expect(together(childrenOnly([probation, offending])).map(togetherNumber)).toEqual(['about 80'])
})

test('a number and its absence are told apart when they are entered', () => {
  expect(headcountProblem(group(5))).toBeNull()
  expect(headcountProblem(group(null))).toBeNull()
  expect(headcountProblem({ value: 5, precision: 'unknown' })?.field).toBe('value')
  expect(headcountProblem({ value: null, precision: 'exact' })?.field).toBe('value')
})
