/** Fields for one question that several controls answer. They stand in a `<Form>`. */
import { Checkboxes } from './checkboxes.tsx'
import { classNames } from './class-names.ts'
import { DateInput } from './date-input.tsx'
import { errorOf, useForm, valueOf, valuesOf, type FormState } from './form.tsx'
import type { Markup, Maybe } from './props.ts'
import { Radios } from './radios.tsx'

/** What is said about a field of several controls. */
interface QuestionProps {
  name: string
  legend: Markup
  hint?: Markup
  /** Makes the legend the page's h1, for pages that ask one question. */
  isPageHeading?: boolean
}

export interface FieldChoice {
  value: string | number
  text: Markup
  hint?: Markup
  disabled?: boolean | undefined
  /** A further question that comes up when this is chosen. */
  conditional?: Markup
}

interface ChoicesFieldProps<Item> extends QuestionProps {
  items: readonly Maybe<Item | { divider: string }>[]
  small?: boolean
}

export function RadiosField({
  items,
  inline,
  small,
  ...question
}: ChoicesFieldProps<FieldChoice> & { inline?: boolean }) {
  const form = useForm()
  return (
    <Radios
      {...asked(form, question)}
      value={valueOf(form, question.name)}
      classes={classNames(inline && 'govuk-radios--inline', small && 'govuk-radios--small', revealing(items))}
      items={items.map(itemFrom)}
    />
  )
}

export interface CheckboxChoice extends FieldChoice {
  /** Whether this rules out the others: "None of these". */
  exclusive?: boolean
}

export function CheckboxesField({ items, small, ...question }: ChoicesFieldProps<CheckboxChoice>) {
  const form = useForm()
  return (
    <Checkboxes
      {...asked(form, question)}
      values={valuesOf(form, question.name)}
      classes={classNames(small && 'govuk-checkboxes--small', revealing(items))}
      items={items.map(itemFrom)}
    />
  )
}

const dateParts = ['day', 'month', 'year'] as const

/**
 * A date in three parts, named `startedOn-day`, `startedOn-month` and `startedOn-year`. An error by the field's name marks
 * all three; one by the part's name, only that.
 */
export function DateField(question: QuestionProps) {
  const form = useForm()
  const { name } = question
  const said = asked(form, question)
  const errorOfPart = dateParts.map((part) => errorOf(form, `${name}-${part}`))
  return (
    <DateInput
      {...said}
      id={name}
      namePrefix={name}
      errorMessage={said.errorMessage ?? errorOfPart.find(Boolean)}
      items={dateParts.map((part, index) => ({
        name: part,
        value: valueOf(form, `${name}-${part}`),
        error: errorOfPart[index] && true,
      }))}
    />
  )
}

function asked(form: FormState, { name, legend, hint, isPageHeading }: QuestionProps) {
  return {
    name,
    fieldset: {
      legend: {
        html: legend,
        isPageHeading,
        classes: isPageHeading ? 'govuk-fieldset__legend--l' : undefined,
      },
    },
    hint: hint ? { html: hint } : undefined,
    errorMessage: errorOf(form, name),
  }
}

function itemFrom(item: Maybe<CheckboxChoice | { divider: string }>) {
  if (!item || 'divider' in item) return item
  const { text, hint, conditional, exclusive, ...others } = item
  return {
    ...others,
    html: text,
    hint: hint ? { html: hint } : undefined,
    conditional: conditional ? { html: conditional } : undefined,
    behaviour: exclusive ? ('exclusive' as const) : undefined,
    // Keeps govuk-frontend's script away: see revealing.
    attributes: conditional ? { 'data-aria-controls': undefined } : undefined,
  }
}

/**
 * The class by which our own styles show the question that a choice leads to. They do so without JavaScript, while
 * govuk-frontend's script says `aria-expanded` of a radio, which ARIA does not allow.
 */
const revealing = (items: readonly Maybe<FieldChoice | { divider: string }>[]) =>
  items.some((item) => item && 'conditional' in item) && 'ow-reveals'
