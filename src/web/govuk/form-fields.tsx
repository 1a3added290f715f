/** Fields for one answer that is typed, chosen from a list or sent as a file. They stand in a `<Form>`. */
import { CharacterCount } from './character-count.tsx'
import { classNames } from './class-names.ts'
import { FileUpload } from './file-upload.tsx'
import { errorOf, useForm, valueOf } from './form.tsx'
import { Input, type InputProps } from './input.tsx'
import { PasswordInput } from './password-input.tsx'
import type { Markup } from './props.ts'
import { Select, type SelectProps } from './select.tsx'
import { Textarea } from './textarea.tsx'

/** What is said about a field of one control. */
interface FieldProps {
  name: string
  label: Markup
  hint?: Markup
  /** Makes the label the page's h1, for pages that ask one question. */
  isPageHeading?: boolean
}

type Width = 2 | 3 | 4 | 5 | 10 | 20 | 30 | 'two-thirds' | 'one-half' | 'one-third' | 'one-quarter'

interface TextFieldProps
  extends
    FieldProps,
    Pick<
      InputProps,
      'type' | 'autocomplete' | 'inputmode' | 'spellcheck' | 'autocapitalize' | 'disabled' | 'attributes'
    > {
  /** How much is expected: in characters, or as part of the column. */
  width?: Width
  /** What stands before the answer, such as £. */
  prefix?: string
  /** What stands after the answer, such as "hours". */
  suffix?: string
}

export function TextField({ width, prefix, suffix, ...props }: TextFieldProps) {
  return (
    <Input
      {...props}
      {...useField(props)}
      classes={widthClass(width)}
      prefix={prefix ? { text: prefix } : undefined}
      suffix={suffix ? { text: suffix } : undefined}
    />
  )
}

interface TextAreaProps extends FieldProps {
  rows?: number
  spellcheck?: boolean
  /** The most characters that can be taken; counted while typing, where JavaScript runs. */
  limit?: number
}

export function TextArea({ name, rows, spellcheck, limit, ...said }: TextAreaProps) {
  const field = { name, rows, spellcheck, ...useField({ name, ...said }) }
  return limit ? <CharacterCount {...field} maxlength={limit} /> : <Textarea {...field} />
}

interface SelectFieldProps extends FieldProps, Pick<SelectProps, 'items'> {
  /** The first item, which answers nothing: "Choose a team". */
  emptyText?: string
}

export function SelectField({ name, items = [], emptyText, ...said }: SelectFieldProps) {
  const field = useField({ name, ...said })
  return (
    <Select
      name={name}
      {...field}
      items={[emptyText !== undefined && { value: '', text: emptyText }, ...items]}
    />
  )
}

interface FileFieldProps extends FieldProps {
  /** The kinds of file offered for choosing, such as `.csv,.xlsx`. */
  accept?: string
}

/** Browsers cannot show a chosen file again, so this field is empty after an error. */
export function FileField({ name, accept, ...said }: FileFieldProps) {
  const { value: _neverShown, ...field } = useField({ name, ...said })
  return <FileUpload name={name} {...field} attributes={{ accept }} />
}

interface PasswordFieldProps extends FieldProps {
  autocomplete?: 'current-password' | 'new-password'
}

/** A password is never sent back to be shown again. */
export function PasswordField({ name, autocomplete, ...said }: PasswordFieldProps) {
  const { value: _neverShown, ...field } = useField({ name, ...said })
  return <PasswordInput name={name} autocomplete={autocomplete} {...field} />
}

/** A field's label, hint, error and value, as the components take them. */
function useField({ name, label, hint, isPageHeading }: FieldProps) {
  const form = useForm()
  return {
    label: { html: label, isPageHeading, classes: classNames(isPageHeading && 'govuk-label--l') },
    hint: hint ? { html: hint } : undefined,
    errorMessage: errorOf(form, name),
    value: valueOf(form, name),
  }
}

function widthClass(width: Width | undefined): string | undefined {
  if (width === undefined) return undefined
  return typeof width === 'number' ? `govuk-input--width-${width}` : `govuk-!-width-${width}`
}
