import { classNames } from './class-names.ts'
import { contentOf } from './content.ts'
import { CopyrightNotice, LicenceNotice } from './footer-notices.tsx'
import type { Attributes, Content, Markup, Styled } from './props.ts'

export interface FooterLink {
  text: string
  href: string
  attributes?: Attributes | undefined
}

export interface FooterNavigation {
  title: string
  items?: readonly FooterLink[] | undefined
  /** In how many columns the links stand. */
  columns?: number | undefined
  /** The width of this part in the grid, such as `one-third`: `full` unless given. */
  width?: string | undefined
}

export interface FooterMeta extends Content {
  visuallyHiddenTitle?: string | undefined
  items?: readonly FooterLink[] | undefined
}

export interface FooterProps extends Styled {
  /** The crown is for gov.uk services only, so we do not carry it: whoever uses this brings a logo, or none. */
  logo?: Markup
  navigation?: readonly FooterNavigation[] | undefined
  meta?: FooterMeta | undefined
  /** The Open Government Licence unless given; null where the content has no licence. */
  contentLicence?: Content | null | undefined
  /** Crown copyright unless given; null for no notice. */
  copyright?: Content | null | undefined
  containerClasses?: string | undefined
}

export const Footer = (props: FooterProps) => (
  <div class={classNames('govuk-footer', props.classes)} {...props.attributes}>
    <div class={classNames('govuk-width-container', props.containerClasses)}>
      {props.logo}
      {props.navigation && props.navigation.length > 0 && (
        <>
          <div class="govuk-footer__navigation">
            {props.navigation.map((section) => (
              <NavigationSection {...section} />
            ))}
          </div>
          <hr class="govuk-footer__section-break" />
        </>
      )}
      <div class="govuk-footer__meta">
        <div class="govuk-footer__meta-item govuk-footer__meta-item--grow">
          {props.meta && <Meta {...props.meta} />}
          {props.contentLicence !== null && <LicenceNotice {...props.contentLicence} />}
        </div>
        {props.copyright !== null && (
          <div class="govuk-footer__meta-item">
            <CopyrightNotice {...props.copyright} />
          </div>
        )}
      </div>
    </div>
  </div>
)

const NavigationSection = ({ title, items, columns, width }: FooterNavigation) => (
  <div class={`govuk-footer__section govuk-grid-column-${width || 'full'}`}>
    <h2 class="govuk-footer__heading govuk-heading-m">{title}</h2>
    {items && items.length > 0 && (
      <ul
        class={classNames(
          'govuk-footer__list',
          columns ? `govuk-footer__list--columns-${columns}` : undefined,
        )}
      >
        {items.map((item) => (
          <LinkItem {...item} listItemClass="govuk-footer__list-item" />
        ))}
      </ul>
    )}
  </div>
)

function Meta(meta: FooterMeta) {
  const custom = contentOf(meta)
  return (
    <>
      <h2 class="govuk-visually-hidden">{meta.visuallyHiddenTitle || 'Support links'}</h2>
      {meta.items && meta.items.length > 0 && (
        <ul class="govuk-footer__inline-list">
          {meta.items.map((item) => (
            <LinkItem {...item} listItemClass="govuk-footer__inline-list-item" />
          ))}
        </ul>
      )}
      {custom && <div class="govuk-footer__meta-custom">{custom}</div>}
    </>
  )
}

const LinkItem = ({ text, href, attributes, listItemClass }: FooterLink & { listItemClass: string }) => (
  <li class={listItemClass}>
    <a class="govuk-footer__link" href={href} {...attributes}>
      {text}
    </a>
  </li>
)
