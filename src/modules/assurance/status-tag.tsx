import { Tag } from '#web'
import { type ComplianceStatus, statusMeanings, statusWords, statuses } from './compliance.ts'

const colours: Record<ComplianceStatus, string> = {
  overdue: 'red',
  in_grace: 'orange',
  due_soon: 'yellow',
  not_yet_due: 'blue',
  met: 'green',
  exempt: 'grey',
}

/** The status as a coloured tag; the words say it too. */
export const StatusTag = ({ status }: { status: ComplianceStatus }) => (
  <Tag text={statusWords[status]} classes={`govuk-tag--${colours[status]} ow-nowrap`} />
)

/** What each status means, for whoever asks. */
export const StatusHelp = () => (
  <details class="govuk-details">
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">What the words mean</span>
    </summary>
    <div class="govuk-details__text">
      <dl class="govuk-summary-list govuk-summary-list--no-border">
        {statuses.map((status) => (
          <div class="govuk-summary-list__row">
            <dt class="govuk-summary-list__key">{statusWords[status]}</dt>
            <dd class="govuk-summary-list__value">{statusMeanings[status]}</dd>
          </div>
        ))}
      </dl>
      <p class="govuk-body">
        The rate counts those who have what they must, due soon or not, out of everyone the requirement binds,
        less those who are exempt.
      </p>
    </div>
  </details>
)
