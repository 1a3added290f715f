import { Button, type ButtonProps } from './button.tsx'
import { classNames } from './class-names.ts'
import type { Content, Markup, Styled } from './props.ts'

export interface CookieBannerAction extends Styled, Pick<ButtonProps, 'type' | 'href' | 'name' | 'value'> {
  text: string
}

export interface CookieBannerMessage extends Content, Styled {
  headingText?: string | undefined
  headingHtml?: Markup
  actions?: readonly CookieBannerAction[] | undefined
  hidden?: boolean | undefined
  role?: 'alert' | 'status' | undefined
}

export interface CookieBannerProps extends Styled {
  messages: readonly CookieBannerMessage[]
  ariaLabel?: string | undefined
  hidden?: boolean | undefined
}

export const CookieBanner = (props: CookieBannerProps) => (
  <div
    class={classNames('govuk-cookie-banner', props.classes)}
    data-nosnippet=""
    role="region"
    aria-label={props.ariaLabel || 'Cookie banner'}
    hidden={props.hidden}
    {...props.attributes}
  >
    {props.messages.map((message) => (
      <Message {...message} />
    ))}
  </div>
)

function Message(message: CookieBannerMessage) {
  const heading = message.headingHtml || message.headingText
  return (
    <div
      class={classNames('govuk-cookie-banner__message', message.classes, 'govuk-width-container')}
      role={message.role}
      hidden={message.hidden}
      {...message.attributes}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          {heading && <h2 class="govuk-cookie-banner__heading govuk-heading-m">{heading}</h2>}
          <div class="govuk-cookie-banner__content">
            {message.html || (message.text && <p class="govuk-body">{message.text}</p>)}
          </div>
        </div>
      </div>
      {message.actions && (
        <div class="govuk-button-group">{message.actions.map((action) => [<Action {...action} />, ' '])}</div>
      )}
    </div>
  )
}

const Action = ({ type, ...action }: CookieBannerAction) =>
  !action.href || type === 'button' ? (
    <Button {...action} type={type || 'button'} />
  ) : (
    <a class={classNames('govuk-link', action.classes)} href={action.href} {...action.attributes}>
      {action.text}
    </a>
  )
