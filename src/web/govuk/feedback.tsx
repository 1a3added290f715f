import { classNames } from './class-names.ts'
import type { ContentWithChildren, HeadingLevel, Markup, Styled } from './props.ts'

export interface FeedbackProps extends ContentWithChildren, Styled {
  titleText?: string | undefined
  titleHtml?: Markup
  headingLevel?: HeadingLevel | undefined
}

export function Feedback(props: FeedbackProps) {
  const Heading = `h${props.headingLevel ?? 2}` as const
  const body = props.children ?? (props.html || (props.text && <p class="govuk-body">{props.text}</p>))
  return (
    <div class={classNames('govuk-feedback govuk-width-container', props.classes)} {...props.attributes}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <Heading class="govuk-feedback__title">{props.titleHtml || props.titleText}</Heading>
          {body && <div class="govuk-feedback__body">{body}</div>}
        </div>
      </div>
    </div>
  )
}
