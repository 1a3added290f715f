import { classNames } from './class-names.ts'
import { contentOf } from './content.ts'
import type { ContentWithChildren, Styled } from './props.ts'

export interface TagProps extends ContentWithChildren, Styled {}

export const Tag = (props: TagProps) => (
  <strong class={classNames('govuk-tag', props.classes)} {...props.attributes}>
    {contentOf(props)}
  </strong>
)
