import { formatDate, printNumber } from '#platform'
import { listPage, readAsAt } from '#web'
import { type HouseholdLine, householdsOn, listHouseholds } from './household.queries.ts'

/** Foster caring households: how many there are, how many carers are in them, and each of them. */
export const householdsPages = listPage<HouseholdLine>({
  url: '/households',
  access: 'workforce.see',
  title: 'Foster caring households',
  noun: ['household', 'households'],
  intro: (
    <p class="govuk-body">
      A household has one or two carers. Households and carers are different units: both are counted, and
      never added to each other.
    </p>
  ),
  search: { label: 'Search households', hint: 'Reference or the name of a carer' },
  filters: [
    { name: 'asAt', label: 'As at', hint: 'A date, such as 31/3/2025. Today when left empty' },
    {
      name: 'state',
      label: 'Caring or stopped',
      all: 'Caring on that date',
      options: async () => [{ value: 'ended', text: 'Stopped before that date' }],
    },
  ],
  columns: [
    {
      key: 'ref',
      header: 'Reference',
      value: (row) => row.ref,
      cell: (row, { link }) => (
        <a class="govuk-link" href={link(`/households/${row.id}`)}>
          {row.ref}
        </a>
      ),
      sortable: true,
    },
    { key: 'carers', header: 'Carers', value: (row) => row.carers ?? 'Nobody', sortable: true },
    {
      key: 'count',
      header: 'Number of carers',
      value: (row) => row.carerCount,
      kind: 'number',
      exportOnly: true,
    },
    { key: 'service', header: 'Fostering service', value: (row) => row.service },
    {
      key: 'started',
      header: 'Since',
      value: (row) => row.startedOn,
      cell: (row) => formatDate(row.startedOn),
      kind: 'date',
      sortable: true,
    },
    {
      key: 'ended',
      header: 'Until',
      value: (row) => row.endedOn,
      cell: (row) => (row.endedOn ? formatDate(row.endedOn) : ''),
      kind: 'date',
    },
  ],
  sort: 'ref',
  async rows(ctx, ask) {
    const { asAt, problem } = readAsAt(ask.filters['asAt'], ctx.today)
    const counts = await householdsOn(ctx, asAt)
    const number = (value: number) => printNumber(value, 0)
    const { households, carers, withTwo } = counts
    return {
      ...(await listHouseholds(ctx, ask, asAt)),
      above: (
        <>
          {problem ? <p class="govuk-error-message">{problem}. This is how it stands today.</p> : null}
          <p class="govuk-body">
            {asAt === ctx.today ? 'Today' : `On ${formatDate(asAt)}`}: {number(households)}{' '}
            {households === 1 ? 'household' : 'households'} with {number(carers)}{' '}
            {carers === 1 ? 'carer' : 'carers'}; {number(withTwo)} of {number(households)} have two.
          </p>
        </>
      ),
    }
  },
  empty: (
    <p class="govuk-body">
      There are no foster caring households yet. Bring in the carers first, with the basis “foster carer”;
      then put one or two of them together as a household.
    </p>
  ),
  actions: [{ text: 'Add a household', href: '/households/new', access: 'workforce.manage' }],
})
