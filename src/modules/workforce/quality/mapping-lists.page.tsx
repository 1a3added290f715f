import { formatDate } from '#platform'
import { listPage, mayOpen } from '#web'
import { sectorChoices } from '../counts/headcount.queries.ts'
import { answers } from './mapping-round.ts'
import {
  type RequestLine,
  type RoundLine,
  listRequests,
  listRounds,
  roundChoices,
} from './mapping-round.queries.ts'

/** The rounds in which the workforce was and is mapped. */
export const roundsPages = listPage<RoundLine>({
  url: '/quality/rounds',
  access: 'workforce.see',
  title: 'Mapping rounds',
  noun: ['round', 'rounds'],
  intro: (
    <p class="govuk-body">
      In a round, organisations are asked whether the register has all their people, and somebody is looked
      for who knows the groups that nobody has counted.
    </p>
  ),
  columns: [
    {
      key: 'title',
      header: 'Round',
      value: (row) => row.title,
      cell: (row, { link }) => (
        <a class="govuk-link" href={link(`/quality/rounds/${row.id}`)}>
          {row.title}
        </a>
      ),
      sortable: true,
    },
    { key: 'opened', header: 'Opened', value: (row) => formatDate(row.openedOn) },
    { key: 'due', header: 'Due', value: (row) => formatDate(row.dueOn), sortable: true },
    {
      key: 'closed',
      header: 'Closed',
      value: (row) => (row.closedOn ? formatDate(row.closedOn) : 'Open'),
    },
    {
      key: 'answered',
      header: 'Answered',
      value: (row) => `${row.answered} of ${row.requests}`,
    },
  ],
  sort: '-due',
  rows: listRounds,
  empty: (
    <p class="govuk-body">
      There has been no round yet. Once a year is usual: open one, choose the sectors, and every organisation
      in them is asked. Reminders go out by themselves.
    </p>
  ),
  actions: [{ text: 'Open a round', href: '/quality/rounds/new', access: 'workforce.manage' }],
})

/** Everyone who was asked in rounds, with the answer. */
export const requestsPages = listPage<RequestLine & { mayAnswer: boolean }>({
  url: '/quality/requests',
  access: 'workforce.see',
  title: 'Asked in mapping rounds',
  noun: ['request', 'requests'],
  search: { label: 'Search', hint: 'Organisation, group or contact' },
  filters: [
    { name: 'round', label: 'Round', options: roundChoices },
    { name: 'sector', label: 'Sector', options: sectorChoices },
    {
      name: 'state',
      label: 'Answer',
      options: async () => Object.entries(answers).map(([value, text]) => ({ value, text })),
    },
  ],
  columns: [
    {
      key: 'who',
      header: 'Organisation or group',
      value: (row) => row.who,
      cell: (row, { link }) =>
        row.mayAnswer ? (
          <a class="govuk-link" href={link(`/quality/requests/${row.id}`)}>
            {row.who}
          </a>
        ) : (
          row.who
        ),
      sortable: true,
    },
    { key: 'round', header: 'Round', value: (row) => row.round },
    { key: 'sector', header: 'Sector', value: (row) => row.sector, sortable: true },
    {
      key: 'due',
      header: 'Due',
      value: (row) => formatDate(row.dueOn),
      sortable: true,
    },
    { key: 'state', header: 'Answer', value: (row) => answers[row.state] },
    {
      key: 'answered',
      header: 'Answered',
      value: (row) => (row.answeredOn ? formatDate(row.answeredOn) : ''),
    },
    {
      key: 'contact',
      header: 'Whom to ask',
      value: (row) => [row.contactName, row.contactEmail].filter(Boolean).join(', ') || 'Nobody yet',
    },
    {
      key: 'reminded',
      header: 'Reminded',
      value: (row) => (row.remindedOn ? formatDate(row.remindedOn) : ''),
    },
  ],
  sort: 'who',
  async rows(ctx, ask) {
    const { rows, total } = await listRequests(ctx, ask)
    const mayAnswer = mayOpen('workforce.manage', ctx.visitor)
    return { rows: rows.map((row) => ({ ...row, mayAnswer })), total }
  },
  empty: (
    <p class="govuk-body">
      Nobody has been asked yet. When a round is opened, its organisations and groups are listed here.
    </p>
  ),
})
