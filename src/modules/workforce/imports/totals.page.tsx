import { sql } from 'kysely'
import { formatDate, readDate } from '#platform'
import type { Context } from '#platform'
import { type Ask, listPage } from '#web'
import { importsOffered } from './offered-imports.ts'

interface Totals {
  kind: string
  title: string
  files: number
  rows: number
  created: number
  changed: number
  unchanged: number
  rejected: number
  /** How many the register holds now; null for what it does not count. */
  held: number | null
}

/** All that was brought in since a day, added together and compared with what the register holds: the end of a move. */
export const totalsPages = listPage<Totals>({
  url: '/imports/totals',
  access: 'workforce.import',
  title: 'Imports added together',
  noun: ['kind of record', 'kinds of record'],
  intro: (
    <p class="govuk-body">
      Every row of every file is new, changed, the same or rejected, so these add up to the rows of the files.
      A row that was rejected, mended and sent again is counted in both files. New ones and what was there
      before make what the register holds now, unless something was added or removed otherwise.
    </p>
  ),
  filters: [{ name: 'since', label: 'Brought in since', hint: 'For example, 30 9 2026. Empty: ever' }],
  columns: [
    { key: 'title', header: 'What', value: (row) => row.title },
    { key: 'files', header: 'Files', value: (row) => row.files, kind: 'number' },
    { key: 'rows', header: 'Rows in the files', value: (row) => row.rows, kind: 'number' },
    { key: 'created', header: 'New', value: (row) => row.created, kind: 'number' },
    { key: 'changed', header: 'Changed', value: (row) => row.changed, kind: 'number' },
    { key: 'unchanged', header: 'The same', value: (row) => row.unchanged, kind: 'number' },
    { key: 'rejected', header: 'Rejected', value: (row) => row.rejected, kind: 'number' },
    {
      key: 'adds-up',
      header: 'Adds up',
      value: ({ rows, created, changed, unchanged, rejected }) => {
        const missing = rows - created - changed - unchanged - rejected
        return missing === 0 ? 'Yes' : `No: ${missing} rows are not accounted for`
      },
    },
    { key: 'held', header: 'In the register now', value: (row) => row.held, kind: 'number' },
    {
      key: 'otherwise',
      header: 'Not from these files',
      value: (row) => (row.held === null ? null : row.held - row.created),
      kind: 'number',
    },
  ],
  sort: 'title',
  rows: totals,
  empty: (
    <p class="govuk-body">Nothing has been brought in yet. When files are, they are added together here.</p>
  ),
})

async function totals(ctx: Context, ask: Ask) {
  const since = readDate(ask.filters['since'] ?? '')
  const from = 'date' in since ? since.date : null
  const { rows } = await sql<Omit<Totals, 'title' | 'held'>>`
    select kind, count(*) as files, sum(row_count) as rows, sum(created_count) as created, sum(changed_count) as changed,
      sum(unchanged_count) as unchanged, sum(rejected_count) as rejected
    from imports
    where state = 'applied' and (${from}::date is null or finished_at >= (${from}::date)::timestamp at time zone 'Europe/London')
    group by kind`.execute(ctx.db)
  const found: Totals[] = []
  for (const kind of importsOffered()) {
    const sums = rows.find((one) => one.kind === kind.name)
    if (sums) found.push({ ...sums, title: kind.title, held: (await kind.inRegister?.(ctx)) ?? null })
  }
  return {
    rows: found,
    total: found.length,
    above: from ? <p class="govuk-body">Files that were brought in since {formatDate(from)}.</p> : null,
  }
}
