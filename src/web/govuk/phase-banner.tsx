import { classNames } from './class-names.ts'
import { contentOf } from './content.ts'
import type { ContentWithChildren, Styled } from './props.ts'
import { Tag, type TagProps } from './tag.tsx'

export interface PhaseBannerProps extends ContentWithChildren, Styled {
  tag?: Omit<TagProps, 'attributes'> | undefined
}

export const PhaseBanner = ({ tag = {}, ...props }: PhaseBannerProps) => (
  <div class={classNames('govuk-phase-banner govuk-width-container', props.classes)} {...props.attributes}>
    <p class="govuk-phase-banner__content">
      <Tag {...tag} classes={classNames('govuk-phase-banner__content__tag', tag.classes)} />{' '}
      <span class="govuk-phase-banner__text">{contentOf(props)}</span>
    </p>
  </div>
)
