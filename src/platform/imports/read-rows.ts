/** Turns the rows of a sheet into rows of canonical values, a batch at a time, so that memory stays flat. */
import { newId } from '../ids.ts'
import { columnIndex } from '../spreadsheets/cell-references.ts'
import { type RefusedItem, type Sheet, type SheetRow } from '../spreadsheets/index.ts'
import type { CellValue } from './column-types.ts'
import type { ImportColumn, ImportKind } from './import-kind.ts'
import { type Mapping, isConstant, mappedTo } from './mapping.ts'

/** A cell that could not be read, with its text as it was. */
export interface Unreadable {
  column: string | null
  reason: string
  text: string
}

export interface ReadRow {
  row: number
  newId: string
  /** By canonical column, for those that the file has; null where the cell is empty or could not be read. */
  cells: Record<string, CellValue | null>
  unreadable: Unreadable[]
}

/** Where each canonical column comes from in this sheet. */
export interface ColumnPlan {
  sources: { column: ImportColumn; from: { index: number; heading: string } | { always: string } }[]
  /** The canonical columns that the file has. */
  given: string[]
}

const BATCH = 2000

/** How to read this sheet, or why it cannot be read as this kind of import. */
export function planColumns(
  kind: ImportKind,
  sheet: Sheet,
  mapping: Mapping,
): ColumnPlan | { refused: RefusedItem[] } {
  const refused: RefusedItem[] = []
  const refuse = (column: string, reason: string) =>
    refused.push({ file: sheet.fileName, row: sheet.headerRow, column, reason })
  const sources: ColumnPlan['sources'] = []
  for (const column of kind.columns) {
    const to = mappedTo(mapping, column.name)
    if (to === undefined) {
      if (column.required) refuse(column.name, missing(kind, column, sheet))
    } else if (isConstant(to)) {
      const reading = readCell(column, to.always.trim())
      if ('problem' in reading) refuse(column.name, reading.problem)
      sources.push({ column, from: to })
    } else if (!sheet.header.includes(to)) {
      refuse(
        column.name,
        `The file has no column “${to}”. It has: ${sheet.header.filter(Boolean).join(', ')}`,
      )
    } else if (sheet.duplicates.includes(to)) {
      refuse(column.name, `More than one column is called “${to}”. Rename all but the one that is meant.`)
    } else {
      sources.push({ column, from: { index: sheet.header.indexOf(to), heading: to } })
    }
  }
  return refused.length > 0 ? { refused } : { sources, given: sources.map(({ column }) => column.name) }
}

/** Rows in batches. Throws `SheetRefused` when the file turns out to be damaged further down. */
export async function* readRows(sheet: Sheet, plan: ColumnPlan): AsyncGenerator<ReadRow[], void, undefined> {
  let batch: ReadRow[] = []
  for await (const row of sheet.rows()) {
    batch.push(readRow(row, plan))
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

function readRow({ row, cells, problems }: SheetRow, { sources }: ColumnPlan): ReadRow {
  const read: ReadRow = { row, newId: newId(), cells: {}, unreadable: [] }
  const used = new Set<string>()
  for (const { column, from } of sources) {
    const text = ('always' in from ? from.always : (cells[from.index] ?? '')).trim()
    const damage = 'always' in from ? undefined : problems.find((problem) => problem.column === from.heading)
    if (damage?.column) used.add(damage.column)
    const reading = damage ? { problem: damage.reason } : readCell(column, text)
    if ('problem' in reading) read.unreadable.push({ column: column.name, reason: reading.problem, text })
    read.cells[column.name] = 'problem' in reading ? null : reading.value
  }
  // A row whose cells have moved cannot be trusted in any column; a fault in a column that nobody asked for is no matter.
  for (const { column, reason } of problems)
    if (!used.has(column ?? '') && isOutsideHeader(column, cells.length))
      read.unreadable.push({ column, reason, text: '' })
  return read
}

function readCell(column: ImportColumn, text: string): { value: CellValue | null } | { problem: string } {
  if (text === '')
    return column.required
      ? { problem: `There is no ${column.name} in this row` }
      : { value: emptyOf(column) }
  return column.type.read(text)
}

/** What an empty cell of an optional column means: a fact that is not known, an empty list, or the usual value. */
export function emptyOf(column: ImportColumn): CellValue | null {
  return column.whenEmpty ?? (column.type.sql === 'text[]' ? [] : null)
}

function missing(kind: ImportKind, column: ImportColumn, sheet: Sheet): string {
  const shape = kind.shapes?.find((candidate) => candidate.recognise(sheet.header))
  return shape
    ? `The file has no column “${column.name}”. It looks like ${shape.title}: use its mapping, or bring it in on screen.`
    : `The file has no column “${column.name}”. Add it, or say which of your columns it is.`
}

/** Whether a sheet's problem is about the row as a whole: no column, or a cell beyond the last heading. */
function isOutsideHeader(column: string | null, width: number): boolean {
  return column === null || (/^[A-Z]{1,3}$/.test(column) && (columnIndex(column) ?? 0) >= width)
}
