import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '#platform'
import { readAsAt } from './as-at.tsx'
import { complianceRate, countStatuses } from './compliance.ts'
import { dueInWords as dueOfRequirement, scopeInWords, validityInWords } from './requirement.ts'
import { countsInWords, dueInWords, rateInWords } from './standing-words.ts'

const asAt = '2026-11-12'

describe('the rate', () => {
  test('counts met and due soon, out of all but the exempt', () => {
    const counts = countStatuses([
      { status: 'met', count: 4 },
      { status: 'due_soon' },
      { status: 'in_grace' },
      { status: 'overdue', count: 2 },
      { status: 'not_yet_due' },
      { status: 'exempt', count: 3 },
    ])
    expect(complianceRate(counts)).toEqual({ numerator: 5, denominator: 9 })
    expect(rateInWords({ numerator: 5, denominator: 9 })).toBe('5 of 9 (56%)')
    expect(countsInWords(counts)).toBe(
      '2 overdue, 1 late, in grace, 1 due soon, 1 not yet due, 4 met and 3 exempt',
    )
  })

  test('is no rate where everyone is exempt', () => {
    expect(rateInWords(complianceRate(countStatuses([{ status: 'exempt' }])))).toBe('not applicable')
  })

  test('never says that all is well while one is missing, nor that nothing is while one is there', () => {
    expect(rateInWords({ numerator: 999, denominator: 1000 })).toBe('999 of 1,000 (99.9%)')
    expect(rateInWords({ numerator: 1, denominator: 1000 })).toBe('1 of 1,000 (0.1%)')
    expect(rateInWords({ numerator: 99_999, denominator: 100_000 })).toBe('99,999 of 100,000 (over 99.9%)')
    expect(rateInWords({ numerator: 1, denominator: 100_000 })).toBe('1 of 100,000 (under 0.1%)')
    expect(rateInWords({ numerator: 1000, denominator: 1000 })).toBe('1,000 of 1,000 (100%)')
    fc.assert(
      fc.property(fc.nat(5000), fc.integer({ min: 1, max: 5000 }), (some, more) => {
        const words = rateInWords({ numerator: some, denominator: some + more })
        expect(words).not.toContain('(100%)')
        if (some > 0) expect(words).not.toContain('(0%)')
      }),
    )
  })
})

describe('when something is due', () => {
  test.each([
    ['not_yet_due', '2026-12-05', null, 'Due by 5 December 2026, in 23 days'],
    ['not_yet_due', '2026-11-12', null, 'Due by 12 November 2026, the last day'],
    ['overdue', '2026-11-11', null, 'Was due by 11 November 2026, 1 day late'],
    ['met', '2029-11-10', '2026-11-10', 'Runs out on 10 November 2029'],
    ['in_grace', '2026-11-01', '2023-11-01', 'Ran out on 1 November 2026, 11 days late'],
    ['met', null, '2020-01-01', 'Does not run out'],
    ['exempt', '2026-11-01', null, 'Was due by 1 November 2026, were it not for the exemption'],
  ] as const)('%s %s %s is said as: %s', (status, dueOn, metOn, words) => {
    expect(dueInWords({ status, dueOn, metOn }, asAt)).toBe(words)
  })
})

describe('what a requirement says', () => {
  const all = { roles: [], sectors: [], bases: [], kinds: [] }

  test('empty lists bind everyone', () => {
    expect(scopeInWords(all)).toBe('Everyone')
  })

  test('each list that is given narrows it, in words', () => {
    expect(
      scopeInWords({
        roles: ['Social worker', 'Family support worker', 'Health visitor'],
        sectors: ['Social care'],
        bases: ['fixed_term', 'agency'],
        kinds: ['early_years'],
      }),
    ).toBe(
      'Social worker, Family support worker or Health visitor, in Social care, at an organisation of the kind Early years, engaged as Fixed term or Agency',
    )
  })

  test('of many roles the first few stand for all where room is short', () => {
    const roles = ['A', 'B', 'C', 'D']
    expect(scopeInWords({ ...all, roles }, 2)).toBe('A, B or 2 other roles')
    expect(scopeInWords({ ...all, roles }, 4)).toBe('A, B, C or D')
  })

  test('days and months are counted in words', () => {
    expect(dueOfRequirement({ dueWithinDays: 0 })).toBe('On the first day')
    expect(dueOfRequirement({ dueWithinDays: 1 })).toBe('Within 1 day of starting')
    expect(validityInWords({ validForMonths: null })).toContain('Once')
    expect(validityInWords({ validForMonths: 36 })).toContain('36 months')
  })
})

describe('the as-at date', () => {
  test('is today unless one is given', () => {
    expect(readAsAt(undefined, asAt)).toEqual({ asAt })
    expect(readAsAt('  ', asAt)).toEqual({ asAt })
  })

  test('is read as people write dates', () => {
    expect(readAsAt('30/6/2027', asAt)).toEqual({ asAt: '2027-06-30' })
    expect(readAsAt(addDays(asAt, 1), asAt)).toEqual({ asAt: '2026-11-13' })
  })

  test('falls back to today with a sentence when it cannot be read', () => {
    expect(readAsAt('next June', asAt)).toEqual({ asAt, problem: expect.stringContaining('next June') })
  })
})
