/** A table that somebody made in a spreadsheet, whichever kind of file it came in, and what is wrong with it. */

/** One thing that stops a whole file from being read. This is what commands print; see `Refusal`. */
export interface RefusedItem {
  file: string
  /** The spreadsheet's row number, where one row is to blame. */
  row: number | null
  /** The column's heading, or its letter where there is none. */
  column: string | null
  /** A sentence for the person who has the file: what is wrong, and what to do. */
  reason: string
}

/** The answer for a file that cannot be read as rows at all. */
export interface Refusal {
  refused: RefusedItem[]
}

/** Something wrong with one cell, or with the whole row when there is no column: its cells have moved then. */
export interface CellProblem {
  column: string | null
  reason: string
}

export interface SheetRow {
  /** The row number that a spreadsheet program shows. Blank rows are left out, but still counted. */
  row: number
  /** One text for each heading, as people see it in the sheet; `''` where the cell is empty. */
  cells: string[]
  /** What could not be read in this row: problems of columns that nobody needs can be left alone. */
  problems: CellProblem[]
}

export interface Sheet {
  fileName: string
  format: 'csv' | 'xlsx'
  /** The name on the sheet's tab; null for CSV, which has none. */
  sheetName: string | null
  /** The headings, trimmed; `''` where a column has none. Without a header row they are A, B, C and so on. */
  header: string[]
  /** The row the headings are in; null when the file was said to have none. */
  headerRow: number | null
  /** Headings that more than one column has: a mapping that needs one of them cannot know which is meant. */
  duplicates: string[]
  /**
   * The rows under the header, read as they are asked for; each call starts again at the top.
   * Throws `SheetRefused` when the file turns out to be damaged, or larger than the limits, further down.
   */
  rows(): AsyncGenerator<SheetRow, void, undefined>
}

/** How much is read before a file is refused. */
export interface SheetLimits {
  rows: number
  columns: number
  /** The most characters in one cell. 32,767 is what Excel itself allows. */
  cellCharacters: number
  /** The file's size in bytes, and the size of what is packed inside it. */
  unpackedBytes: number
}

export const defaultLimits: SheetLimits = {
  rows: 1_000_000,
  columns: 500,
  cellCharacters: 32_767,
  unpackedBytes: 200 * 1024 * 1024,
}

/** Thrown while the rows are being read, with the answer to give. */
export class SheetRefused extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal.refused.map(({ reason }) => reason).join(' '))
    this.name = 'SheetRefused'
    this.refusal = refusal
  }
}

export function isRefusal(answer: Sheet | Refusal): answer is Refusal {
  return 'refused' in answer
}

/** What the readers throw inside this folder, before the file's name is put to it. */
export class Unreadable extends Error {
  readonly row: number | null
  readonly column: string | null

  constructor(reason: string, at: { row?: number; column?: string } = {}) {
    super(reason)
    this.row = at.row ?? null
    this.column = at.column ?? null
  }

  refusal(file: string): Refusal {
    return { refused: [{ file, row: this.row, column: this.column, reason: this.message }] }
  }
}

/** One row as a reader found it: its cells from column A on, and what could not be read, by column from 0. */
export interface RawRow {
  row: number
  cells: string[]
  problems: { index: number; reason: string }[]
}

/** A block of cells, rows counted from 1 and columns from 0, both ends included. */
export interface CellRange {
  top: number
  left: number
  bottom: number
  right: number
}

/** What a reader of one kind of file offers: its rows in bundles, as often as they are asked for. */
export interface RowSource {
  format: 'csv' | 'xlsx'
  sheetName: string | null
  mergedCells: CellRange[]
  rows(): AsyncGenerator<RawRow[], void, undefined>
}
