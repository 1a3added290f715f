/** What radios and checkboxes have in common, which is all but how the chosen ones are given. */
import { ChoiceItem, type ChoiceItemProps } from './choice-item.tsx'
import { classNames } from './class-names.ts'
import { contentOf } from './content.ts'
import {
  describedByIds,
  Description,
  FieldsetGroup,
  type Described,
  type FieldsetGroupOptions,
} from './form-group.tsx'
import type { Maybe, Styled } from './props.ts'

/** A line between options, such as "or". */
export interface Divider {
  divider: string
}

/** The options of a whole set of radios or checkboxes. */
export interface ChoicesProps<Item> extends Described, FieldsetGroupOptions, Styled {
  name: string
  items: readonly Maybe<Item | Divider>[]
  /** What the ids begin with: the name unless given. The first option's id is the prefix itself. */
  idPrefix?: string | undefined
}

interface ChoicesFrameProps extends ChoicesProps<ChoiceItemProps> {
  kind: 'radios' | 'checkboxes'
  /** The values that are chosen, where the items do not say so themselves. */
  chosen: ReadonlySet<string>
}

export function Choices({ kind, chosen, ...props }: ChoicesFrameProps) {
  const { name, idPrefix = name, fieldset, formGroup } = props
  const describedBy = describedByIds(idPrefix, {
    ...props,
    describedBy: fieldset?.describedBy || props.describedBy,
  })
  return (
    <FieldsetGroup {...props} describedBy={describedBy}>
      <Description id={idPrefix} hint={props.hint} errorMessage={props.errorMessage} />
      <div
        class={classNames(`govuk-${kind}`, props.classes)}
        data-module={`govuk-${kind}`}
        {...props.attributes}
      >
        {contentOf(formGroup?.beforeInputs)}
        {props.items.map((item, index) => {
          if (!item) return null
          if ('divider' in item) return <div class={`govuk-${kind}__divider`}>{item.divider}</div>
          return (
            <ChoiceItem
              {...item}
              kind={kind}
              name={item.name || name}
              id={item.id || (index ? `${idPrefix}-${index + 1}` : idPrefix)}
              checked={item.checked ?? chosen.has(String(item.value))}
              describedBy={kind === 'checkboxes' && !fieldset ? describedBy : undefined}
            />
          )
        })}
        {contentOf(formGroup?.afterInputs)}
      </div>
    </FieldsetGroup>
  )
}
