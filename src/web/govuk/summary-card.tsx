import { classNames } from './class-names.ts'
import { contentOf } from './content.ts'
import type { Content, HeadingLevel, Markup, Styled } from './props.ts'

export interface SummaryAction extends Content, Styled {
  href: string
  /** Completes the link for people who listen to it: "Change" becomes "Change name". */
  visuallyHiddenText?: string | undefined
}

export interface SummaryActions {
  items?: readonly SummaryAction[] | undefined
  classes?: string | undefined
}

export interface SummaryCardProps extends Styled {
  title?: (Content & { headingLevel?: HeadingLevel | undefined; classes?: string | undefined }) | undefined
  actions?: SummaryActions | undefined
  children: Markup
}

/** A box with a title and actions around a summary list. */
export function SummaryCard({ title, actions, classes, attributes, children }: SummaryCardProps) {
  const Heading = `h${title?.headingLevel || 2}` as const
  return (
    <div class={classNames('govuk-summary-card', classes)} {...attributes}>
      <div class="govuk-summary-card__title-wrapper">
        {title && (
          <Heading class={classNames('govuk-summary-card__title', title.classes)}>{contentOf(title)}</Heading>
        )}
        <CardActions {...actions} title={title} />
      </div>
      <div class="govuk-summary-card__content">{children}</div>
    </div>
  )
}

function CardActions({ items = [], classes, title }: SummaryActions & { title: Content | undefined }) {
  const [only, ...others] = items
  if (!only) return null
  const className = classNames('govuk-summary-card__actions', classes)
  if (others.length === 0) {
    return (
      <div class={className}>
        <SummaryActionLink action={only} cardTitle={title} />
      </div>
    )
  }
  return (
    <ul class={className}>
      {items.map((action) => (
        <li class="govuk-summary-card__action">
          <SummaryActionLink action={action} cardTitle={title} />
        </li>
      ))}
    </ul>
  )
}

/** A link that says, to people who listen to it, what it changes and in which card. */
export const SummaryActionLink = ({
  action,
  cardTitle,
}: {
  action: SummaryAction
  cardTitle: Content | undefined
}) => (
  <a class={classNames('govuk-link', action.classes)} href={action.href} {...action.attributes}>
    {contentOf(action)}
    {(action.visuallyHiddenText || cardTitle) && (
      <span class="govuk-visually-hidden">
        {action.visuallyHiddenText && ` ${action.visuallyHiddenText}`}
        {cardTitle && <> ({contentOf(cardTitle)})</>}
      </span>
    )}
  </a>
)
