import { classNames } from './class-names.ts'
import { contentOf } from './content.ts'
import type { ContentWithChildren, Styled } from './props.ts'

export interface ButtonProps extends ContentWithChildren, Styled {
  /** Makes the button a link that looks like one. */
  href?: string | undefined
  type?: 'submit' | 'button' | 'reset' | undefined
  name?: string | undefined
  value?: string | number | undefined
  disabled?: boolean | undefined
  /** Ignores a second click within a second, by script. */
  preventDoubleClick?: boolean | undefined
  isStartButton?: boolean | undefined
  id?: string | undefined
}

export function Button(props: ButtonProps) {
  const common = {
    class: classNames('govuk-button', props.classes, props.isStartButton && 'govuk-button--start'),
    'data-module': 'govuk-button',
    id: props.id,
    ...props.attributes,
  }

  if (props.href) {
    return (
      <a href={props.href} role="button" draggable={false} {...common}>
        <ButtonContent {...props} />
      </a>
    )
  }
  return (
    <button
      type={props.type || 'submit'}
      value={props.value}
      name={props.name}
      disabled={props.disabled}
      aria-disabled={props.disabled || undefined}
      data-prevent-double-click={props.preventDoubleClick}
      {...common}
    >
      <ButtonContent {...props} />
    </button>
  )
}

function ButtonContent(props: ButtonProps) {
  const content = contentOf(props)
  if (!props.isStartButton) return <>{content}</>
  return (
    <>
      {/* Start buttons are flex boxes, which drop the spaces between elements inside them. */}
      {content === props.text ? content : <span>{content}</span>}
      <svg
        class="govuk-button__start-icon"
        xmlns="http://www.w3.org/2000/svg"
        width="17.5"
        height="19"
        viewBox="0 0 33 40"
        aria-hidden="true"
        focusable="false"
      >
        <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" />
      </svg>
    </>
  )
}
