import { cohorts } from '#partnership'
import { formatDate } from '#platform'
import { listPage } from '#web'
import { type AsAt, onDate, readAsAt } from './as-at.tsx'
import { complianceRate, statusWords, statuses } from './compliance.ts'
import { countsInWords, rateInWords } from './standing-words.ts'
import { StatusHelp, StatusTag } from './status-tag.tsx'
import {
  type TeamCompliance,
  type TeamLine,
  organisationOptions,
  requirementOptions,
  teamCompliance,
  teamOptions,
} from './team.queries.ts'

type Row = TeamLine & { address: string }

/** Who of the people I may see is compliant, due and overdue, on any date. */
export const teamPages = listPage<Row>({
  url: '/assurance/team',
  access: 'assurance.see',
  title: 'Compliance',
  noun: ['person', 'people'],
  intro: (
    <p class="govuk-body">
      People of whom something is required, those with the most pressing first. Ask for a date to come to see
      what falls due before then.
    </p>
  ),
  search: { label: 'Search people', hint: 'Part of a name or a reference' },
  filters: [
    { name: 'organisation', label: 'Organisation', options: organisationOptions },
    { name: 'team', label: 'Team', options: teamOptions },
    { name: 'requirement', label: 'Requirement', options: requirementOptions },
    {
      name: 'cohort',
      label: 'Cohort',
      options: async () => Object.entries(cohorts).map(([value, text]) => ({ value, text })),
    },
    {
      name: 'status',
      label: 'With at least one',
      options: async () => statuses.map((value) => ({ value, text: statusWords[value] })),
    },
    { name: 'asAt', label: 'As at', hint: 'A date, past or to come, such as 30/6/2027' },
  ],
  columns: [
    {
      key: 'name',
      header: 'Person',
      value: (row) => row.fullName,
      cell: (row, { link }) => (
        <a class="govuk-link" href={link(row.address)}>
          {row.fullName}
        </a>
      ),
      sortable: true,
    },
    { key: 'ref', header: 'Reference', value: (row) => row.ref, exportOnly: true },
    { key: 'places', header: 'Team', value: (row) => row.places },
    {
      key: 'worst',
      header: 'Most pressing',
      value: (row) => statusWords[row.worst],
      cell: (row) => <StatusTag status={row.worst} />,
      sortable: true,
    },
    ...statuses.map((status) => ({
      key: status,
      header: statusWords[status],
      value: (row: Row) => row.counts[status],
      // What is not the case of a person is left out, so that what is stands out, above all on a phone.
      cell: (row: Row) => row.counts[status] || null,
      kind: 'number' as const,
      sortable: status === 'overdue',
    })),
  ],
  sort: 'worst',

  async rows(ctx, ask) {
    const date = readAsAt(ask.filters['asAt'], ctx.today)
    const compliance = await teamCompliance(ctx, ask, date.asAt)
    const query = date.asAt === ctx.today ? '' : `?asAt=${date.asAt}`
    return {
      rows: compliance.rows.map((row) => ({ ...row, address: `/assurance/people/${row.id}${query}` })),
      total: compliance.total,
      above: <Summary {...compliance} {...date} today={ctx.today} />,
    }
  },

  empty: (
    <p class="govuk-body">
      Nothing is required of anyone whom you may see. Requirements say who must have which training or check;
      once there are some, everyone they bind is listed here with how they stand.
    </p>
  ),
  actions: [{ text: 'Requirements', href: '/assurance/requirements', access: 'assurance.see' }],
})

function Summary({ counts, people, asAt, problem, today }: TeamCompliance & AsAt & { today: string }) {
  const rate = complianceRate(counts)
  return (
    <>
      {problem ? (
        <p class="govuk-error-message">
          <span class="govuk-visually-hidden">Error:</span> {problem}. This is how it stands today.
        </p>
      ) : null}
      <h2 class="govuk-heading-m">
        {asAt === today ? `Today, ${formatDate(today)}` : `How it stands ${onDate(asAt, today)}`}
      </h2>
      {rate.denominator === 0 ? (
        <p class="govuk-body">
          {people === 0
            ? 'Nothing is required of anyone here.'
            : 'Everyone here is exempt, so there is no rate.'}
        </p>
      ) : (
        <p class="govuk-body">
          <strong>{rateInWords(rate)}</strong> of what is required of {people.toLocaleString('en-GB')}{' '}
          {people === 1 ? 'person' : 'people'} is met: {countsInWords(counts)}.
          {asAt > today ? ' That is how it would be if nothing more were done until then.' : ''}
        </p>
      )}
      <StatusHelp />
    </>
  )
}
