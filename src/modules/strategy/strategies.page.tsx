import { formatDate } from '#platform'
import { listPage } from '#web'
import { strategies } from './strategy.queries.ts'

/** The strategies of the partnership. */
export const strategiesPages = listPage({
  url: '/strategies',
  access: 'strategy.see',
  title: 'Strategies and action plans',
  noun: ['strategy', 'strategies'],
  search: { label: 'Search', hint: 'Title or code' },
  columns: [
    {
      key: 'title',
      header: 'Strategy',
      value: (row) => row.title,
      cell: (row, { link }) => (
        <a class="govuk-link" href={link(`/strategies/${row.id}`)}>
          {row.title}
        </a>
      ),
      sortable: true,
    },
    { key: 'code', header: 'Code', value: (row) => row.code },
    {
      key: 'started',
      header: 'Period',
      value: (row) =>
        row.startedOn
          ? `${formatDate(row.startedOn)} to ${row.endedOn ? formatDate(row.endedOn) : 'open'}`
          : '',
      sortable: true,
    },
    { key: 'priorities', header: 'Priorities', value: (row) => row.priorities, kind: 'number' },
    { key: 'actions', header: 'Actions', value: (row) => row.actions, kind: 'number' },
    { key: 'reported', header: 'Actions with a report', value: (row) => row.reported, kind: 'number' },
  ],
  sort: 'title',
  rows: strategies,
  actions: [
    { text: 'Bring in a plan from a table', href: '/imports/new/strategy', access: 'workforce.import' },
  ],
  empty: (
    <p class="govuk-body">
      There is no strategy yet. A plan that exists as a table in a document can be brought in as a
      spreadsheet: one row for each action, with its priority, leads, timescale and ticks.
    </p>
  ),
})
