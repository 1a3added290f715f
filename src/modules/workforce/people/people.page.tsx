import { formatDate } from '#platform'
import { listPage } from '#web'
import { bases } from '../engagements/engagement.ts'
import { sectorNames } from '../organisations/organisation.queries.ts'
import { type PersonLine, listPeople, organisationsWithPeople, roleNames } from './people.queries.ts'

/** The people whom the visitor may see. */
export const peoplePages = listPage<PersonLine>({
  url: '/people',
  access: 'workforce.see',
  title: 'People',
  noun: ['person', 'people'],
  intro: <p class="govuk-body">People with an engagement today, once each, among those you may see.</p>,
  search: { label: 'Search people', hint: 'Part of a name or a reference' },
  filters: [
    { name: 'organisation', label: 'Organisation', options: organisationsWithPeople },
    { name: 'role', label: 'Role', options: roleNames },
    {
      name: 'basis',
      label: 'Basis',
      options: async () => Object.entries(bases).map(([value, text]) => ({ value, text })),
    },
    { name: 'sector', label: 'Sector', options: sectorNames },
    {
      name: 'engaged',
      label: 'Engaged',
      all: 'Today',
      options: async () => [{ value: 'left', text: 'No longer, or not yet' }],
    },
  ],
  columns: [
    {
      key: 'name',
      header: 'Name',
      value: (row) => row.fullName,
      cell: (row, { link }) => (
        <a class="govuk-link" href={link(`/people/${row.id}`)}>
          {row.fullName}
        </a>
      ),
      sortable: true,
    },
    { key: 'ref', header: 'Reference', value: (row) => row.ref, sortable: true },
    {
      key: 'role',
      header: 'Role',
      value: (row) => row.role,
      cell: (row) => (row.others > 0 ? `${row.role} (and ${row.others} more)` : row.role),
    },
    { key: 'organisation', header: 'Organisation', value: (row) => row.organisation },
    { key: 'team', header: 'Team', value: (row) => row.team },
    { key: 'basis', header: 'Basis', value: (row) => bases[row.basis] },
    {
      key: 'since',
      header: 'Since',
      value: (row) => row.startedOn,
      cell: (row) => formatDate(row.startedOn),
      kind: 'date',
    },
    { key: 'ended', header: 'Ended on', value: (row) => row.endedOn, kind: 'date', exportOnly: true },
  ],
  sort: 'name',
  rows: listPeople,
  empty: (
    <p class="govuk-body">
      There is nobody here whom you may see. People come in from a file of your HR system or a partner’s list,
      and then their engagements: who does what, where, since when.
    </p>
  ),
  actions: [
    { text: 'Add a person', href: '/people/new', access: 'workforce.manage' },
    { text: 'Bring in people', href: '/imports/new/people', access: 'workforce.import' },
  ],
})
