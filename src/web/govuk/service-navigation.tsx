import { classNames } from './class-names.ts'
import { contentOf } from './content.ts'
import type { Attributes, Content, Markup, Maybe, Styled } from './props.ts'

export interface ServiceNavigationItem extends Content {
  href?: string | undefined
  /** The page that is being looked at. */
  current?: boolean | undefined
  /** The part of the service that the page belongs to. */
  active?: boolean | undefined
  attributes?: Attributes | undefined
}

/** Places for markup of one's own. */
export interface ServiceNavigationSlots {
  start?: Markup
  end?: { html: Markup; align?: 'inline' | undefined } | undefined
  navigationStart?: Markup
  navigationEnd?: Markup
}

export interface ServiceNavigationProps extends Styled {
  serviceName?: string | undefined
  serviceUrl?: string | undefined
  navigation?: readonly Maybe<ServiceNavigationItem>[] | undefined
  /** The name of the region: "Service information" unless given. */
  ariaLabel?: string | undefined
  menuButtonText?: string | undefined
  menuButtonLabel?: string | undefined
  navigationLabel?: string | undefined
  navigationId?: string | undefined
  navigationClasses?: string | undefined
  /** Whether a menu button stands for the list on a phone: yes from two items on unless given. */
  collapseNavigationOnMobile?: boolean | undefined
  slots?: ServiceNavigationSlots | undefined
}

export function ServiceNavigation(props: ServiceNavigationProps) {
  const { slots } = props
  const items = props.navigation?.filter((item) => Boolean(item)) ?? []
  const hasNavigation = items.length > 0 || slots?.navigationStart || slots?.navigationEnd
  const content = (
    <div
      class={classNames(
        'govuk-width-container',
        slots?.end?.align === 'inline' && 'govuk-service-navigation__inlining-container',
      )}
    >
      {slots?.start}
      <div class="govuk-service-navigation__container">
        {props.serviceName && <ServiceName name={props.serviceName} url={props.serviceUrl} />}
        {hasNavigation && <Navigation {...props} navigation={items} />}
      </div>
      {slots?.end?.html}
    </div>
  )
  const common = {
    class: classNames('govuk-service-navigation', props.classes),
    'data-module': 'govuk-service-navigation',
    ...props.attributes,
  }

  // With more than navigation in it, the whole is a landmark of its own; otherwise the nav inside is enough.
  return props.serviceName || slots?.start || slots?.end?.html ? (
    <section aria-label={props.ariaLabel ?? 'Service information'} {...common}>
      {content}
    </section>
  ) : (
    <div {...common}>{content}</div>
  )
}

const ServiceName = ({ name, url }: { name: string; url: string | undefined }) => (
  <span class="govuk-service-navigation__service-name">
    {url ? (
      <a href={url} class="govuk-service-navigation__link">
        {name}
      </a>
    ) : (
      <span class="govuk-service-navigation__text">{name}</span>
    )}
  </span>
)

function Navigation(props: ServiceNavigationProps) {
  const { navigation = [], slots } = props
  const menuText = props.menuButtonText || 'Menu'
  const id = props.navigationId || 'navigation'
  return (
    <nav
      aria-label={props.navigationLabel || menuText}
      class={classNames('govuk-service-navigation__wrapper', props.navigationClasses)}
    >
      {(props.collapseNavigationOnMobile ?? navigation.length > 1) && (
        <button
          type="button"
          class="govuk-service-navigation__toggle govuk-js-service-navigation-toggle"
          aria-controls={id}
          aria-label={props.menuButtonLabel === menuText ? undefined : props.menuButtonLabel}
          hidden
          aria-hidden="true"
        >
          {menuText}
        </button>
      )}
      <ul class="govuk-service-navigation__list" id={id}>
        {slots?.navigationStart}
        {navigation.map((item) => item && <NavigationItem {...item} />)}
        {slots?.navigationEnd}
      </ul>
    </nav>
  )
}

function NavigationItem({ href, current, active, attributes, ...item }: ServiceNavigationItem) {
  const content = contentOf(item)
  const isHere = current || active
  const ariaCurrent = current ? 'page' : active ? 'true' : undefined
  // The strong element marks the place for people who override colours and styles.
  const label = isHere ? (
    <strong class="govuk-service-navigation__active-fallback">{content}</strong>
  ) : (
    content
  )
  return (
    <li
      class={classNames('govuk-service-navigation__item', isHere && 'govuk-service-navigation__item--active')}
    >
      {href ? (
        <a class="govuk-service-navigation__link" href={href} aria-current={ariaCurrent} {...attributes}>
          {label}
        </a>
      ) : (
        content && (
          <span class="govuk-service-navigation__text" aria-current={ariaCurrent}>
            {label}
          </span>
        )
      )}
    </li>
  )
}
