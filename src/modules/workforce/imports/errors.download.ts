import { z } from 'zod'
import { record } from '#platform'
import { writeCell } from '#platform/imports/index'
import { writeCsv } from '#platform/spreadsheets/index'
import { download } from '#web'
import { type RejectedRow, findImport, rejectedRows } from './imports.queries.ts'
import { findKind } from './offered-imports.ts'

/**
 * The rejected rows with the canonical columns, as they were, and why: to be corrected and brought in again. The
 * column `reason` is no canonical one, so it is left alone then.
 */
export const errorsDownload = download({
  url: '/imports/:importId/errors',
  access: 'workforce.import',
  params: z.object({ importId: z.uuid() }),
  async send(ctx, { importId }) {
    const asked = await findImport(ctx, importId)
    const rows = await rejectedRows(ctx, importId)
    await record(
      ctx,
      'exported',
      { type: 'import', id: importId },
      { list: 'Rejected rows', rows: rows.length },
    )
    // Columns that the file did not have stay away: an empty cell would clear the fact.
    const given = findKind(asked.kind).columns.filter(({ name }) => rows.some(({ cells }) => name in cells))
    const columns = [
      ...given.map(({ name }) => ({ header: name, value: (row: RejectedRow) => asItWas(row, name) })),
      { header: 'row', value: (row: RejectedRow) => row.rowNumber },
      { header: 'reason', value: reasons },
    ]
    const name = asked.fileName.replace(/\.[^.]*$/, '')
    return {
      fileName: `${name} rejected rows.csv`,
      contentType: 'text/csv; charset=utf-8',
      body: writeCsv(columns, rows),
    }
  },
})

function asItWas({ cells, unreadable }: RejectedRow, column: string): string {
  return unreadable.find((one) => one.column === column)?.text ?? writeCell(cells[column])
}

function reasons({ unreadable, problems }: RejectedRow): string {
  return [...unreadable, ...problems]
    .map(({ column, reason }) => (column ? `${column}: ${reason}` : reason))
    .join('; ')
}
