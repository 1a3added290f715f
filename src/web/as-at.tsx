/** The date that a page speaks about: today unless another is asked for, past or future. */
import { z } from 'zod'
import { type LocalDate, formatDate, readDate } from '#platform'

/** For a page's `query`: the date as it was typed, if any. */
export const asAtQuery = z.object({ asAt: z.string().max(40).optional().catch(undefined) })

export interface AsAt {
  asAt: LocalDate
  /** What was typed and cannot be read as a date; the page then speaks about today. */
  problem?: string
}

export function readAsAt(written: string | undefined, today: LocalDate): AsAt {
  if (!written?.trim()) return { asAt: today }
  const reading = readDate(written)
  return 'problem' in reading ? { asAt: today, problem: reading.problem } : { asAt: reading.date }
}

/** "today" or "on 30 June 2027" */
export function onDate(asAt: LocalDate, today: LocalDate): string {
  return asAt === today ? 'today' : `on ${formatDate(asAt)}`
}

/** What a link adds to stay on the same date: nothing for today. */
export const asAtPart = (asAt: LocalDate, today: LocalDate): string => (asAt === today ? '' : `?asAt=${asAt}`)

/** Asks for another date, which a link can carry. */
export function AsAtForm({ action, asAt, problem, today }: AsAt & { action: string; today: LocalDate }) {
  return (
    <form method="get" action={action} class="ow-filters">
      <div class={`govuk-form-group ow-filters__field${problem ? ' govuk-form-group--error' : ''}`}>
        <label class="govuk-label" for="asAt">
          As at
        </label>
        <div id="asAt-hint" class="govuk-hint">
          A date, past or to come, such as 30/6/2027
        </div>
        {problem ? (
          <p id="asAt-error" class="govuk-error-message">
            <span class="govuk-visually-hidden">Error:</span> {problem}. This is how it stands today.
          </p>
        ) : null}
        <input
          class={`govuk-input${problem ? ' govuk-input--error' : ''}`}
          id="asAt"
          name="asAt"
          type="text"
          value={problem || asAt === today ? '' : formatDate(asAt)}
          aria-describedby={problem ? 'asAt-hint asAt-error' : 'asAt-hint'}
        />
      </div>
      <div class="ow-filters__buttons">
        <button class="govuk-button govuk-button--secondary" data-module="govuk-button">
          Show
        </button>
      </div>
    </form>
  )
}
