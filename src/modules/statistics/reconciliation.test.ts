import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printNumber } from '#platform/numbers'
import { percentage } from './figures.ts'
import { reconcile } from './reconciliation.ts'
import type { Derivation, Method, RateReconciliation, StatedTotals, TeamPosition } from './reconciliation.ts'

const whole = (value: number) => ({ value, decimals: 0 })
const print = (value: number | null) => value !== null && printNumber(value, 1)

/** One way to the total, as a page prints it. */
const by = (method: Method, { derivations }: RateReconciliation) => {
  const found = derivations.find((derivation) => derivation.method === method) as Derivation
  return { percentage: print(found.percentage), difference: print(found.difference) }
}

/** Cambridgeshire County Council, Corporate Parenting Sub-Committee, 20 November 2019, section 2.2. */
const cambridgeshire = {
  teams: (
    [
      ['Safeguarding North', 95, 3, 14, 21],
      ['Safeguarding South', 94, 5, 11, 11],
      ['Corporate Parenting incl. Fostering', 96, 4, 10, 5],
      ['Integrated Front Door', 92, 4, 6, 13],
      ['Safeguarding and Quality Assurance', 97, 1, 4, 9],
    ] as const
  ).map(([team, filled, vacancies, agencyWorkers, agency]): TeamPosition => {
    return { team, vacancies, agencyWorkers, permanentFilled: whole(filled), agency: whole(agency) }
  }),
  stated: {
    vacancies: 17,
    agencyWorkers: null,
    permanentFilled: { value: 94.8, decimals: 1 },
    agency: whole(11),
  } satisfies StatedTotals,
}

describe('Cambridgeshire, November 2019', () => {
  const result = reconcile(cambridgeshire.teams, cambridgeshire.stated)

  test('the posts that vacancies imply', () => {
    expect(result.teams.map(({ posts }) => print(posts))).toEqual(['60.0', '83.3', '100.0', '50.0', '33.3'])
    expect(print(result.posts)).toBe('326.7')
    expect(print(result.inPost)).toBe('309.7')
  })

  test('the other denominators that the agency percentages imply', () => {
    const denominators = result.teams.map(({ agencyDenominator }) => print(agencyDenominator))
    expect(denominators).toEqual(['66.7', '100.0', '200.0', '46.2', '44.4'])
    expect(print(result.agencyDenominator)).toBe('457.3')
  })

  test('the counts add up', () => {
    expect(result.vacancies).toEqual({ sum: 17, stated: 17, difference: 0 })
    expect(result.agencyWorkers).toEqual({ sum: 45, stated: null, difference: null })
  })

  test('posts filled come to 94.8% as stated, whichever way', () => {
    expect(by('weighted', result.permanentFilled)).toEqual({ percentage: '94.8', difference: '0.0' })
    expect(by('unweighted-mean', result.permanentFilled)).toEqual({ percentage: '94.8', difference: '0.0' })
  })

  test('no way leads to the 11% stated for agency workers', () => {
    expect(by('weighted', result.agency)).toEqual({ percentage: '9.8', difference: '−1.2' })
    expect(by('unweighted-mean', result.agency)).toEqual({ percentage: '11.8', difference: '0.8' })
    expect(by('dfe-formula', result.agency)).toEqual({ percentage: '12.7', difference: '1.7' })
  })

  test('each team’s rates follow from its counts', () => {
    const [north] = result.teams
    expect(north?.permanentRate).toEqual({ numerator: 57, denominator: 60 })
    expect(north?.vacancyRate).toEqual({ numerator: 3, denominator: 60 })
    expect(north?.agencyRate).toEqual({ numerator: 14, denominator: 71 })
  })
})

const nothingStated: StatedTotals = {
  vacancies: null,
  agencyWorkers: null,
  permanentFilled: null,
  agency: null,
}

test('a team with every post filled leaves the total of posts unknown, not too small', () => {
  const full: TeamPosition = {
    team: 'Front Door',
    vacancies: 0,
    agencyWorkers: 0,
    permanentFilled: whole(100),
    agency: whole(0),
  }
  const result = reconcile([...cambridgeshire.teams, full], nothingStated)
  expect(result).toMatchObject({ posts: null, inPost: null, agencyDenominator: null })
  expect(by('weighted', result.permanentFilled).percentage).toBe(false)
  expect(by('unweighted-mean', result.permanentFilled).percentage).toBe('95.7')
  expect(result.vacancies.sum).toBe(17)
})

test('posts that the table prints are taken before those that percentages imply', () => {
  const [north] = cambridgeshire.teams
  const result = reconcile([{ ...north!, posts: 62 }], nothingStated)
  expect(result.posts).toBe(62)
  expect(result.teams[0]?.vacancyRate).toEqual({ numerator: 3, denominator: 62 })
})

test('an empty table has no rates', () => {
  const result = reconcile([], cambridgeshire.stated)
  expect(result.vacancies).toEqual({ sum: 0, stated: 17, difference: -17 })
  for (const { percentage } of [...result.agency.derivations, ...result.permanentFilled.derivations]) {
    expect(percentage).toBeNull()
  }
})

/** Teams whose percentages are printed in full, so that everything behind them can be found again. */
const exactTeams = fc
  .array(
    fc.record({
      posts: fc.integer({ min: 2, max: 400 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      agencyWorkers: fc.integer({ min: 1, max: 60 }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((teams) =>
    teams.map(({ posts, share, agencyWorkers }, index) => {
      const vacancies = 1 + Math.floor(share * (posts - 2))
      const inPost = posts - vacancies
      const position: TeamPosition = {
        team: `Team ${index}`,
        vacancies,
        agencyWorkers,
        permanentFilled: { value: (inPost * 100) / posts, decimals: 15 },
        agency: { value: (agencyWorkers * 100) / (agencyWorkers + inPost), decimals: 15 },
      }
      return { posts, inPost, position }
    }),
  )

test('percentages printed in full give back the posts, and both ways to the agency rate agree', () => {
  fc.assert(
    fc.property(exactTeams, (teams) => {
      const result = reconcile(
        teams.map(({ position }) => position),
        nothingStated,
      )
      expect(result.posts).toBeCloseTo(
        teams.reduce((total, { posts }) => total + posts, 0),
        5,
      )
      const [weighted, byFormula] = result.agency.derivations
      expect(weighted?.percentage).toBeCloseTo(byFormula?.percentage ?? Number.NaN, 5)
    }),
  )
})

test('the order of the teams does not matter', () => {
  fc.assert(
    fc.property(exactTeams, (teams) => {
      const positions = teams.map(({ position }) => position)
      const forwards = reconcile(positions, cambridgeshire.stated)
      const backwards = reconcile(positions.toReversed(), cambridgeshire.stated)
      expect(backwards.posts).toBeCloseTo(forwards.posts!, 6)
      for (const [index, { rate }] of forwards.agency.derivations.entries()) {
        const other = backwards.agency.derivations[index]?.rate
        if (rate && other) expect(percentage(other)).toBeCloseTo(percentage(rate)!, 6)
      }
    }),
  )
})
