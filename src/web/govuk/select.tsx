import { classNames } from './class-names.ts'
import { describedByIds, LabelledControl, type Field } from './form-group.tsx'
import type { Attributes, Maybe } from './props.ts'

export interface SelectItem {
  text: string | number
  /** What the form sends: the text unless given. */
  value?: string | number | undefined
  selected?: boolean | undefined
  disabled?: boolean | undefined
  attributes?: Attributes | undefined
}

export interface SelectProps extends Field {
  items?: readonly Maybe<SelectItem>[] | undefined
  /** The value of the item to select. */
  value?: string | number | undefined
  disabled?: boolean | undefined
}

export function Select(props: SelectProps) {
  const { id = props.name, items = [] } = props
  return (
    <LabelledControl field={props} id={id}>
      <select
        class={classNames('govuk-select', props.classes, props.errorMessage && 'govuk-select--error')}
        id={id}
        name={props.name}
        disabled={props.disabled}
        aria-describedby={describedByIds(id, props)}
        {...props.attributes}
      >
        {items.map(
          (item) =>
            item && (
              <option
                value={item.value === undefined ? undefined : String(item.value)}
                selected={isSelected(item, props.value)}
                disabled={item.disabled}
                {...item.attributes}
              >
                {item.text}
              </option>
            ),
        )}
      </select>
    </LabelledControl>
  )
}

function isSelected(item: SelectItem, value: string | number | undefined): boolean {
  return (
    item.selected ??
    (value !== undefined && value !== '' && String(item.value ?? item.text) === String(value))
  )
}
