import { buffer } from 'node:stream/consumers'
import * as fc from 'fast-check'
import { writeXlsxStream } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { allRows, open, opened } from '../../../test/support/sheets.ts'
import { type ExportColumn, SheetRefused, isRefusal, writeCsv, writeXlsx } from './index.ts'

/** Text as nasty as people and other systems make it, without the control characters that CSV leaves out. */
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom(
      '"',
      "'",
      ',',
      ';',
      '\n',
      '\r',
      '\t',
      '=',
      '-',
      '+',
      '@',
      ' ',
      '_x0041_',
      '&',
      '<',
      ']]>',
      'é',
    ),
  }),
  fc.constantFrom('-5', '+5', '1E5', '00042', 'NULL', '30/09/2026', '\ufeffa', '￾'),
)

/** Tables whose first column says that the row is there, since a blank row is no row. */
const anyTable = fc
  .integer({ min: 1, max: 6 })
  .chain((width) => fc.array(fc.array(anyText, { minLength: width, maxLength: width }), { maxLength: 20 }))
  .map((rows) => rows.map((cells, index) => [`row ${index}`, ...cells]))

function columnsFor(rows: string[][]): ExportColumn<string[]>[] {
  const width = rows[0]?.length ?? 1
  return Array.from({ length: width }, (_, index) => ({
    header: `Column ${index}`,
    value: (cells) => cells[index] ?? null,
  }))
}

async function cellsIn(content: Buffer) {
  const rows = await allRows(await opened(content))
  expect(rows.flatMap(({ problems }) => problems)).toEqual([])
  expect(rows.map(({ row }) => row)).toEqual(rows.map((_, index) => index + 2))
  return rows.map(({ cells }) => cells)
}

test('any table comes back from CSV as it was', async () => {
  await fc.assert(
    fc.asyncProperty(anyTable, fc.boolean(), async (rows, byteOrderMark) => {
      const written = await buffer(writeCsv(columnsFor(rows), rows, { byteOrderMark }))
      expect(await cellsIn(written)).toEqual(rows)
    }),
  )
})

test('any table comes back from XLSX as it was', async () => {
  await fc.assert(
    fc.asyncProperty(anyTable, async (rows) => {
      const written = await buffer(writeXlsx('Table', columnsFor(rows), rows))
      expect(await cellsIn(written)).toEqual(rows)
    }),
    { numRuns: 50 },
  )
})

test('tables that another program wrote as XLSX are read as it wrote them, with shared text or without', async () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/[\p{Cc}]|_x[0-9a-f]{4}_/iu.test(text)),
    fc.integer().map(String),
  )
  const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 10 })
  await fc.assert(
    fc.asyncProperty(table, fc.boolean(), async (rows, inlineStrings) => {
      const header = ['a', 'b', 'c']
      const numbers = rows.map((cells) =>
        cells.map((text) => (/^-?\d+$/.test(text) && `${Number(text)}` === text ? Number(text) : text)),
      )
      const stream = writeXlsxStream([header, ...numbers], { name: 'Other', inlineStrings })
      const content = Buffer.from(await new Response(stream).arrayBuffer())
      const expected = rows.filter((cells) => cells.some((text) => text.trim() !== ''))
      expect((await allRows(await opened(content))).map(({ cells }) => cells)).toEqual(expected)
    }),
    { numRuns: 50 },
  )
})

/** Reads to the end: every way it may stop but a refusal is an error of ours. */
async function readToTheEnd(content: Buffer): Promise<'read' | 'refused'> {
  const sheet = await open(content)
  if (isRefusal(sheet)) return 'refused'
  try {
    for await (const { cells } of sheet.rows()) expect(cells).toHaveLength(sheet.header.length)
    return 'read'
  } catch (error) {
    if (error instanceof SheetRefused) return 'refused'
    throw error
  }
}

test('any bytes at all are rows or a refusal', async () => {
  const start = fc.constantFrom(
    '',
    'PK\x03\x04',
    '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
    '\xff\xfe',
    '\xfe\xff',
    'a,b\n',
    '<?xml',
  )
  await fc.assert(
    fc.asyncProperty(start, fc.uint8Array({ maxLength: 600 }), async (start, bytes) => {
      const content = Buffer.concat([Buffer.from(start, 'latin1'), bytes])
      expect(['read', 'refused']).toContain(await readToTheEnd(content))
    }),
    { numRuns: 300 },
  )
})

test('a workbook with bytes changed, lost or doubled is rows or a refusal', async () => {
  const rows = [
    ['1', 'Amina Khan'],
    ['2', 'Tom'],
  ]
  const good = await buffer(writeXlsx('People', columnsFor(rows), rows))
  const place = fc.nat(good.length - 1)
  const answers = new Set<string>()
  await fc.assert(
    fc.asyncProperty(
      place,
      place,
      fc.integer({ min: 0, max: 255 }),
      fc.constantFrom('change', 'lose', 'double'),
      async (from, to, byte, what) => {
        const [start, end] = from < to ? [from, to] : [to, from]
        const changed = Buffer.from(good)
        changed[start] = byte
        const content = {
          change: changed,
          lose: Buffer.concat([good.subarray(0, start), good.subarray(end)]),
          double: Buffer.concat([good.subarray(0, end), good.subarray(start)]),
        }[what]
        answers.add(await readToTheEnd(content))
      },
    ),
    { numRuns: 300 },
  )
  expect(answers).toEqual(new Set(['read', 'refused']))
})
