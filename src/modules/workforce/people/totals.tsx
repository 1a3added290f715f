/** How many people of each cohort a list holds, and how much work that is. */
import { cohorts } from '#partnership'
import { type LocalDate, formatDate } from '#platform'
import type { AsAt } from '#web'
import type { CohortTotal } from './people.queries.ts'

interface Props {
  asAt: AsAt
  today: LocalDate
  cohorts: CohortTotal[] | null
}

export function Totals({ asAt: { asAt, problem }, today, cohorts: totals }: Props) {
  return (
    <>
      {problem ? (
        <p class="govuk-error-message">
          <span class="govuk-visually-hidden">Error:</span> {problem}. The list is of today.
        </p>
      ) : null}
      {asAt === today ? null : <p class="govuk-body">As it was, or will be, on {formatDate(asAt)}.</p>}
      {totals && totals.length > 0 ? (
        <>
          <ul class="govuk-list">
            {totals.map((total) => (
              <li>
                {cohorts[total.cohort]}: <strong>{total.people.toLocaleString('en-GB')}</strong>{' '}
                {total.people === 1 ? 'person' : 'people'}, {workInWords(total)}
              </li>
            ))}
          </ul>
          {totals.length > 1 ? (
            <p class="govuk-hint">Somebody in two cohorts counts in each, and once in the list.</p>
          ) : null}
        </>
      ) : null}
    </>
  )
}

function workInWords({ fte, fteNotKnown }: CohortTotal): string {
  const known = `${fte.toLocaleString('en-GB', { maximumFractionDigits: 1 })} full-time equivalent`
  if (fteNotKnown === 0) return known
  const engagements = fteNotKnown === 1 ? 'engagement whose' : 'engagements whose'
  return `${known} and ${fteNotKnown.toLocaleString('en-GB')} ${engagements} hours are not known`
}
