import { classNames } from './class-names.ts'
import { contentOf } from './content.ts'
import {
  describedByIds,
  Description,
  FieldsetGroup,
  type Described,
  type FieldsetGroupOptions,
} from './form-group.tsx'
import { Input, type InputProps } from './input.tsx'
import type { Maybe, Styled } from './props.ts'

type DatePart = 'day' | 'month' | 'year'

export interface DateInputItem
  extends Styled, Pick<InputProps, 'autocomplete' | 'inputmode' | 'pattern' | 'value'> {
  /** `day`, `month` or `year` unless the part has a name of its own. */
  name?: string | undefined
  id?: string | undefined
  /** The name with a capital letter unless given. */
  label?: string | undefined
  /** Whether this part is wrong. When no part says so, an error message marks them all. */
  error?: boolean | undefined
}

export interface DateInputProps extends Omit<Described, 'describedBy'>, FieldsetGroupOptions, Styled {
  id: string
  /** Goes before each part's name, with a hyphen. */
  namePrefix?: string | undefined
  /** The values by the parts' full names. */
  values?: Readonly<Record<string, string | number | undefined>> | undefined
  day?: DateInputItem | false | undefined
  month?: DateInputItem | false | undefined
  year?: DateInputItem | false | undefined
  /** In place of day, month and year, where these do not fit. */
  items?: readonly Maybe<DateInputItem>[] | undefined
}

const dateParts = ['day', 'month', 'year'] as const

export function DateInput(props: DateInputProps) {
  const { id, fieldset, formGroup } = props
  const items = props.items?.length ? props.items : dateParts.map((part) => optionsOf(props, part))
  const someItemIsWrong = items.some(isWrong)
  return (
    // Some screen readers announce what describes a fieldset of text inputs only when its role is given.
    <FieldsetGroup
      {...props}
      describedBy={describedByIds(id, { ...props, describedBy: fieldset?.describedBy })}
      role="group"
    >
      <Description id={id} hint={props.hint} errorMessage={props.errorMessage} />
      <div class={classNames('govuk-date-input', props.classes)} id={id || undefined} {...props.attributes}>
        {contentOf(formGroup?.beforeInputs)}
        {items.map(
          (item) =>
            item && (
              <Part
                date={props}
                item={item}
                hasError={
                  isWrong(item) || (item.error !== false && Boolean(props.errorMessage) && !someItemIsWrong)
                }
              />
            ),
        )}
        {contentOf(formGroup?.afterInputs)}
      </div>
    </FieldsetGroup>
  )
}

const isWrong = (item: Maybe<DateInputItem>) =>
  Boolean(item && (item.error || item.classes?.includes('govuk-input--error')))

/** The options given for a part, or its usual ones. */
const optionsOf = (props: DateInputProps, part: DatePart): DateInputItem | false =>
  props[part] ?? { name: part, value: props.values?.[part] }

/** Which part of the date an item is; undefined for another question among them. */
function partOf(props: DateInputProps, item: DateInputItem): DatePart | undefined {
  return dateParts.find((part) => {
    const options = optionsOf(props, part)
    return item === options || (item.name && (item.name === part || (options && item.name === options.name)))
  })
}

function Part({ date, item, hasError }: { date: DateInputProps; item: DateInputItem; hasError: boolean }) {
  const part = partOf(date, item)
  const options = part && optionsOf(date, part)
  const name = item.name ?? part ?? ''
  const fullName = date.namePrefix ? `${date.namePrefix}-${name}` : name
  return (
    <div class="govuk-date-input__item">
      <Input
        id={item.id || `${date.id}-${name}`}
        name={fullName}
        label={{ text: item.label || capitalise(name), classes: 'govuk-date-input__label' }}
        value={item.value ?? (options ? options.value : undefined) ?? date.values?.[fullName]}
        inputmode={item.inputmode || 'numeric'}
        autocomplete={item.autocomplete}
        pattern={item.pattern}
        attributes={item.attributes}
        classes={classNames(
          'govuk-date-input__input',
          hasError && !item.classes?.includes('govuk-input--error') && 'govuk-input--error',
          !item.classes?.includes('govuk-input--width-') && `govuk-input--width-${part === 'year' ? 4 : 2}`,
          item.classes,
        )}
      />
    </div>
  )
}

const capitalise = (word: string) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()
