import type { Attributes, PluralForms } from './props.ts'

/**
 * The `data-i18n.…` attributes that hand words to govuk-frontend's script. Those without words are left out, and the
 * script then uses its own English.
 */
export function translations(words: Record<string, string | PluralForms | undefined>): Attributes {
  const attributes: Attributes = {}
  for (const [key, message] of Object.entries(words)) {
    if (typeof message === 'string') attributes[`data-i18n.${key}`] = message || undefined
    else if (message) {
      for (const [form, text] of Object.entries(message)) attributes[`data-i18n.${key}.${form}`] = text
    }
  }
  return attributes
}
