/** The reference files agree with each other and with the words that the imports accept. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'

const DATA = join(import.meta.dirname, '../../data/reference')
const DATE = /^\d{4}-\d{2}-\d{2}$/
const BASES = ['permanent', 'fixed_term', 'agency', 'sessional', 'volunteer', 'student', 'apprentice']
const KINDS = ['council', 'health', 'school', 'early_years', 'police', 'justice', 'voluntary', 'housing']

type Row = Record<string, string>

const roles = read('roles.csv')
const requirements = read('requirements.csv')

test('every role has a family, a ring and an answer on regulated activity, and is there once', () => {
  expect(new Set(roles.map((row) => row['role'])).size).toBe(roles.length)
  for (const row of roles) {
    expect(row['family']).not.toBe('')
    expect(['core', 'wider']).toContain(row['ring'])
    expect(['yes', 'no', 'depends']).toContain(row['regulated_activity'])
  }
})

describe('requirements', () => {
  test('have the columns of the canonical import', () => {
    expect(Object.keys(requirements[0] ?? {}).join()).toBe(
      'requirement_code,title,roles,sectors,bases,kinds,due_within_days,valid_for_months,warn_days,grace_days,evidence_codes,applies_from,applies_to',
    )
  })

  test('name only roles, sectors, bases, kinds and evidence that exist', () => {
    const known = {
      roles: roles.map((row) => row['role']),
      sectors: read('sectors.csv').map((row) => row['sector']),
      bases: [...BASES, 'foster_carer', 'governor'],
      kinds: [...KINDS, 'leisure_culture', 'provider', 'other'],
      evidence_codes: read('evidence-codes.csv').map((row) => row['evidence_code']),
    }
    for (const [column, values] of Object.entries(known)) {
      const used = requirements.flatMap((row) => list(row[column]))
      expect(values).toEqual(expect.arrayContaining(used))
    }
  })

  test('count in whole days and months, from a date, and say what evidence meets them', () => {
    for (const row of requirements) {
      expect(row).toMatchObject({ title: /./, evidence_codes: /./, applies_from: DATE })
      for (const column of ['due_within_days', 'valid_for_months', 'warn_days', 'grace_days']) {
        expect(row[column]).toMatch(/^\d*$/)
      }
    }
  })

  test('each say where they come from, and nothing else does', () => {
    const codes = new Set(requirements.map((row) => row['requirement_code']))
    const sources = read('requirements-sources.csv')
    expect(new Set(sources.map((row) => row['requirement_code']))).toEqual(codes)
    for (const row of sources) expect(row).toMatchObject({ source: /./, mark: /^[VKSL]$/ })
  })

  test('ask for a DBS check from exactly the roles that are always in regulated activity', () => {
    const review = requirements.find((row) => row['requirement_code'] === 'DBS-REVIEW')
    const regulated = roles.filter((row) => row['regulated_activity'] === 'yes').map((row) => row['role'])
    expect(list(review?.['roles'])).toEqual(regulated)
  })

  test('warn of the Social Work England renewal from the day that it opens, 1 September', () => {
    const registration = requirements.find((row) => row['requirement_code'] === 'SWE-REGISTRATION')
    const days = (Date.UTC(2026, 10, 30) - Date.UTC(2026, 8, 1)) / 86_400_000
    expect(Number(registration?.['warn_days'])).toBe(days)
  })
})

describe('bank holidays', () => {
  const holidays = read('bank-holidays.csv')
  const inYear = (year: number) => holidays.filter((row) => row['date']?.startsWith(String(year)))
  const weekday = (date = '') => new Date(`${date}T12:00:00Z`).getUTCDay()

  test('are eight a year from 2015 to 2028, with two more in 2022 and one more in 2023', () => {
    const extra = new Map([
      [2022, 2],
      [2023, 1],
    ])
    for (let year = 2015; year <= 2028; year++) expect(inYear(year)).toHaveLength(8 + (extra.get(year) ?? 0))
  })

  test('never fall on a weekend, in order, and once each', () => {
    const dates = holidays.map((row) => row['date'] ?? '')
    expect(dates.map(weekday).filter((day) => day === 0 || day === 6)).toEqual([])
    expect(dates).toEqual([...new Set(dates)].toSorted())
  })

  test('put Easter Monday three days after Good Friday', () => {
    for (let year = 2015; year <= 2028; year++) {
      const on = (name: string) =>
        Date.parse(inYear(year).find((row) => row['name'] === name)?.['date'] ?? '')
      expect(on('Easter Monday') - on('Good Friday')).toBe(3 * 86_400_000)
    }
  })

  test.each([
    ['2016-12-27', 'Christmas Day'],
    ['2020-12-28', 'Boxing Day'],
    ['2021-12-27', 'Christmas Day'],
    ['2021-12-28', 'Boxing Day'],
    ['2022-01-03', 'New Year’s Day'],
    ['2028-01-03', 'New Year’s Day'],
  ])('have a substitute on %s for %s', (date, name) => {
    expect(holidays).toContainEqual(expect.objectContaining({ date, name, substitute: 'yes' }))
  })

  test('mark as computed what was worked out by rule, and only that', () => {
    const computed = holidays
      .filter((row) => row['mark'] === 'computed')
      .map((row) => row['date']?.slice(0, 4))
    expect(new Set(computed)).toEqual(new Set(['2027', '2028']))
  })
})

test('invented names are many, and each is there once', () => {
  const { givenNames, familyNames } = JSON.parse(readFileSync(join(DATA, 'names.json'), 'utf8'))
  for (const [names, atLeast] of [
    [givenNames, 250],
    [familyNames, 350],
  ]) {
    expect(names.length).toBeGreaterThanOrEqual(atLeast)
    expect(new Set(names).size).toBe(names.length)
  }
})

test('the deny list is lower case, without repeats, and has passwords long enough to be tried here', () => {
  const passwords = readFileSync(join(DATA, 'deny-list.txt'), 'utf8').trimEnd().split('\n')
  expect(passwords.length).toBeGreaterThanOrEqual(300)
  expect(new Set(passwords).size).toBe(passwords.length)
  expect(passwords.filter((password) => password !== password.trim().toLowerCase())).toEqual([])
  expect(passwords.filter((password) => password.length >= 12).length).toBeGreaterThan(100)
})

function read(file: string): Row[] {
  return parse(readFileSync(join(DATA, file)), { columns: true })
}

function list(cell: string | undefined): string[] {
  return cell ? cell.split(';') : []
}
