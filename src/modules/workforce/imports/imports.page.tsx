import { formatDate, formatMoment } from '#platform'
import { listPage } from '#web'
import { type ImportState, importStates } from './import.ts'
import { type ImportLine, listImports } from './imports.queries.ts'
import { importsOffered } from './offered-imports.ts'

/** Every file that was brought in, or begun. */
export const importsPages = listPage<ImportLine>({
  url: '/imports',
  access: 'workforce.import',
  title: 'Imports',
  noun: ['import', 'imports'],
  intro: (
    <p class="govuk-body">
      Files of organisations, people and records that were brought in. Each is checked first and changes
      nothing until you say so.
    </p>
  ),
  search: { label: 'Search by file name' },
  filters: [
    {
      name: 'kind',
      label: 'What it holds',
      options: async () => importsOffered().map(({ name, title }) => ({ value: name, text: title })),
    },
    {
      name: 'state',
      label: 'State',
      options: async () => Object.entries(importStates).map(([value, text]) => ({ value, text })),
    },
  ],
  columns: [
    {
      key: 'file',
      header: 'File',
      value: (row) => row.fileName,
      cell: (row, { link }) => (
        <a class="govuk-link" href={link(`/imports/${row.id}`)}>
          {row.fileName}
        </a>
      ),
      sortable: true,
    },
    { key: 'kind', header: 'What it holds', value: (row) => titleOf(row.kind) },
    { key: 'state', header: 'State', value: (row) => importStates[row.state as ImportState] },
    { key: 'rows', header: 'Rows', value: (row) => row.rowCount, kind: 'number', sortable: true },
    { key: 'created', header: 'New', value: (row) => row.createdCount, kind: 'number' },
    { key: 'changed', header: 'Changed', value: (row) => row.changedCount, kind: 'number' },
    { key: 'unchanged', header: 'The same', value: (row) => row.unchangedCount, kind: 'number' },
    { key: 'rejected', header: 'Rejected', value: (row) => row.rejectedCount, kind: 'number' },
    {
      key: 'as-at',
      header: 'As at',
      value: (row) => row.asAt,
      kind: 'date',
      cell: (row) => formatDate(row.asAt),
    },
    { key: 'by', header: 'By', value: (row) => row.requestedByName },
    { key: 'requested', header: 'When', value: (row) => formatMoment(row.requestedAt), sortable: true },
  ],
  sort: '-requested',
  rows: listImports,
  empty: (
    <>
      <p class="govuk-body">
        Nothing has been brought in yet. Begin with organisations: a list of schools or GP practices can be
        used as it is published. Then bring in people, and then their engagements.
      </p>
      <p class="govuk-body">
        Every file is checked before anything changes, and the same file twice changes nothing.
      </p>
    </>
  ),
  actions: [
    { text: 'Bring in a file', href: '/imports/new', access: 'workforce.import' },
    { text: 'Add them together', href: '/imports/totals', access: 'workforce.import' },
    { text: 'Remembered columns', href: '/imports/columns', access: 'workforce.import' },
  ],
})

function titleOf(kind: string): string {
  return importsOffered().find((one) => one.name === kind)?.title ?? kind
}
