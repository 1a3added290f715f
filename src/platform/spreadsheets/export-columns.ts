/** What a table to be written out is made of: the same columns make a CSV file and a workbook. */
import { plainNumber } from './plain-number.ts'

export interface ExportColumn<Row> {
  header: string
  value(row: Row): string | number | null
  /**
   * How spreadsheet programs are to treat the values: `date` takes `'2026-09-30'`. Without it, numbers are
   * numbers and text is text.
   */
  kind?: 'text' | 'number' | 'integer' | 'date'
  /** In characters; without it, enough for the header and a usual value of its kind. For workbooks. */
  width?: number
}

export type ExportRows<Row> = Iterable<Row> | AsyncIterable<Row>

/** A value as text for CSV; numbers in full, never with an exponent, and nothing for one that is not finite. */
export function valueAsText(value: string | number | null): string {
  if (typeof value !== 'number') return value ?? ''
  return Number.isFinite(value) ? plainNumber(value) : ''
}
