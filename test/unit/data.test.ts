/** The five partnerships' files hold what their documents print: the counts here are those of the documents. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'

const DATA = join(import.meta.dirname, '../../data/partnerships')
const CODES = [
  'cambridgeshire',
  'north-tyneside',
  'nottingham-city',
  'nottinghamshire',
  'richmond-upon-thames',
]
const DATE = /^\d{4}-\d{2}-\d{2}$/
const PRECISIONS = ['exact', 'approximate', 'lower_bound', 'unknown']

type Row = Record<string, string>

describe('strategies', () => {
  test.each([
    ['nottingham-city', 32, 7],
    ['richmond-upon-thames', 28, 7],
    ['north-tyneside', 49, 4],
    ['nottinghamshire', 11, 1],
    ['cambridgeshire', 16, 4],
  ])('%s has %i actions under %i priorities', (code, actions, priorities) => {
    const rows = strategy(code)
    expect(rows).toHaveLength(actions)
    expect(new Set(rows.map((row) => row['action_number'])).size).toBe(actions)
    expect(new Set(rows.map((row) => row['priority_number'])).size).toBe(priorities)
    expect(new Set(rows.map((row) => row['priority'])).size).toBe(priorities)
    expect(rows.every((row) => row['action'])).toBe(true)
  })

  test.each(CODES)('%s has the columns of the canonical import, and only lenses that it declares', (code) => {
    expect(columns(code, 'strategy.csv')).toBe(
      'priority_number,priority,action_number,action,leads,timescale,lenses',
    )
    const declared = json(code, 'strategy')['lenses'] as string[]
    const ticked = strategy(code).flatMap((row) => list(row['lenses']))
    expect(declared).toEqual(expect.arrayContaining(ticked))
  })

  test('Nottingham City ticks its four lenses 5, 15, 17 and 6 times, and leaves three actions without', () => {
    const rows = strategy('nottingham-city')
    const ticks = (lens: string) => rows.filter((row) => list(row['lenses']).includes(lens)).length
    expect(['Recruiting', 'Modernising', 'Developing', 'Deploying'].map(ticks)).toEqual([5, 15, 17, 6])
    const untagged = rows.filter((row) => !row['lenses']).map((row) => row['action_number'])
    expect(untagged).toEqual(['NC-A01', 'NC-A08', 'NC-A24'])
  })

  test('Nottingham City prints a lead and a timescale for every action', () => {
    const byNumber = new Map(strategy('nottingham-city').map((row) => [row['action_number'], row]))
    for (const row of byNumber.values()) expect(row).toMatchObject({ leads: /./, timescale: /./ })
    expect(byNumber.get('NC-A01')).toMatchObject({ leads: 'KB', timescale: 'November 2010' })
    expect(list(byNumber.get('NC-A05')?.['leads'])).toEqual(['MA', 'CB'])
    expect(list(byNumber.get('NC-A09')?.['leads'])).toEqual([
      'NCSCB Board Manager',
      'NCSCB Training Co-ordinator',
    ])
    expect(byNumber.get('NC-A02')?.['timescale']).toBe('Quarterly events throughout the year')
    expect(byNumber.get('NC-A04')?.['timescale']).toBe('July 2010 & October 2010')
  })

  test.each(['north-tyneside', 'richmond-upon-thames'])('%s prints neither leads nor timescales', (code) => {
    for (const row of strategy(code)) expect(row).toMatchObject({ leads: '', timescale: '', lenses: '' })
  })

  test('North Tyneside has 12, 24, 6 and 7 commitments in its themes', () => {
    const rows = strategy('north-tyneside')
    const inTheme = (theme: string) => rows.filter((row) => row['priority_number'] === theme).length
    expect(['1', '2', '3', '4'].map(inTheme)).toEqual([12, 24, 6, 7])
  })

  test('the word bi-annual is never turned into a number of months', () => {
    const { governance } = json('north-tyneside', 'strategy-notes') as {
      governance: { frequencyPrinted: string; intervalMonths: number | null }[]
    }
    const printed = governance.filter((arrangement) => arrangement.frequencyPrinted === 'bi-annual')
    expect(printed.map((arrangement) => arrangement.intervalMonths)).toEqual([null])
  })
})

describe('figures', () => {
  test.each(CODES)(
    'every figure of %s has a unit, a precision, a date and a source, and is there once',
    (code) => {
      const rows = read(code, 'figures.csv')
      for (const row of rows) {
        expect(row).toMatchObject({ unit: /./, source: /./, value_printed: /./, as_at: DATE })
        expect(PRECISIONS).toContain(row['precision'])
        expect(['printed', 'document', 'inferred']).toContain(row['as_at_basis'])
        expect(['own', 'region']).toContain(row['comparator'])
        expect(row['value'] === '').toBe(row['precision'] === 'unknown')
        expect(row['scope'] === '').toBe(row['scope_kind'] === 'partnership')
        expect(Number(row['value'])).not.toBeNaN()
      }
      const keys = rows.map((row) =>
        [row['indicator_code'], row['scope_kind'], row['scope'], row['as_at']].join('|'),
      )
      expect(new Set(keys).size).toBe(rows.length)
    },
  )

  test('a figure that is a number as printed has that number as its value', () => {
    for (const row of CODES.flatMap((code) => read(code, 'figures.csv'))) {
      const printed = /[\d,]+(\.\d+)?/.exec(row['value_printed'] ?? '')?.[0].replaceAll(',', '')
      if (printed && row['value']) expect(Number(row['value'])).toBe(Number(printed))
    }
  })

  test('Cambridgeshire against the region in 2018: turnover worse, vacancy better, agency the same', () => {
    const at2018 = read('cambridgeshire', 'figures.csv').filter((row) => row['as_at'] === '2018-09-30')
    const value = (code: string, comparator: string) =>
      Number(
        at2018.find((row) => row['indicator_code'] === code && row['comparator'] === comparator)?.['value'],
      )
    expect([value('turnover', 'own'), value('turnover', 'region')]).toEqual([17.9, 14])
    expect([value('vacancy', 'own'), value('vacancy', 'region')]).toEqual([13.7, 16.6])
    expect([value('agency', 'own'), value('agency', 'region')]).toEqual([11.2, 11.2])
  })

  test('Cambridgeshire’s teams make 17 vacancies and 45 agency workers, and agree with the figures', () => {
    const teams = read('cambridgeshire', 'team-position.csv')
    expect(columns('cambridgeshire', 'team-position.csv')).toBe(
      'team,vacancies,agency_workers,permanent_filled_printed,agency_printed,as_at,note',
    )
    expect(teams).toHaveLength(5)
    expect(sum(teams, 'vacancies')).toBe(17)
    expect(sum(teams, 'agency_workers')).toBe(45)
    expect(json('cambridgeshire', 'team-position')['stated']).toEqual({
      vacancies: 17,
      permanentFilledPercent: 94.8,
      agencyPercent: 11,
    })
    const figures = read('cambridgeshire', 'figures.csv').filter((row) => row['as_at'] === '2019-11-20')
    for (const team of teams) {
      const printed = (code: string) =>
        figures.find((row) => row['scope'] === team['team'] && row['indicator_code'] === code)?.[
          'value_printed'
        ]
      expect(printed('vacancies')).toBe(team['vacancies'])
      expect(printed('agency-workers')).toBe(team['agency_workers'])
      expect(printed('permanent-filled')).toBe(team['permanent_filled_printed'])
      expect(printed('agency')).toBe(team['agency_printed'])
    }
  })
})

describe('headcounts', () => {
  const headcounts = read('nottingham-city', 'headcounts.csv')

  test('the exact groups of people in Nottingham City’s social care make 387', () => {
    const employees = headcounts.filter(
      (row) => row['sector'] === 'Social care' && row['unit'] === 'people' && row['precision'] === 'exact',
    )
    expect(employees).toHaveLength(6)
    expect(sum(employees, 'value')).toBe(387)
  })

  test('the 181 foster homes are households and the voluntary sector is organisations, at least 200', () => {
    expect(headcounts.filter((row) => row['unit'] === 'households').map((row) => row['value'])).toEqual([
      '181',
    ])
    const voluntary = headcounts.filter((row) => row['unit'] === 'organisations')
    expect(voluntary).toMatchObject([{ value: '200', precision: 'lower_bound', sector: 'Voluntary' }])
  })

  test.each(['nottingham-city', 'cambridgeshire'])(
    'in %s a headcount without a number is unknown',
    (code) => {
      for (const row of read(code, 'headcounts.csv')) {
        expect(row['value']).toMatch(row['precision'] === 'unknown' ? /^$/ : /^\d+$/)
        expect(PRECISIONS).toContain(row['precision'])
        expect(row).toMatchObject({ sector: /./, group: /./, unit: /./, source: /./, as_at: DATE })
      }
    },
  )
})

test.each([
  ['nottinghamshire', '891', 'East Midlands'],
  ['nottingham-city', '892', 'East Midlands'],
  ['cambridgeshire', '873', 'East of England'],
  ['north-tyneside', '392', 'North East'],
  ['richmond-upon-thames', '318', 'Outer London'],
])('%s is authority %s in %s, and its report can be inspected', (code, laNumber, region) => {
  expect(json(code, 'partnership')).toMatchObject({ code, laNumber, region })
  expect(json(code, 'board-paper')).toMatchObject({
    inspectionRight: { act: 'Local Government Act 1972', section: '100D' },
    corporatePriorities: { defaultSentence: /./ },
  })
})

function strategy(code: string): Row[] {
  return read(code, 'strategy.csv')
}

function read(code: string, file: string): Row[] {
  return parse(readFileSync(join(DATA, code, file)), { columns: true })
}

function columns(code: string, file: string): string | undefined {
  return readFileSync(join(DATA, code, file), 'utf8').split('\n')[0]
}

function json(code: string, name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(DATA, code, `${name}.json`), 'utf8'))
}

function list(cell: string | undefined): string[] {
  return cell ? cell.split(';') : []
}

function sum(rows: Row[], column: string): number {
  return rows.reduce((total, row) => total + Number(row[column]), 0)
}
