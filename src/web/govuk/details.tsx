import { classNames } from './class-names.ts'
import { contentOf } from './content.ts'
import type { ContentWithChildren, Markup, Styled } from './props.ts'

export interface DetailsProps extends ContentWithChildren, Styled {
  summaryText?: string | undefined
  summaryHtml?: Markup
  id?: string | undefined
  open?: boolean | undefined
}

export const Details = (props: DetailsProps) => (
  <details
    id={props.id}
    class={classNames('govuk-details', props.classes)}
    {...props.attributes}
    open={props.open}
  >
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">{props.summaryHtml || props.summaryText}</span>
    </summary>
    <div class="govuk-details__text">{contentOf(props)}</div>
  </details>
)
