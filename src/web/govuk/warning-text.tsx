import { classNames } from './class-names.ts'
import { contentOf } from './content.ts'
import type { ContentWithChildren, Styled } from './props.ts'

export interface WarningTextProps extends ContentWithChildren, Styled {
  /** Said in place of the sign to people who listen to it: "Warning" unless given. */
  iconFallbackText?: string | undefined
}

export const WarningText = (props: WarningTextProps) => (
  <div class={classNames('govuk-warning-text', props.classes)} {...props.attributes}>
    <span class="govuk-warning-text__icon" aria-hidden="true">
      !
    </span>{' '}
    <strong class="govuk-warning-text__text">
      <span class="govuk-visually-hidden">{props.iconFallbackText || 'Warning'}</span> {contentOf(props)}
    </strong>
  </div>
)
