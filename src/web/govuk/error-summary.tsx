import { classNames } from './class-names.ts'
import { contentOf } from './content.ts'
import type { Attributes, Content, Markup, Styled } from './props.ts'

export interface ErrorSummaryItem extends Content {
  /** The address of the control to answer again, such as `#email`. */
  href?: string | undefined
  attributes?: Attributes | undefined
}

export interface ErrorSummaryProps extends Styled {
  titleText?: string | undefined
  titleHtml?: Markup
  descriptionText?: string | undefined
  descriptionHtml?: Markup
  /** In place of a description. */
  children?: Markup
  errorList?: readonly ErrorSummaryItem[] | undefined
  disableAutoFocus?: boolean | undefined
}

export function ErrorSummary(props: ErrorSummaryProps) {
  const description = props.children ?? (props.descriptionHtml || props.descriptionText)
  return (
    <div
      class={classNames('govuk-error-summary', props.classes)}
      data-disable-auto-focus={props.disableAutoFocus}
      data-module="govuk-error-summary"
      {...props.attributes}
    >
      {/* The alert is a child, so that moving the focus to the parent cannot cut off what is being read out. */}
      <div role="alert">
        <h2 class="govuk-error-summary__title">{props.titleHtml || props.titleText}</h2>
        <div class="govuk-error-summary__body">
          {description && <p>{description}</p>}
          {props.errorList && props.errorList.length > 0 && (
            <ul class="govuk-list govuk-error-summary__list">
              {props.errorList.map((item) => (
                <li>
                  {item.href ? (
                    <a href={item.href} {...item.attributes}>
                      {contentOf(item)}
                    </a>
                  ) : (
                    contentOf(item)
                  )}
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </div>
  )
}
