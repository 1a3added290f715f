import { formatMoment } from '#platform'
import { listPage } from '#web'
import { findKind } from './offered-imports.ts'
import { listSavedMappings } from './saved-mappings.ts'

type Line = Awaited<ReturnType<typeof listSavedMappings>>['rows'][number]

/** The systems whose columns are remembered. */
export const mappingsPages = listPage<Line>({
  url: '/imports/columns',
  access: 'workforce.import',
  title: 'Remembered columns',
  noun: ['system', 'systems'],
  intro: (
    <p class="govuk-body">
      Which column of a system’s files is which, under a name of your own. They are filled in the next time
      such a file comes, and files may come by a folder too.
    </p>
  ),
  search: { label: 'Search by name' },
  columns: [
    {
      key: 'name',
      header: 'Name',
      value: (row) => row.name,
      cell: (row, { link }) => (
        <a class="govuk-link" href={link(`/imports/columns/${row.id}`)}>
          {row.name}
        </a>
      ),
      sortable: true,
    },
    { key: 'kind', header: 'What its files hold', value: (row) => findKind(row.kind).title },
    {
      key: 'applies',
      header: 'A file in the folder',
      value: (row) => (row.applies ? 'is brought in' : 'waits to be looked through'),
    },
    { key: 'by', header: 'Saved by', value: (row) => row.savedByName },
    { key: 'at', header: 'Saved', value: (row) => formatMoment(row.savedAt) },
  ],
  sort: 'name',
  rows: listSavedMappings,
  empty: (
    <p class="govuk-body">
      Nothing is remembered yet. When you say which column of a file is which, give the system a name at the
      bottom of that page.
    </p>
  ),
})
