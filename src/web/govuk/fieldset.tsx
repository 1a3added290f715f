import { classNames } from './class-names.ts'
import { contentOf } from './content.ts'
import type { Content, Markup, Styled } from './props.ts'

export interface LegendProps extends Content {
  classes?: string | undefined
  /** Puts the legend inside the page's only h1, for pages that ask one question. */
  isPageHeading?: boolean | undefined
}

export interface FieldsetProps extends Styled {
  legend?: LegendProps | undefined
  describedBy?: string | undefined
  role?: 'group' | undefined
  html?: Markup
  children?: Markup
}

export const Fieldset = (props: FieldsetProps) => (
  <fieldset
    class={classNames('govuk-fieldset', props.classes)}
    role={props.role}
    aria-describedby={props.describedBy || undefined}
    {...props.attributes}
  >
    <Legend {...props.legend} />
    {contentOf(props)}
  </fieldset>
)

function Legend(props: LegendProps) {
  const content = contentOf(props)
  if (!content) return null
  return (
    <legend class={classNames('govuk-fieldset__legend', props.classes)}>
      {props.isPageHeading ? <h1 class="govuk-fieldset__heading">{content}</h1> : content}
    </legend>
  )
}
