import type { JSX } from 'preact'
import { jsxTemplate } from 'preact/jsx-runtime'

/**
 * Prints HTML as it stands, without escaping. The only way to do so in this service, so that every use can be found
 * and reviewed: the HTML must come from our own files, or from a sanitiser, and never from a person or another system.
 */
export function trustedHtml(html: string): JSX.Element {
  return jsxTemplate([html])
}
