import { classNames } from './class-names.ts'
import { contentOf } from './content.ts'
import { describedByIds, LabelledControl, type Field } from './form-group.tsx'
import type { Content, Styled } from './props.ts'

export type InputType =
  'text' | 'email' | 'tel' | 'url' | 'search' | 'number' | 'password' | 'date' | 'time' | 'week'

export interface InputProps extends Field {
  type?: InputType | undefined
  inputmode?: 'none' | 'text' | 'tel' | 'url' | 'email' | 'numeric' | 'decimal' | 'search' | undefined
  value?: string | number | undefined
  disabled?: boolean | undefined
  autocomplete?: string | undefined
  autocapitalize?: 'none' | 'sentences' | 'words' | 'characters' | undefined
  pattern?: string | undefined
  spellcheck?: boolean | undefined
  /** A short text shown before the control, such as £. */
  prefix?: AffixProps | undefined
  /** A short text shown after the control, such as "hours". */
  suffix?: AffixProps | undefined
  inputWrapper?: Styled | undefined
}

export interface AffixProps extends Content, Styled {}

export function Input(props: InputProps) {
  const { id = props.name, inputWrapper } = props
  // Preact's types tie each input type to the roles it may have. No role is set here, so one type stands for all.
  const type = (props.type || 'text') as 'text'
  const before = contentOf(props.formGroup?.beforeInput)
  const after = contentOf(props.formGroup?.afterInput)
  const prefix = contentOf(props.prefix)
  const suffix = contentOf(props.suffix)
  const input = (
    <input
      class={classNames('govuk-input', props.classes, props.errorMessage && 'govuk-input--error')}
      id={id}
      name={props.name}
      type={type}
      spellcheck={props.spellcheck}
      value={props.value}
      disabled={props.disabled}
      aria-describedby={describedByIds(id, props)}
      autocomplete={props.autocomplete}
      autocapitalize={props.autocapitalize}
      pattern={props.pattern}
      inputmode={props.inputmode}
      {...props.attributes}
    />
  )
  return (
    <LabelledControl field={props} id={id} wrapsOwnSurroundings>
      {before || after || prefix || suffix ? (
        <div class={classNames('govuk-input__wrapper', inputWrapper?.classes)} {...inputWrapper?.attributes}>
          {before}
          {prefix && <Affix kind="prefix" {...props.prefix} />}
          {input}
          {suffix && <Affix kind="suffix" {...props.suffix} />}
          {after}
        </div>
      ) : (
        input
      )}
    </LabelledControl>
  )
}

const Affix = ({ kind, classes, attributes, ...content }: AffixProps & { kind: 'prefix' | 'suffix' }) => (
  <div class={classNames(`govuk-input__${kind}`, classes)} aria-hidden="true" {...attributes}>
    {contentOf(content)}
  </div>
)
