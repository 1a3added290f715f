import { formatDate, dateInEngland } from '#platform'
import { listPage } from '#web'
import { type MatchLine, listMatches, matchStates } from './matches.queries.ts'

/** The list of likely duplicates, for somebody to decide on; and what was decided. */
export const matchesPages = listPage<MatchLine>({
  url: '/duplicates',
  access: 'workforce.manage',
  title: 'Likely duplicates',
  noun: ['pair', 'pairs'],
  intro: (
    <p class="govuk-body">
      Two records that may be one person’s. Nothing is merged by itself: someone looks at both and says. Until
      then both are counted.
    </p>
  ),
  search: { label: 'Search pairs', hint: 'Part of a name or a reference' },
  filters: [
    {
      name: 'state',
      label: 'Which',
      all: matchStates.open,
      options: async () =>
        Object.entries(matchStates)
          .filter(([value]) => value !== 'open')
          .map(([value, text]) => ({ value, text })),
    },
  ],
  columns: [
    {
      key: 'name',
      header: 'One record',
      value: (row) => described(row.name, row.ref),
      cell: (row, { link }) => (
        <a
          class="govuk-link"
          href={link(
            row.state === 'merged' || row.state === 'undone' ? `/merges/${row.id}` : `/duplicates/${row.id}`,
          )}
        >
          {described(row.name, row.ref)}
        </a>
      ),
      sortable: true,
    },
    { key: 'other', header: 'The other', value: (row) => described(row.otherName, row.otherRef) },
    { key: 'reasons', header: 'Why they may be one', value: (row) => row.reasons.join('; ') },
    { key: 'state', header: 'State', value: (row) => matchStates[row.state] },
    {
      key: 'at',
      header: 'Since',
      value: (row) => dateInEngland(row.at),
      cell: (row) => formatDate(dateInEngland(row.at)),
      kind: 'date',
      sortable: true,
    },
  ],
  sort: 'at',
  rows: listMatches,
  empty: (
    <p class="govuk-body">
      Nothing waits for you here. When a file brings in someone with the name and the date of birth, or the
      e-mail address, of a person who is in the register under another reference, the pair is put in this
      list.
    </p>
  ),
})

function described(name: string | null, ref: string | null): string {
  return name === null ? 'Someone in another organisation' : `${name} (${ref ?? ''})`
}
