import { listPage } from '#web'
import { type Contact, freshnesses, purposes } from './contact.ts'
import { countContacts, listContacts } from './contact.queries.ts'
import { FreshnessTag, confirmedInWords } from './freshness-tag.tsx'

const optionsOf = (words: Record<string, string>) =>
  Object.entries(words).map(([value, text]) => ({ value, text }))

/** Every contact of every organisation, how fresh each is, and whom to call. */
export const contactsPages = listPage<Contact>({
  url: '/contacts',
  access: 'partnership.manage',
  title: 'Contacts',
  noun: ['contact', 'contacts'],
  intro: (
    <p class="govuk-body">
      Everyone is asked once a year whether their details are still right. Those whom mail does not reach, or
      who did not answer in four weeks, are on the list to call.
    </p>
  ),
  search: { label: 'Search contacts', hint: 'Name, job, e-mail address or organisation' },
  filters: [
    {
      name: 'state',
      label: 'Details',
      options: async () => [...optionsOf(freshnesses), { value: 'call', text: 'On the list to call' }],
    },
    { name: 'purpose', label: 'Contact for', options: async () => optionsOf(purposes) },
  ],
  columns: [
    {
      key: 'name',
      header: 'Contact',
      value: (row) => row.name,
      cell: (row, { link }) => (
        <a class="govuk-link" href={link(`/contacts/${row.id}`)}>
          {row.name}
        </a>
      ),
      sortable: true,
    },
    { key: 'job', header: 'Job', value: (row) => row.job, exportOnly: true },
    { key: 'organisation', header: 'Organisation', value: (row) => row.organisation, sortable: true },
    { key: 'purpose', header: 'Contact for', value: (row) => purposes[row.purpose] },
    { key: 'phone', header: 'Telephone', value: (row) => row.phone },
    { key: 'email', header: 'E-mail', value: (row) => row.email, exportOnly: true },
    {
      key: 'confirmed',
      header: 'Last confirmed',
      value: (row) => row.confirmedOn,
      cell: (row) => confirmedInWords(row),
      kind: 'date',
      sortable: true,
    },
    {
      key: 'state',
      header: 'Details',
      value: (row) => freshnesses[row.freshness],
      cell: (row) => <FreshnessTag freshness={row.freshness} />,
    },
  ],
  sort: 'organisation',
  async rows(ctx, ask) {
    const counts = await countContacts(ctx)
    return {
      ...(await listContacts(ctx, ask)),
      above:
        counts.contacts === 0 ? null : (
          <p class="govuk-body">
            {counts.confirmed.toLocaleString('en-GB')} of {counts.contacts.toLocaleString('en-GB')} contacts
            confirmed their details in the last 11 months; {counts.toCall.toLocaleString('en-GB')} to call.
          </p>
        ),
    }
  },
  empty: (
    <p class="govuk-body">
      There are no contacts yet. Open an organisation and add whom to ask for there: for training, for
      safeguarding, for returns.
    </p>
  ),
  actions: [
    { text: 'Write to those who are due', href: '/contacts/ask', access: 'partnership.manage' },
    { text: 'Corrections to decide on', href: '/contacts/suggestions', access: 'partnership.manage' },
  ],
})
