import { Button } from './button.tsx'
import { classNames } from './class-names.ts'
import { contentOf } from './content.ts'
import type { ContentWithChildren, HeadingLevel, Markup, Styled } from './props.ts'

export interface PanelAction extends Styled {
  text: string
  href?: string | undefined
  type?: 'submit' | 'button' | undefined
}

export interface PanelProps extends ContentWithChildren, Styled {
  titleText?: string | undefined
  titleHtml?: Markup
  headingLevel?: HeadingLevel | undefined
  /** Only where the classes make this an interruption (`govuk-panel--interruption`). */
  actions?: (Styled & { items?: readonly PanelAction[] | undefined }) | undefined
}

export function Panel(props: PanelProps) {
  const { actions } = props
  const Heading = `h${props.headingLevel || 1}` as const
  const isInterruption = Boolean(props.classes?.includes('govuk-panel--interruption'))
  const body = contentOf(props)
  return (
    <div
      class={classNames('govuk-panel', !isInterruption && 'govuk-panel--confirmation', props.classes)}
      {...props.attributes}
    >
      <Heading class="govuk-panel__title">{props.titleHtml || props.titleText}</Heading>
      {body && <div class="govuk-panel__body">{body}</div>}
      {isInterruption && actions && (
        <div class={classNames('govuk-panel__actions', actions.classes)} {...actions.attributes}>
          {actions.items && actions.items.length > 0 && (
            <div class="govuk-button-group">
              {actions.items.map((action) => [<Action {...action} />, ' '])}
            </div>
          )}
        </div>
      )}
    </div>
  )
}

const Action = ({ text, href, type, classes, attributes }: PanelAction) =>
  !href || type === 'button' ? (
    <Button
      text={text}
      type={type || 'button'}
      href={href}
      classes={classNames('govuk-button--inverse', classes)}
      attributes={attributes}
    />
  ) : (
    <a class={classNames('govuk-link govuk-link--inverse', classes)} href={href} {...attributes}>
      {text}
    </a>
  )
