/** The property types that the components share, named as govuk-frontend names its macro options. */
import type { AriaAttributes, JSX } from 'preact'

/** What can be printed: text (which is escaped), elements, lists of these, or nothing. Not dates or other objects. */
export type Markup = JSX.Element | string | number | boolean | null | undefined | readonly Markup[]

/** An item, or nothing where a condition such as `mayEdit && item` was false. */
export type Maybe<T> = T | false | null | undefined

/** Something to say: `html` is JSX and wins over `text`. A plain string is escaped in either. */
export interface Content {
  text?: string | number | undefined
  html?: Markup
}

/** As {@link Content}, or simply children. */
export interface ContentWithChildren extends Content {
  children?: Markup
}

type AttributeValue = string | number | boolean | undefined

/** Further HTML attributes. `true` prints the bare name; `false` and undefined print nothing. */
export interface Attributes extends AriaAttributes {
  [data: `data-${string}`]: AttributeValue
  accept?: string | undefined
  dir?: 'auto' | 'rtl' | 'ltr' | undefined
  download?: string | true | undefined
  form?: string | undefined
  formaction?: string | undefined
  formnovalidate?: boolean | undefined
  hidden?: boolean | undefined
  id?: string | undefined
  lang?: string | undefined
  list?: string | undefined
  max?: string | number | undefined
  maxlength?: number | undefined
  min?: string | number | undefined
  placeholder?: string | undefined
  readonly?: boolean | undefined
  rel?: string | undefined
  required?: boolean | undefined
  step?: string | number | undefined
  tabindex?: number | undefined
  target?: string | undefined
  title?: string | undefined
}

/** Extra class names, parted by spaces, and extra attributes, both for the component's own element. */
export interface Styled {
  classes?: string | undefined
  attributes?: Attributes | undefined
}

export type HeadingLevel = 1 | 2 | 3 | 4 | 5 | 6

/** Words for one and for many (`one`, `other` …), which govuk-frontend's script chooses between. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>>
