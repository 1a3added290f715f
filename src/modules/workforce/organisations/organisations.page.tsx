import { FreshnessTag, freshnesses, organisationKinds } from '#partnership'
import { formatDate } from '#platform'
import { listPage } from '#web'
import {
  type OrganisationLine,
  listOrganisations,
  localityNames,
  sectorNames,
} from './organisation.queries.ts'

/** The organisations of the partnership. */
export const organisationsPages = listPage<OrganisationLine>({
  url: '/organisations',
  access: 'partnership.see',
  title: 'Organisations',
  noun: ['organisation', 'organisations'],
  search: { label: 'Search organisations', hint: 'Name, reference, URN or ODS code' },
  filters: [
    {
      name: 'kind',
      label: 'Kind',
      options: async () => Object.entries(organisationKinds).map(([value, text]) => ({ value, text })),
    },
    { name: 'sector', label: 'Sector', options: sectorNames },
    { name: 'locality', label: 'Locality', options: localityNames },
    {
      name: 'open',
      label: 'Open or closed',
      options: async () => [
        { value: 'open', text: 'Open' },
        { value: 'closed', text: 'Closed' },
      ],
    },
    {
      name: 'contacts',
      label: 'Contacts',
      options: async () => [
        ...Object.entries(freshnesses).map(([value, text]) => ({ value, text })),
        { value: 'none', text: 'No contact' },
      ],
    },
  ],
  columns: [
    {
      key: 'name',
      header: 'Name',
      value: (row) => row.name,
      cell: (row, { link }) => (
        <a class="govuk-link" href={link(`/organisations/${row.id}`)}>
          {row.name}
        </a>
      ),
      sortable: true,
    },
    { key: 'ref', header: 'Reference', value: (row) => row.ref, sortable: true },
    { key: 'kind', header: 'Kind', value: (row) => organisationKinds[row.kind] },
    { key: 'sector', header: 'Sector', value: (row) => row.sector, sortable: true },
    { key: 'locality', header: 'Locality', value: (row) => row.locality, sortable: true },
    { key: 'opened', header: 'Opened on', value: (row) => row.openedOn, kind: 'date', exportOnly: true },
    {
      key: 'closed',
      header: 'Closed on',
      value: (row) => row.closedOn,
      cell: (row) => (row.closedOn ? formatDate(row.closedOn) : ''),
      kind: 'date',
    },
    {
      key: 'contacts',
      header: 'Contacts',
      value: (row) => (row.contacts ? freshnesses[row.contacts] : 'No contact'),
      cell: (row) => (row.contacts ? <FreshnessTag freshness={row.contacts} /> : 'No contact'),
    },
  ],
  sort: 'name',
  rows: listOrganisations,
  empty: (
    <p class="govuk-body">
      There are no organisations yet: the council, its partners, schools, nurseries and charities whose people
      work with children. They come in from a file; a list of schools or GP practices can be used as it is
      published.
    </p>
  ),
  actions: [
    { text: 'Add an organisation', href: '/organisations/new', access: 'partnership.manage' },
    { text: 'Bring in organisations', href: '/imports/new/organisations', access: 'workforce.import' },
  ],
})
