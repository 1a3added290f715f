import { formatDate } from '#platform'
import { listPage } from '#web'
import { dueInWords, scopeInWords, validityInWords } from './requirement.ts'
import { type Requirement, listRequirements } from './requirement.queries.ts'

/** Who must have what, by when and how often. */
export const requirementsPages = listPage<Requirement>({
  url: '/assurance/requirements',
  access: 'assurance.see',
  title: 'Requirements',
  noun: ['requirement', 'requirements'],
  intro: <p class="govuk-body">Who must have which training or check, by when, and how long it counts.</p>,
  search: { label: 'Search requirements', hint: 'Part of a title or a code' },
  filters: [
    {
      name: 'applies',
      label: 'Applies',
      options: async () => [
        { value: 'now', text: 'Today' },
        { value: 'not', text: 'Not today' },
      ],
    },
  ],
  columns: [
    {
      key: 'title',
      header: 'Requirement',
      value: (row) => row.title,
      cell: (row, { link }) => (
        <a class="govuk-link" href={link(`/assurance/requirements/${row.id}`)}>
          {row.title}
        </a>
      ),
      sortable: true,
    },
    { key: 'code', header: 'Code', value: (row) => row.code, sortable: true },
    { key: 'scope', header: 'Binds', value: (row) => scopeInWords(row), cell: (row) => scopeInWords(row, 4) },
    { key: 'due', header: 'Due', value: dueInWords },
    { key: 'valid', header: 'Counts for', value: validityInWords, exportOnly: true },
    {
      key: 'months',
      header: 'Months it counts',
      value: (row) => row.validForMonths,
      cell: (row) => row.validForMonths ?? 'For ever',
      kind: 'number',
    },
    {
      key: 'evidence',
      header: 'Met by any of',
      value: (row) => row.evidence.map(({ title }) => title).join('; '),
    },
    {
      key: 'from',
      header: 'From',
      value: (row) => row.appliesFrom,
      cell: (row) => formatDate(row.appliesFrom),
      kind: 'date',
      sortable: true,
    },
    { key: 'to', header: 'To', value: (row) => row.appliesTo, kind: 'date', exportOnly: true },
  ],
  sort: 'title',
  rows: listRequirements,
  empty: (
    <p class="govuk-body">
      There are no requirements yet. Each says whom it binds, what evidence meets it, how soon after starting
      and for how long. Add them one by one, or bring them in from a file.
    </p>
  ),
  actions: [
    { text: 'Add a requirement', href: '/assurance/requirements/new', access: 'assurance.manage' },
    { text: 'Bring in requirements', href: '/imports/new/requirements', access: 'workforce.import' },
  ],
})
