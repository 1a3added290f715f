/** Opens a spreadsheet that somebody gave us: finds out what it is, where its header is, and whether it can be read. */
import { columnLetters } from './cell-references.ts'
import { csvSource } from './csv-reader.ts'
import { type SheetFile, bytesOf } from './file-bytes.ts'
import { recogniseFile } from './recognise-file.ts'
import {
  type CellProblem,
  type CellRange,
  type RawRow,
  type Refusal,
  type RowSource,
  type Sheet,
  type SheetLimits,
  SheetRefused,
  type SheetRow,
  Unreadable,
  defaultLimits,
} from './sheet.ts'
import { xlsxSource } from './xlsx-reader.ts'

export interface OpenSheetOptions {
  /** False for files that have no header row, such as those of NHS organisation data. */
  header?: boolean
  /** The row that the headings are in, when it is not the first row with anything in it. */
  headerRow?: number
  limits?: Partial<SheetLimits>
}

interface Header {
  header: string[]
  headerRow: number | null
}

/** How many rows are looked at to count the columns of a file without a header. */
const rowsThatShowTheWidth = 200

/**
 * A sheet to read, or the reasons why this file cannot be read as rows. What the file contains decides what it
 * is, not its name. CSV is read in UTF-8, UTF-16 or Windows-1252; of a workbook, the first visible sheet.
 */
export async function openSheet(file: SheetFile, options: OpenSheetOptions = {}): Promise<Sheet | Refusal> {
  const limits = { ...defaultLimits, ...options.limits }
  try {
    const bytes = await bytesOf(file)
    const kind = await recogniseFile(bytes)
    const source =
      kind === 'zip' ? await xlsxSource(bytes, limits) : await csvSource(bytes, limits, options.headerRow)
    const found =
      options.header === false ? await lettersAsHeader(source) : await findHeader(source, options.headerRow)
    refuseMergedCells(source.mergedCells, found)
    return {
      fileName: file.fileName,
      format: source.format,
      sheetName: source.sheetName,
      ...found,
      duplicates: duplicatesIn(found.header),
      rows: () => rowsBelow(source, found, limits, file.fileName),
    }
  } catch (error) {
    if (error instanceof Unreadable) return error.refusal(file.fileName)
    throw error
  }
}

async function findHeader(source: RowSource, wanted: number | undefined): Promise<Header> {
  for await (const rows of source.rows()) {
    for (const raw of rows) {
      if (wanted === undefined ? isBlank(raw) : raw.row < wanted) continue
      if (wanted !== undefined && (raw.row > wanted || isBlank(raw))) throw noHeadings(wanted)
      const problem = raw.problems[0]
      if (problem)
        throw new Unreadable(problem.reason, { row: raw.row, column: columnLetters(problem.index) })
      return { header: headings(raw.cells), headerRow: raw.row }
    }
  }
  throw wanted === undefined ? new Unreadable('The file has no rows: not even a header.') : noHeadings(wanted)
}

function noHeadings(row: number): Unreadable {
  return new Unreadable(`Row ${row} has no headings. Say which row the headings are in.`, { row })
}

function headings(cells: string[]): string[] {
  const names = cells.map((cell) => cell.replace(/\s+/g, ' ').trim())
  return names.slice(0, names.findLastIndex((name) => name !== '') + 1)
}

async function lettersAsHeader(source: RowSource): Promise<Header> {
  let width = 0
  let rowsSeen = 0
  for await (const rows of source.rows()) {
    for (const raw of rows) if (!isBlank(raw)) width = Math.max(width, raw.cells.length)
    rowsSeen += rows.length
    if (rowsSeen >= rowsThatShowTheWidth) break
  }
  if (width === 0) throw new Unreadable('The file has no rows.')
  return { header: Array.from({ length: width }, (_, index) => columnLetters(index)), headerRow: null }
}

/** Merged cells leave all but one of their cells empty, so it is unclear which column or row a value is of. */
function refuseMergedCells(merges: CellRange[], { header, headerRow }: Header): void {
  for (const { top, left, bottom, right } of merges) {
    const inTheTable = left < header.length && bottom >= (headerRow ?? 1)
    const inHeader = headerRow !== null && top <= headerRow
    if (!inTheTable || (!inHeader && top === bottom)) continue
    const cells = `${columnLetters(left)}${top} to ${columnLetters(right)}${bottom}`
    throw new Unreadable(
      inHeader
        ? `The cells ${cells} in the header are merged. Unmerge them and give each column its own heading.`
        : `The cells ${cells} are merged, so it is unclear which row the value is of. Unmerge them and fill each one in.`,
      { row: Math.max(top, headerRow ?? top), column: columnLetters(left) },
    )
  }
}

async function* rowsBelow(
  source: RowSource,
  { header, headerRow }: Header,
  limits: SheetLimits,
  fileName: string,
): AsyncGenerator<SheetRow, void, undefined> {
  const firstRow = (headerRow ?? 0) + 1
  try {
    for await (const rows of source.rows()) {
      for (const raw of rows) {
        if (raw.row < firstRow) continue
        if (raw.row - firstRow >= limits.rows) {
          const most = limits.rows.toLocaleString('en-GB')
          throw new Unreadable(`The file has more than ${most} rows. Split it into smaller files.`, {
            row: raw.row,
          })
        }
        const row = fitted(raw, header, source.format)
        if (!isBlank(row)) yield row
      }
    }
  } catch (error) {
    throw error instanceof Unreadable ? new SheetRefused(error.refusal(fileName)) : error
  }
}

/** The row with one cell for each heading. */
function fitted({ row, cells, problems }: RawRow, header: string[], format: Sheet['format']): SheetRow {
  const fittedCells = Array.from({ length: header.length }, (_, index) => cells[index] ?? '')
  const found: CellProblem[] = problems
    .filter(({ index }) => index < header.length)
    .map(({ index, reason }) => ({ column: header[index] || columnLetters(index), reason }))
  // In CSV a value beyond the last heading means that a delimiter split a value, and all cells after it moved.
  if (format === 'csv' && cells.slice(header.length).some((cell) => cell.trim() !== '')) {
    const reason = `The row has ${cells.length} cells and the header ${header.length}. Put quotation marks around a value with a delimiter in it.`
    found.push({ column: null, reason })
  }
  return { row, cells: fittedCells, problems: found }
}

function isBlank({ cells, problems }: RawRow | SheetRow): boolean {
  return problems.length === 0 && cells.every((cell) => cell.trim() === '')
}

function duplicatesIn(header: string[]): string[] {
  const repeated = header.filter((name, index) => name !== '' && header.indexOf(name) !== index)
  return [...new Set(repeated)]
}
