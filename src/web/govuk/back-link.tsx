import { classNames } from './class-names.ts'
import { contentOf } from './content.ts'
import type { ContentWithChildren, Styled } from './props.ts'

export interface BackLinkProps extends ContentWithChildren, Styled {
  href?: string | undefined
}

export const BackLink = (props: BackLinkProps) => (
  <a href={props.href || '#'} class={classNames('govuk-back-link', props.classes)} {...props.attributes}>
    {contentOf(props) || 'Back'}
  </a>
)
