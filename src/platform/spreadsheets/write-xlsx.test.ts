import { buffer } from 'node:stream/consumers'
import { readXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { allRows, opened } from '../../../test/support/sheets.ts'
import type { ExportColumn } from './export-columns.ts'
import { writeXlsx } from './write-xlsx.ts'
import { tidySheetName } from './xlsx-parts.ts'

interface Person {
  name: string
  fte: number | null
  startedOn: string | null
  places?: number
}

const columns: ExportColumn<Person>[] = [
  { header: 'Name', value: ({ name }) => name, width: 30 },
  { header: 'FTE', kind: 'number', value: ({ fte }) => fte },
  { header: 'Started on', kind: 'date', value: ({ startedOn }) => startedOn },
  { header: 'Places offered so far', kind: 'integer', value: ({ places }) => places ?? null },
]

const people: Person[] = [
  { name: 'Amina Khan', fte: 0.8, startedOn: '2026-09-30', places: 12 },
  { name: '=HYPERLINK("http://example.org")', fte: -1.5, startedOn: 'soon' },
  { name: 'Zoë <b>&"O\'Neil"', fte: null, startedOn: null },
  { name: '_x0041_ \r\n\x07 two ', fte: Number.NaN, startedOn: '1850-01-01', places: 1e21 },
]

async function seenByAnotherReader(sheetName = 'People') {
  const workbook = await readXlsx(await buffer(writeXlsx(sheetName, columns, people)), { readStyles: true })
  return workbook.sheets[0] ?? expect.unreachable('There is a sheet')
}

describe('another reader of workbooks finds', () => {
  test('numbers, dates and text, each as what it is', async () => {
    const { rows } = await seenByAnotherReader()
    expect(rows[0]).toEqual(['Name', 'FTE', 'Started on', 'Places offered so far'])
    expect(rows[1]).toEqual(['Amina Khan', 0.8, new Date('2026-09-30T00:00:00Z'), 12])
    expect(rows[2]?.slice(0, 3)).toEqual(['=HYPERLINK("http://example.org")', -1.5, 'soon'])
    expect(rows[3]?.[0]).toBe('Zoë <b>&"O\'Neil"')
    expect(rows[4]?.[0]).toBe('_x0041_ \r\n\x07 two ')
  })

  test('no formula in any cell', async () => {
    const { cells } = await seenByAnotherReader()
    const formulas = [...(cells ?? new Map()).values()].filter((cell: { formula?: string }) => cell.formula)
    expect(formulas).toEqual([])
  })

  test('a bold header that stays in view, with widths and filters', async () => {
    const sheet = await seenByAnotherReader()
    expect(sheet.cells?.get('0,0')?.style?.font?.bold).toBe(true)
    expect(sheet.cells?.get('1,0')?.style?.font?.bold).toBeFalsy()
    expect(sheet.freezePane).toMatchObject({ rows: 1 })
    expect(sheet.autoFilter).toMatchObject({ range: 'A1:D5' })
    expect(sheet.columns?.map(({ width }) => width)).toEqual([30, 10, 13, 24])
  })
})

test('our own reader finds the same table', async () => {
  const sheet = await opened(await buffer(writeXlsx('People', columns, people)))
  expect(sheet).toMatchObject({
    sheetName: 'People',
    header: columns.map(({ header }) => header),
    duplicates: [],
  })
  expect((await allRows(sheet)).map(({ cells }) => cells)).toEqual([
    ['Amina Khan', '0.8', '2026-09-30', '12'],
    ['=HYPERLINK("http://example.org")', '-1.5', 'soon', ''],
    ['Zoë <b>&"O\'Neil"', '', '', ''],
    ['_x0041_ \r\n\x07 two ', '', '1850-01-01', '1000000000000000000000'],
  ])
})

test('the same table makes the same bytes', async () => {
  const first = await buffer(writeXlsx('People', columns, people))
  expect(await buffer(writeXlsx('People', columns, people))).toEqual(first)
})

test('the title is in the properties of the document', async () => {
  const written = await buffer(writeXlsx('People', columns, people, { title: 'People & teams' }))
  expect((await readXlsx(written)).properties?.title).toBe('People & teams')
})

test.each([
  ['People', 'People'],
  ['People: all / 2026 [draft]?', 'People all 2026 draft'],
  ['Children’s social care workforce by team', 'Children’s social care workforc'],
  ["'Quoted'", 'Quoted'],
  ['History', 'Sheet1'],
  ['  ', 'Sheet1'],
  ['', 'Sheet1'],
])('the tab for %j says %j', (name, tab) => {
  expect(tidySheetName(name)).toBe(tab)
})

test('text longer than a cell can hold is cut where people can see it', async () => {
  const sheet = await opened(
    await buffer(writeXlsx('P', columns, [{ name: 'x'.repeat(40_000), fte: 1, startedOn: null }])),
  )
  const [row] = await allRows(sheet)
  expect(row?.cells[0]).toHaveLength(32_767)
  expect(row?.cells[0]).toMatch(/x…$/)
})

test('a failure half way is a failure of the file, not a short file', async () => {
  async function* failing() {
    yield* people
    await Promise.reject(new Error('The database went away'))
  }
  await expect(buffer(writeXlsx('People', columns, failing()))).rejects.toThrow('The database went away')
})
