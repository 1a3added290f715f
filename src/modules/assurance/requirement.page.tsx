import { z } from 'zod'
import { formatDate } from '#platform'
import { BackLink, SummaryList, type SummaryRow, mayOpen, page } from '#web'
import { BarChart } from '#web/charts/index'
import { AsAtForm, asAtQuery, onDate, readAsAt } from './as-at.tsx'
import { type StatusCounts, complianceRate, statusWords, statuses } from './compliance.ts'
import { type LatePerson, countsOf, findRequirement, overdueFor } from './requirement.queries.ts'
import {
  dueInWords,
  evidenceInWords,
  graceInWords,
  periodInWords,
  scopeInWords,
  validityInWords,
  warningInWords,
} from './requirement.ts'
import { rateInWords } from './standing-words.ts'
import { StatusHelp } from './status-tag.tsx'

const mostNames = 50

/** One requirement: what it asks of whom, where that comes from, and how those whom the visitor may see stand. */
export const requirementPage = page({
  url: '/assurance/requirements/:requirementId',
  access: 'assurance.see',
  params: z.object({ requirementId: z.uuid() }),
  query: asAtQuery,

  async show(ctx, { requirementId }, query) {
    const date = readAsAt(query.asAt, ctx.today)
    const requirement = await findRequirement(ctx, requirementId)
    const counts = await countsOf(ctx, requirementId, date.asAt)
    const overdue = counts.overdue > 0 ? await overdueFor(ctx, requirementId, date.asAt, mostNames) : []
    return { title: requirement.title, requirement, date, counts, overdue }
  },

  view: ({ title, requirement, date, counts, overdue, today, visitor, link }) => (
    <>
      <BackLink href={link('/assurance/requirements')} text="Requirements" />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <span class="govuk-caption-l">{requirement.code}</span>
          <h1 class="govuk-heading-l">{title}</h1>
          <SummaryList
            rows={[
              fact('Binds', scopeInWords(requirement)),
              fact('Met by any of', requirement.evidence.map(evidenceInWords).join(', ')),
              fact('Due', dueInWords(requirement)),
              fact('Counts for', validityInWords(requirement)),
              fact('Due soon', warningInWords(requirement)),
              fact('Grace', graceInWords(requirement)),
              fact('Applies', periodInWords(requirement)),
              fact('Source', requirement.source ?? 'Not said'),
            ]}
          />
          {mayOpen('assurance.manage', visitor) ? (
            <p class="govuk-body">
              <a class="govuk-link" href={link(`/assurance/requirements/${requirement.id}/edit`)}>
                Change this requirement
              </a>
            </p>
          ) : null}
          <h2 class="govuk-heading-m">How people stand {onDate(date.asAt, today)}</h2>
          <AsAtForm action={link(`/assurance/requirements/${requirement.id}`)} {...date} today={today} />
          <Standing counts={counts} when={onDate(date.asAt, today)} />
          {overdue.length > 0 ? (
            <>
              <h2 class="govuk-heading-m">Overdue</h2>
              <Overdue people={overdue} total={counts.overdue} asAt={date.asAt} link={link} />
              <p class="govuk-body">
                <a
                  class="govuk-link"
                  href={link(
                    `/assurance/team?requirement=${requirement.id}&status=overdue&asAt=${date.asAt}`,
                  )}
                >
                  All who are overdue, to search, sort and save
                </a>
              </p>
            </>
          ) : null}
          <StatusHelp />
        </div>
      </div>
    </>
  ),
})

function Standing({ counts, when }: { counts: StatusCounts; when: string }) {
  const rate = complianceRate(counts)
  if (statuses.every((status) => counts[status] === 0))
    return <p class="govuk-body">It binds nobody whom you may see {when}.</p>
  return (
    <>
      <p class="govuk-body">
        {rate.denominator === 0
          ? 'Everyone it binds is exempt, so there is no rate.'
          : `Compliance: ${rateInWords(rate)} of the people it binds and you may see.`}
      </p>
      <BarChart
        id="standing"
        title={`How people stand ${when}`}
        unit="people"
        rowHeading="Status"
        rows={statuses.map((status) => statusWords[status])}
        series={[
          { label: 'Number', values: statuses.map((status) => ({ value: counts[status], decimals: 0 })) },
        ]}
        table="open"
      />
    </>
  )
}

interface OverdueProps {
  people: LatePerson[]
  total: number
  asAt: string
  link: (path: string) => string
}

function Overdue({ people, total, asAt, link }: OverdueProps) {
  return (
    <>
      {total > people.length ? (
        <p class="govuk-body">
          The {people.length} who have been overdue longest, of {total.toLocaleString('en-GB')}.
        </p>
      ) : null}
      <ul class="govuk-list">
        {people.map(({ id, fullName, dueOn }) => (
          <li>
            <a class="govuk-link" href={link(`/assurance/people/${id}?asAt=${asAt}`)}>
              {fullName}
            </a>
            , since {formatDate(dueOn)}
          </li>
        ))}
      </ul>
    </>
  )
}

function fact(key: string, value: string): SummaryRow {
  return { key: { text: key }, value: { text: value } }
}
