import { HeaderBar } from './generic-header.tsx'
import type { Markup, Styled } from './props.ts'

export interface HeaderProps extends Styled {
  /** The crown is for gov.uk services only, so we do not carry it: whoever uses this brings a logo. */
  logo: Markup
  homepageUrl?: string | undefined
  productName?: string | undefined
  containerClasses?: string | undefined
}

export const Header = ({ logo, homepageUrl, productName, ...others }: HeaderProps) => (
  <HeaderBar
    {...others}
    namespace="govuk"
    url={homepageUrl || '//gov.uk'}
    logoHtml={[logo, ' ', productName && <span class="govuk-header__product-name">{productName}</span>]}
  />
)
