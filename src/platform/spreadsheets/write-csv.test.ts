import { buffer, text } from 'node:stream/consumers'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { rowsOf } from '../../../test/support/sheets.ts'
import type { ExportColumn } from './export-columns.ts'
import { writeCsv } from './write-csv.ts'

interface Person {
  name: string
  fte: number | null
  startedOn: string | null
}

const columns: ExportColumn<Person>[] = [
  { header: 'Name, in full', value: ({ name }) => name },
  { header: 'FTE', kind: 'number', value: ({ fte }) => fte },
  { header: 'Started', kind: 'date', value: ({ startedOn }) => startedOn },
]

const amina = { name: 'Amina Khan', fte: 0.8, startedOn: '2026-09-30' }

function namesWritten(...names: string[]) {
  const column: ExportColumn<string> = { header: 'Name', value: (name) => name }
  return text(writeCsv([column], names, { byteOrderMark: false }))
}

test('a table is written with its header, in UTF-8 that Excel recognises', async () => {
  const rows = [amina, { name: 'Zoë “Z” O\'Neil\n"Duty"', fte: null, startedOn: null }]
  const written = await buffer(writeCsv(columns, rows))
  expect(written.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
  expect(written.toString().slice(1)).toBe(
    '"Name, in full",FTE,Started\r\nAmina Khan,0.8,2026-09-30\r\n"Zoë “Z” O\'Neil\n""Duty""",,\r\n',
  )
})

test('other programs can have it without the mark', async () => {
  expect(await text(writeCsv(columns, [], { byteOrderMark: false }))).toBe('"Name, in full",FTE,Started\r\n')
})

describe('nothing in a cell runs when a spreadsheet program opens it', () => {
  test.each([
    '=HYPERLINK("http://example.org","Click")',
    '+44 161 912 2000',
    "-2+3+cmd|' /C calc'!A0",
    '@SUM(1+1)',
    '\t=1+1',
    '\r=1+1',
    '\n=1+1',
    '＝1+1',
    '-',
    "'=1+1",
  ])('%j is guarded, and read back as it was', async (name) => {
    const written = await namesWritten(name)
    const [, [cell = '']] = parse(written) as [string[], string[]]
    expect(cell).toBe(`'${name}`)
    expect(await rowsOf(written)).toEqual([[2, name]])
  })

  test('a separator of another country does not start a new cell', async () => {
    expect(await namesWritten('a;=1+1')).toBe('Name\r\n"a;=1+1"\r\n')
  })

  test('numbers stay numbers, also negative ones', async () => {
    const column: ExportColumn<string | number | null> = { header: 'Change', value: (value) => value }
    const values = [-5, 1e21, -1e-7, 0, Number.NaN, '-5.25', '1250', null]
    expect((await text(writeCsv([column], values, { byteOrderMark: false }))).split('\r\n')).toEqual([
      'Change',
      '-5',
      '1000000000000000000000',
      '-0.0000001',
      '0',
      '""',
      '-5.25',
      '1250',
      '""',
      '',
    ])
  })
})

test('control characters, which nobody can see, are left out', async () => {
  expect(await namesWritten('Am\0in\x07a')).toBe('Name\r\nAmina\r\n')
})

test('rows are asked for only as the file is taken', async () => {
  let made = 0
  function* people() {
    for (;;) {
      made += 1
      yield amina
    }
  }
  const file = writeCsv(columns, people())
  for await (const _ of file) break
  expect(made).toBeGreaterThan(0)
  expect(file.destroyed).toBe(true)
})

test('a failure half way is a failure of the file, not a short file', async () => {
  async function* people() {
    yield await Promise.resolve(amina)
    throw new Error('The database went away')
  }
  await expect(text(writeCsv(columns, people()))).rejects.toThrow('The database went away')
})
