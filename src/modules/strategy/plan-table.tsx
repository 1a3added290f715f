import type { ComponentChildren } from 'preact'
import { formatShortDate } from '#platform'
import { Tag } from '#web'
import { type Rating, ratingColours, ratings } from './progress.ts'
import type { PlanAction } from './strategy.queries.ts'
import { explainTimescale, isPast } from './timescale.ts'

interface PriorityTableProps {
  priority: string
  actions: PlanAction[]
  lenses: string[]
  today: string
  link: (path: string) => string
}

/** The actions of one priority as printed; on a phone each stands by itself. */
export function PriorityTable({ priority, actions, lenses, today, link }: PriorityTableProps) {
  const hasLenses = lenses.length > 0
  return (
    <div class="ow-table-scroll" role="region" aria-label={priority} tabIndex={0}>
      {/* The roles are said, as a phone shows each row as a block, which makes browsers forget that it is a table. */}
      <table class="govuk-table ow-rows" role="table">
        <caption class="govuk-table__caption govuk-table__caption--m">{priority}</caption>
        <thead class="govuk-table__head" role="rowgroup">
          <tr class="govuk-table__row" role="row">
            {['Number', 'Action', 'Leads', 'Timescale', ...(hasLenses ? ['Ticked for'] : []), 'Progress'].map(
              (header) => (
                <th scope="col" role="columnheader" class="govuk-table__header">
                  {header}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody class="govuk-table__body" role="rowgroup">
          {actions.map((action) => (
            <tr class="govuk-table__row" role="row">
              <th scope="row" role="rowheader" class="govuk-table__header">
                {action.number}
              </th>
              <Cell label="Action">
                <a class="govuk-link" href={link(`/strategies/actions/${action.id}`)}>
                  {action.title}
                </a>
              </Cell>
              <Cell label="Leads">{action.leads.join('; ') || 'No lead named'}</Cell>
              <Cell label="Timescale">
                <TimescaleWords action={action} today={today} />
              </Cell>
              {hasLenses ? <Cell label="Ticked for">{action.lenses.join(', ') || 'Untagged'}</Cell> : null}
              <Cell label="Progress">
                <RatingTag rating={action.rating as Rating | null} reportedOn={action.reportedOn} />
              </Cell>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <td role="cell" data-label={label} class="govuk-table__cell">
      {children}
    </td>
  )
}

/** The timescale as printed, with what it means and whether it is past below it. */
export function TimescaleWords({ action, today }: { action: PlanAction; today: string }) {
  const timescale = {
    kind: action.timescaleKind as 'none',
    from: null,
    to: action.timescaleTo,
    repeatsEveryMonths: action.repeatsEveryMonths,
  }
  const meaning = explainTimescale(timescale)
  return (
    <>
      {action.timescale || 'None given'}
      {meaning ? <div class="govuk-hint govuk-!-margin-bottom-0">{meaning}</div> : null}
      {isPast(timescale, today) && action.rating !== 'done' ? (
        <div class="govuk-hint govuk-!-margin-bottom-0">Past its date</div>
      ) : null}
    </>
  )
}

/** The latest word on an action, and its day. */
export function RatingTag({ rating, reportedOn }: { rating: Rating | null; reportedOn: string | null }) {
  if (!rating) return <>Not reported</>
  return (
    <>
      <Tag classes={ratingColours[rating]}>{ratings[rating]}</Tag>
      {reportedOn ? (
        <div class="govuk-hint govuk-!-margin-bottom-0">{formatShortDate(reportedOn)}</div>
      ) : null}
    </>
  )
}
