import { formatMoment, dateInEngland } from '#platform'
import { Tag, listPage } from '#web'
import { type Correctable, type CorrectionState, correctable, correctionStates } from './correction.ts'

interface CorrectionLine {
  id: string
  fullName: string
  field: Correctable
  wanted: string
  state: CorrectionState
  askedAt: Date
}

/** What people asked to have corrected, for whoever keeps their records. */
export const correctionsPages = listPage<CorrectionLine>({
  url: '/corrections',
  access: 'workforce.manage',
  title: 'Corrections asked for',
  noun: ['request', 'requests'],
  intro: <p class="govuk-body">What people say is wrong in their record. Put it right, or say why not.</p>,
  filters: [
    {
      name: 'state',
      label: 'State',
      options: async () => Object.entries(correctionStates).map(([value, text]) => ({ value, text })),
    },
  ],
  columns: [
    {
      key: 'person',
      header: 'Person',
      value: (row) => row.fullName,
      cell: (row, { link }) => (
        <a class="govuk-link" href={link(`/corrections/${row.id}`)}>
          {row.fullName}
        </a>
      ),
      sortable: true,
    },
    { key: 'field', header: 'What is wrong', value: (row) => correctable[row.field] },
    { key: 'wanted', header: 'What it should say', value: (row) => row.wanted },
    {
      key: 'asked',
      header: 'Asked',
      kind: 'date',
      value: (row) => dateInEngland(row.askedAt),
      cell: (row) => formatMoment(row.askedAt),
      sortable: true,
    },
    {
      key: 'state',
      header: 'State',
      value: (row) => correctionStates[row.state],
      cell: (row) => <Tag text={correctionStates[row.state]} />,
    },
  ],
  sort: '-asked',
  async rows(ctx, ask) {
    const all = ctx.db
      .selectFrom('correctionRequests as c')
      .innerJoin('people as p', 'p.id', 'c.personId')
      .$if(Boolean(ask.filters['state']), (query) => query.where('c.state', '=', ask.filters['state']!))
    const { total } = await all
      .select((select) => select.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
    const rows = await all
      .select(['c.id', 'p.fullName', 'c.field', 'c.wanted', 'c.state', 'c.askedAt'])
      .orderBy(ask.sort === 'person' ? 'p.familyName' : 'c.askedAt', ask.descending ? 'desc' : 'asc')
      .orderBy('c.id')
      .limit(ask.limit)
      .offset(ask.offset)
      .execute()
    return { rows: rows as CorrectionLine[], total }
  },
  empty: (
    <p class="govuk-body">
      Nobody has asked for a correction. People see what is held about them under “My record”, and ask from
      there.
    </p>
  ),
})
