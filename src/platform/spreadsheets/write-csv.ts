/** Writes a table as CSV that every spreadsheet program opens as it is meant, without running anything in it. */
import { Readable } from 'node:stream'
import { withFormulaGuard } from './csv-formula-guard.ts'
import { type ExportColumn, type ExportRows, valueAsText } from './export-columns.ts'

export interface WriteCsvOptions {
  /** Excel takes UTF-8 for another encoding without the mark; other programs may not expect it. On by default. */
  byteOrderMark?: boolean
}

const chunkCharacters = 64 * 1024

/** The table as bytes of UTF-8 with CRLF line endings, made as they are read. */
export function writeCsv<Row>(
  columns: readonly ExportColumn<Row>[],
  rows: ExportRows<Row>,
  { byteOrderMark = true }: WriteCsvOptions = {},
): Readable {
  return Readable.from(csvBytes(columns, rows, byteOrderMark), { objectMode: false })
}

async function* csvBytes<Row>(
  columns: readonly ExportColumn<Row>[],
  rows: ExportRows<Row>,
  byteOrderMark: boolean,
) {
  let text = (byteOrderMark ? '\ufeff' : '') + line(columns.map(({ header }) => csvCell(header)))
  for await (const row of rows) {
    text += line(columns.map((column) => csvCell(column.value(row))))
    if (text.length >= chunkCharacters) {
      yield Buffer.from(text)
      text = ''
    }
  }
  yield Buffer.from(text)
}

/** A line with nothing on it would be taken for no row at all, so an only, empty cell is written as `""`. */
function line(cells: string[]): string {
  return `${cells.length === 1 && cells[0] === '' ? '""' : cells.join(',')}\r\n`
}

/** One cell as CSV. Numbers stay numbers, also negative ones; text that looks like a formula is guarded. */
function csvCell(value: string | number | null): string {
  // Control characters cannot be seen, and would make the file look as if it were not text.
  // oxlint-disable-next-line no-control-regex -- finding them is the purpose
  const text = valueAsText(value).replace(/[\0-\x08\x0e-\x1f]/g, '')
  const safe = typeof value === 'number' ? text : withFormulaGuard(text)
  return /[",;\t\r\n]|^ | $/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
