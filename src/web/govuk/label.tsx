import { classNames } from './class-names.ts'
import { contentOf } from './content.ts'
import type { ContentWithChildren, Styled } from './props.ts'

export interface LabelProps extends ContentWithChildren, Styled {
  /** The id of the control that this labels. */
  for?: string | undefined
  /** Puts the label inside the page's only h1, for pages that ask one question. */
  isPageHeading?: boolean | undefined
}

export function Label(props: LabelProps) {
  const content = contentOf(props)
  if (!content) return null
  const label = (
    <label class={classNames('govuk-label', props.classes)} for={props.for} {...props.attributes}>
      {content}
    </label>
  )
  return props.isPageHeading ? <h1 class="govuk-label-wrapper">{label}</h1> : label
}
