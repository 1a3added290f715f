import { classNames } from './class-names.ts'
import { contentOf } from './content.ts'
import type { ContentWithChildren, Styled } from './props.ts'

export interface InsetTextProps extends ContentWithChildren, Styled {
  id?: string | undefined
}

export const InsetText = (props: InsetTextProps) => (
  <div id={props.id} class={classNames('govuk-inset-text', props.classes)} {...props.attributes}>
    {contentOf(props)}
  </div>
)
