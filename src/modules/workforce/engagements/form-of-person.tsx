/** How a page with one form about a person is laid out: its errors, its question, the form, and the way back. */
import type { ComponentChildren } from 'preact'
import { Form, FormErrorSummary, type FormState, type Markup, SubmitButton } from '#web'

interface Props {
  form: FormState
  title: string
  /** Said before the form. */
  intro?: ComponentChildren
  /** What the button says. */
  button: string
  warning?: boolean
  back: { href: string; text?: string }
  children?: Markup
}

export const FormOfPerson = ({ form, title, intro, button, warning, back, children }: Props) => (
  <div class="govuk-grid-row">
    <div class="govuk-grid-column-two-thirds">
      <FormErrorSummary form={form} />
      <h1 class="govuk-heading-l">{title}</h1>
      {intro}
      <Form form={form}>
        {children}
        <SubmitButton preventDoubleClick {...(warning ? { kind: 'warning' as const } : {})}>
          {button}
        </SubmitButton>
      </Form>
      <p class="govuk-body">
        <a class="govuk-link" href={back.href}>
          {back.text ?? 'Go back without saving'}
        </a>
      </p>
    </div>
  </div>
)
