import { printNumber } from '#platform'
import { listPage, onDate, readAsAt } from '#web'
import { organisationsWithPeople, roleNames } from '../people/people.queries.ts'
import { type EstablishmentLine, establishmentOn, groupings } from './establishment.queries.ts'
import { type Establishment, vacancyRate } from './vacancy.ts'

const fte = (value: number) => printNumber(value, 1)

/** What is funded, filled and vacant on any date, by team and role. */
export const establishmentPages = listPage<EstablishmentLine>({
  url: '/vacancies',
  access: 'workforce.see',
  title: 'Vacancies',
  noun: ['group of posts', 'groups of posts'],
  intro: (
    <p class="govuk-body">
      A vacancy is what is funded and not filled by employees of that role in that team. Nobody enters it: it
      follows from posts and engagements, on any date. In full-time equivalents.
    </p>
  ),
  filters: [
    {
      name: 'by',
      label: 'Add up by',
      all: 'Team and role',
      options: async () => Object.entries(groupings).map(([value, text]) => ({ value, text })),
    },
    { name: 'organisation', label: 'Organisation', options: organisationsWithPeople },
    { name: 'role', label: 'Role', options: roleNames },
    { name: 'vacant', label: 'Show', options: async () => [{ value: 'yes', text: 'Only with a vacancy' }] },
    { name: 'asAt', label: 'On another date', hint: 'For example, 30 9 2026' },
  ],
  columns: [
    { key: 'organisation', header: 'Organisation', value: (row) => row.organisation, sortable: true },
    { key: 'team', header: 'Team', value: (row) => row.team, sortable: true },
    { key: 'role', header: 'Role', value: (row) => row.role, sortable: true },
    { key: 'posts', header: 'Posts', value: (row) => row.posts, kind: 'number' },
    {
      key: 'funded',
      header: 'Funded',
      value: (row) => row.funded,
      cell: (row) => fte(row.funded),
      kind: 'number',
      sortable: true,
    },
    {
      key: 'filled',
      header: 'Filled',
      value: (row) => row.filled,
      cell: (row) => fte(row.filled),
      kind: 'number',
    },
    {
      key: 'vacant',
      header: 'Vacant',
      value: (row) => row.vacant,
      cell: (row) => <strong>{fte(row.vacant)}</strong>,
      kind: 'number',
      sortable: true,
    },
    {
      key: 'agency',
      header: 'Agency',
      value: (row) => row.agency,
      cell: (row) => fte(row.agency),
      kind: 'number',
    },
    { key: 'over', header: 'Over', value: (row) => row.over, kind: 'number', exportOnly: true },
    {
      key: 'notKnown',
      header: 'Employees of unknown hours',
      value: (row) => row.notKnown,
      exportOnly: true,
      kind: 'number',
    },
  ],
  sort: '-vacant',
  async rows(ctx, ask) {
    const { asAt, problem } = readAsAt(ask.filters['asAt'], ctx.today)
    const { rows, total, all } = await establishmentOn(ctx, ask, asAt)
    return {
      rows,
      total,
      above: <Totals all={all} on={onDate(asAt, ctx.today)} problem={problem} link={ctx.link} />,
    }
  },
  empty: (
    <p class="govuk-body">
      There are no posts yet. A post is a funded place for a role in a team, filled or not. Bring them in from
      your establishment list, or add them one by one: what is funded and not filled then shows here.
    </p>
  ),
  actions: [
    { text: 'Add a post', href: '/posts/new', access: 'workforce.manage' },
    { text: 'Bring in posts', href: '/imports/new/posts', access: 'workforce.import' },
  ],
})

interface Props {
  all: Establishment
  /** "today" or "on 30 June 2027" */
  on: string
  problem: string | undefined
  link: (path: string) => string
}

function Totals({ all, on, problem, link }: Props) {
  const rate = vacancyRate(all)
  return (
    <>
      {problem ? (
        <p class="govuk-error-message">
          <span class="govuk-visually-hidden">Error:</span> {problem}. The figures are of today.
        </p>
      ) : null}
      <p class="govuk-body">
        <strong>{fte(all.vacant)}</strong> vacant {on}, of {fte(all.funded)} funded in{' '}
        <a class="govuk-link" href={link('/posts')}>
          {all.posts.toLocaleString('en-GB')} {all.posts === 1 ? 'post' : 'posts'}
        </a>
        ; {fte(all.filled)} filled by employees, {fte(all.agency)} worked by agency.
        {rate === null
          ? ''
          : ` Vacancy rate ${printNumber(rate * 100, 1)}%: ${fte(all.vacant)} of ${fte(all.vacant + all.filled)} vacant or filled.`}
        {all.over > 0 ? ` ${fte(all.over)} filled beyond what is funded.` : ''}
        {all.notKnown > 0
          ? ` The hours of ${all.notKnown.toLocaleString('en-GB')} ${all.notKnown === 1 ? 'employee are' : 'employees are'} not known and not counted as filling anything.`
          : ''}
      </p>
    </>
  )
}
