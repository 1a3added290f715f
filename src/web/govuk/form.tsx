/** A form, and what its fields know about it: what was typed, and what was wrong with it. */
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { Button, type ButtonProps } from './button.tsx'
import { classNames } from './class-names.ts'
import { ErrorSummary } from './error-summary.tsx'
import type { Markup } from './props.ts'

export interface FormState {
  /** Where the form is sent: the page's own address unless given. */
  action?: string
  /** What the fields hold, by their names. A date has three: `startedOn-day`, `startedOn-month`, `startedOn-year`. */
  values: Record<string, string | string[] | undefined>
  /** A sentence for each answer that cannot be taken, by the field's name; others begin with an underscore. */
  errors: Record<string, string>
  /** Shows that the form is ours. */
  csrf: string
  /** Tells this opening of the form from others, so that sending it twice does it once. */
  token: string
  /** The version of the record that the form changes. */
  version?: string | undefined
  /** Whether the form carries a file. */
  multipart?: boolean
}

const FormContext = createContext<FormState | null>(null)

interface FormProps {
  form: FormState
  classes?: string | undefined
  children: Markup
}

/** A form whose fields show again what was typed, each with its error. */
export const Form = ({ form, classes, children }: FormProps) => (
  <FormContext.Provider value={form}>
    <form
      method="post"
      action={form.action}
      enctype={form.multipart ? 'multipart/form-data' : undefined}
      class={classes}
      novalidate
    >
      <input type="hidden" name="_csrf" value={form.csrf} />
      <input type="hidden" name="_token" value={form.token} />
      {form.version !== undefined && <input type="hidden" name="_version" value={form.version} />}
      {children}
    </form>
  </FormContext.Provider>
)

/** The form that a field stands in. */
export function useForm(): FormState {
  const form = useContext(FormContext)
  if (!form) throw new Error('A field stands outside a <Form>')
  return form
}

/** What a field of one answer holds; empty when nothing was answered yet. */
export function valueOf(form: FormState, name: string): string {
  const value = form.values[name]
  return (Array.isArray(value) ? value[0] : value) ?? ''
}

/** What a field of several answers holds. */
export const valuesOf = (form: FormState, name: string): string[] => [form.values[name] ?? []].flat()

/** The error of a field, as the components take it. */
export function errorOf(form: FormState, name: string): { text: string } | undefined {
  const text = form.errors[name]
  return text ? { text } : undefined
}

/** All errors in one box at the top of the page, each a link to the field that it is about. */
export function FormErrorSummary({ form }: { form: FormState }) {
  const errors = Object.entries(form.errors)
  if (errors.length === 0) return null
  return (
    <ErrorSummary
      titleText="There is a problem"
      errorList={errors.map(([name, text]) => ({ text, href: addressOfField(form, name) }))}
    />
  )
}

/** A field's id is its name, as is the id of the first radio or checkbox. A date is answered from its day on. */
function addressOfField(form: FormState, name: string): string | undefined {
  if (name.startsWith('_')) return undefined
  return form.values[`${name}-day`] === undefined ? `#${name}` : `#${name}-day`
}

/** A value that goes along unseen: the form's own unless one is given. */
export function HiddenField({ name, value }: { name: string; value?: string | number }) {
  const form = useForm()
  return <input type="hidden" name={name} value={value ?? valueOf(form, name)} />
}

interface SubmitButtonProps extends Pick<ButtonProps, 'name' | 'value' | 'classes' | 'preventDoubleClick'> {
  kind?: 'secondary' | 'warning'
  children: Markup
}

export const SubmitButton = ({ kind, classes, ...props }: SubmitButtonProps) => (
  <Button {...props} classes={classNames(kind && `govuk-button--${kind}`, classes)} />
)
