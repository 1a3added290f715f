import { classNames } from './class-names.ts'
import type { Markup, Styled } from './props.ts'

export interface GenericHeaderProps extends Styled {
  /** Where the logo leads: the home page unless given. */
  url?: string | undefined
  logoText?: string | undefined
  logoHtml?: Markup
  containerClasses?: string | undefined
}

export const GenericHeader = (props: GenericHeaderProps) => <HeaderBar {...props} namespace="govuk-generic" />

/** The bar that both headers are, which differ in their class names. */
export const HeaderBar = (props: GenericHeaderProps & { namespace: 'govuk' | 'govuk-generic' }) => (
  <div class={classNames(`${props.namespace}-header`, props.classes)} {...props.attributes}>
    <div
      class={classNames(
        `${props.namespace}-header__container`,
        props.containerClasses || 'govuk-width-container',
      )}
    >
      <div class={`${props.namespace}-header__logo`}>
        <a href={props.url || '/'} class={`${props.namespace}-header__homepage-link`}>
          {props.logoHtml || props.logoText}
        </a>
      </div>
    </div>
  </div>
)
