import { classNames } from './class-names.ts'
import { contentOf } from './content.ts'
import type { Attributes, Content, Styled } from './props.ts'

export interface Breadcrumb extends Content {
  /** Without an address, the item is the page that is being looked at. */
  href?: string | undefined
  attributes?: Attributes | undefined
}

export interface BreadcrumbsProps extends Styled {
  items: readonly Breadcrumb[]
  collapseOnMobile?: boolean | undefined
  /** The landmark's name: "Breadcrumb" unless given. */
  labelText?: string | undefined
}

export const Breadcrumbs = (props: BreadcrumbsProps) => (
  <nav
    class={classNames(
      'govuk-breadcrumbs',
      props.classes,
      props.collapseOnMobile && 'govuk-breadcrumbs--collapse-on-mobile',
    )}
    aria-label={props.labelText ?? 'Breadcrumb'}
    {...props.attributes}
  >
    <ol class="govuk-breadcrumbs__list">
      {props.items.map((item) =>
        item.href ? (
          <li class="govuk-breadcrumbs__list-item">
            <a class="govuk-breadcrumbs__link" href={item.href} {...item.attributes}>
              {contentOf(item)}
            </a>
          </li>
        ) : (
          <li class="govuk-breadcrumbs__list-item" aria-current="page">
            {contentOf(item)}
          </li>
        ),
      )}
    </ol>
  </nav>
)
