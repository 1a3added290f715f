import { classNames } from './class-names.ts'
import { contentOf } from './content.ts'
import type { ContentWithChildren, Styled } from './props.ts'

export interface HintProps extends ContentWithChildren, Styled {
  id?: string | undefined
}

export const Hint = (props: HintProps) => (
  <div id={props.id} class={classNames('govuk-hint', props.classes)} {...props.attributes}>
    {contentOf(props)}
  </div>
)
