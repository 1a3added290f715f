import { formatShortDate } from '#platform'
import { Tag, listPage } from '#web'
import { isReviewOverdue, lawfulBases, sharings, standingOf } from './agreement.ts'
import { type AgreementLine, listAgreements } from './agreement.queries.ts'
import { standingInWords } from './agreement.page.tsx'

/** The register of sharing agreements: who shares what, on which basis, and which are to be reviewed. */
export const agreementsPages = listPage<AgreementLine & { standing: string; isOverdue: boolean }>({
  url: '/sharing/agreements',
  access: 'partnership.see',
  title: 'Sharing agreements',
  noun: ['agreement', 'agreements'],
  intro: (
    <p class="govuk-body">
      What organisations share with the authority, why, and until when. An organisation that keeps its own
      register shares people by name only while an agreement here says so.
    </p>
  ),
  search: { label: 'Search agreements', hint: 'Part of a title, a purpose or an organisation’s name' },
  filters: [
    {
      name: 'when',
      label: 'Standing',
      options: async () => [
        { value: 'in-force', text: 'In force today' },
        { value: 'review', text: 'Review overdue' },
        { value: 'ended', text: 'Ended' },
      ],
    },
    {
      name: 'shares',
      label: 'What is shared',
      options: async () => Object.entries(sharings).map(([value, text]) => ({ value, text })),
    },
  ],
  columns: [
    {
      key: 'title',
      header: 'Agreement',
      value: (row) => row.title,
      cell: (row, { link }) => (
        <a class="govuk-link" href={link(`/sharing/agreements/${row.id}`)}>
          {row.title}
        </a>
      ),
      sortable: true,
    },
    { key: 'shares', header: 'What is shared', value: (row) => sharings[row.shares] },
    { key: 'organisations', header: 'Organisations', kind: 'number', value: (row) => row.organisations },
    { key: 'basis', header: 'Lawful basis', value: (row) => lawfulBases[row.lawfulBasis] },
    { key: 'purpose', header: 'Purpose', value: (row) => row.purpose, exportOnly: true },
    {
      key: 'from',
      header: 'From',
      kind: 'date',
      value: (row) => row.startedOn,
      cell: (row) => formatShortDate(row.startedOn),
      sortable: true,
    },
    {
      key: 'to',
      header: 'To',
      kind: 'date',
      value: (row) => row.endedOn,
      cell: (row) => (row.endedOn ? formatShortDate(row.endedOn) : 'Open'),
    },
    { key: 'standing', header: 'Standing', value: (row) => standingInWords(row.standing) },
    {
      key: 'review',
      header: 'To be reviewed by',
      kind: 'date',
      value: (row) => row.reviewOn,
      cell: (row) => (
        <>
          {formatShortDate(row.reviewOn)}{' '}
          {row.isOverdue ? <Tag text="Overdue" classes="govuk-tag--red" /> : null}
        </>
      ),
      sortable: true,
    },
    {
      key: 'reviewed',
      header: 'Reviewed',
      kind: 'date',
      value: (row) => row.reviewedOn,
      exportOnly: true,
    },
    { key: 'document', header: 'Document', value: (row) => row.documentRef, exportOnly: true },
  ],
  sort: 'title',
  async rows(ctx, ask) {
    const { rows, total } = await listAgreements(ctx, ask)
    const said = rows.map((row) => ({
      ...row,
      standing: standingOf(row, ctx.today),
      isOverdue: isReviewOverdue(row, ctx.today),
    }))
    return { rows: said, total }
  },
  empty: (
    <p class="govuk-body">
      There are no agreements yet. While there are none, organisations that keep their own register share
      totals only. Add an agreement with its purpose, lawful basis and first day.
    </p>
  ),
  actions: [{ text: 'Add an agreement', href: '/sharing/agreements/new', access: 'sharing.manage' }],
})
