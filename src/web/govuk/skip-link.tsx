import { classNames } from './class-names.ts'
import { contentOf } from './content.ts'
import type { ContentWithChildren, Styled } from './props.ts'

export interface SkipLinkProps extends ContentWithChildren, Styled {
  href?: string | undefined
}

export const SkipLink = (props: SkipLinkProps) => (
  <a
    href={props.href || '#content'}
    class={classNames('govuk-skip-link', props.classes)}
    data-module="govuk-skip-link"
    {...props.attributes}
  >
    {contentOf(props)}
  </a>
)
