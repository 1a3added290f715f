import { classNames } from './class-names.ts'
import type { ContentWithChildren, HeadingLevel, Markup, Styled } from './props.ts'

export interface NotificationBannerProps extends ContentWithChildren, Styled {
  type?: 'success' | undefined
  /** "Success" or "Important" unless given. */
  titleText?: string | undefined
  titleHtml?: Markup
  titleHeadingLevel?: HeadingLevel | undefined
  titleId?: string | undefined
  /** `alert` for success and `region` otherwise unless given. */
  role?: 'alert' | 'region' | undefined
  disableAutoFocus?: boolean | undefined
}

export function NotificationBanner(props: NotificationBannerProps) {
  const isSuccess = props.type === 'success'
  const titleId = props.titleId || 'govuk-notification-banner-title'
  const Heading = `h${props.titleHeadingLevel || 2}` as const
  return (
    <div
      class={classNames(
        'govuk-notification-banner',
        isSuccess && 'govuk-notification-banner--success',
        props.classes,
      )}
      role={props.role || (isSuccess ? 'alert' : 'region')}
      aria-labelledby={titleId}
      data-module="govuk-notification-banner"
      data-disable-auto-focus={props.disableAutoFocus}
      {...props.attributes}
    >
      <div class="govuk-notification-banner__header">
        <Heading class="govuk-notification-banner__title" id={titleId}>
          {props.titleHtml || props.titleText || (isSuccess ? 'Success' : 'Important')}
        </Heading>
      </div>
      <div class="govuk-notification-banner__content">
        {props.children ??
          (props.html || (props.text && <p class="govuk-notification-banner__heading">{props.text}</p>))}
      </div>
    </div>
  )
}
