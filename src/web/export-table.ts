import { type ExportColumn, writeCsv, writeXlsx } from '#platform/spreadsheets/index'
import type { Download } from './page.ts'

export type Cell = string | number | null

/** Rows as a file that opens safely in spreadsheet programs. */
export function exportTable<Row>(
  title: string,
  columns: readonly ExportColumn<Row>[],
  rows: Iterable<Row> | AsyncIterable<Row>,
  format: 'csv' | 'xlsx',
): Download {
  const name = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
  return format === 'csv'
    ? { fileName: `${name}.csv`, contentType: 'text/csv; charset=utf-8', body: writeCsv(columns, rows) }
    : {
        fileName: `${name}.xlsx`,
        contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        body: writeXlsx(title, columns, rows),
      }
}
