import { classNames } from './class-names.ts'
import { contentOf } from './content.ts'
import type { ContentWithChildren, Styled } from './props.ts'

export interface ErrorMessageProps extends ContentWithChildren, Styled {
  id?: string | undefined
  /** Said before the message to people who listen to it: "Error" unless given; empty for nothing. */
  visuallyHiddenText?: string | undefined
}

export function ErrorMessage(props: ErrorMessageProps) {
  const { visuallyHiddenText = 'Error' } = props
  return (
    <p id={props.id} class={classNames('govuk-error-message', props.classes)} {...props.attributes}>
      {visuallyHiddenText && (
        <>
          <span class="govuk-visually-hidden">{visuallyHiddenText}:</span>{' '}
        </>
      )}
      {contentOf(props)}
    </p>
  )
}
