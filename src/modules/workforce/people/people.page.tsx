import { cohorts } from '#partnership'
import { formatDate } from '#platform'
import { listPage } from '#web'
import { bases, payStatuses } from '../engagements/engagement.ts'
import { sectorNames } from '../organisations/organisation.queries.ts'
import { type PersonLine, listPeople, organisationsWithPeople, roleNames } from './people.queries.ts'
import { ages, hours, rings } from './scope.ts'
import { Totals } from './totals.tsx'

const itemsOf = (list: Record<string, string>) =>
  Object.entries(list).map(([value, text]) => ({ value, text }))

/** The people whom the visitor may see. */
export const peoplePages = listPage<PersonLine>({
  url: '/people',
  access: 'workforce.see',
  title: 'People',
  noun: ['person', 'people'],
  intro: (
    <p class="govuk-body">
      People with an engagement today, or on the date you choose, once each, among those you may see.
    </p>
  ),
  search: { label: 'Search people', hint: 'The beginning of a name or a reference' },
  filters: [
    { name: 'organisation', label: 'Organisation', options: organisationsWithPeople },
    { name: 'role', label: 'Role', options: roleNames },
    {
      name: 'basis',
      label: 'Basis',
      options: async () => itemsOf(bases),
    },
    { name: 'sector', label: 'Sector', options: sectorNames },
    { name: 'cohort', label: 'Cohort', options: async () => itemsOf(cohorts) },
    { name: 'ring', label: 'Core or wider', options: async () => itemsOf(rings) },
    { name: 'pay', label: 'Paid or unpaid', options: async () => itemsOf(payStatuses) },
    { name: 'hours', label: 'Full or part time', options: async () => itemsOf(hours) },
    { name: 'ages', label: 'Works with', options: async () => itemsOf(ages) },
    { name: 'asAt', label: 'On another date', hint: 'For example, 30 9 2026' },
    {
      name: 'engaged',
      label: 'Engaged',
      all: 'On the date',
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
    { key: 'cohort', header: 'Cohort', value: (row) => cohorts[row.cohort], exportOnly: true },
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
  async rows(ctx, ask) {
    const { rows, total, asAt, cohorts } = await listPeople(ctx, ask)
    return { rows, total, above: <Totals asAt={asAt} today={ctx.today} cohorts={cohorts} /> }
  },
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
