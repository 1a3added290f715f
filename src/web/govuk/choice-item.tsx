import { classNames } from './class-names.ts'
import { contentOf } from './content.ts'
import { Hint, type HintProps } from './hint.tsx'
import { Label } from './label.tsx'
import type { Attributes, Content, Markup, Styled } from './props.ts'

/** One radio or checkbox. */
export interface ChoiceItemProps extends Content {
  value: string | number
  id?: string | undefined
  /** Where one checkbox is a question of its own. */
  name?: string | undefined
  label?: Styled | undefined
  hint?: Omit<HintProps, 'id'> | undefined
  checked?: boolean | undefined
  disabled?: boolean | undefined
  /** `exclusive` unticks all the other checkboxes, for "None of these". */
  behaviour?: 'exclusive' | undefined
  attributes?: Attributes | undefined
  /** Shown only while the option is chosen; always shown without JavaScript. */
  conditional?: { html: Markup } | undefined
}

interface Placed {
  kind: 'radios' | 'checkboxes'
  id: string
  /** Ids of elements outside the item that describe it. */
  describedBy: string | undefined
}

export function ChoiceItem({
  kind,
  id,
  describedBy,
  hint,
  conditional,
  label,
  ...item
}: ChoiceItemProps & Placed) {
  // Preact's types tie each input type to the roles it may have. No role is set here, so one type stands for both.
  const type = (kind === 'radios' ? 'radio' : 'checkbox') as 'radio'
  const hintId = contentOf(hint) ? `${id}-item-hint` : undefined
  const conditionalId = conditional?.html ? `conditional-${id}` : undefined
  return (
    <>
      <div class={`govuk-${kind}__item`}>
        <input
          class={`govuk-${kind}__input`}
          id={id}
          name={item.name}
          type={type}
          value={item.value}
          checked={item.checked}
          disabled={item.disabled}
          data-aria-controls={conditionalId}
          data-behaviour={item.behaviour}
          aria-describedby={classNames(describedBy, hintId)}
          {...item.attributes}
        />
        <Label
          classes={classNames(`govuk-${kind}__label`, label?.classes)}
          attributes={label?.attributes}
          for={id}
          html={item.html}
          text={item.text}
        />
        {hintId && <Hint {...hint} id={hintId} classes={classNames(`govuk-${kind}__hint`, hint?.classes)} />}
      </div>
      {conditionalId && (
        <div
          class={classNames(
            `govuk-${kind}__conditional`,
            !item.checked && `govuk-${kind}__conditional--hidden`,
          )}
          id={conditionalId}
        >
          {conditional?.html}
        </div>
      )}
    </>
  )
}
