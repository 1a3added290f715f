/** The errors that spreadsheet programs show in place of a value they could not work out. */
const errors = new Set(['#N/A', '#REF!', '#VALUE!', '#DIV/0!', '#NAME?', '#NUM!', '#NULL!'])

export function isErrorText(text: string): boolean {
  return text.charCodeAt(0) === 0x23 && errors.has(text)
}

export function errorShown(text: string): string {
  return `The cell shows the error ${text}. Mend the formula, or type the value.`
}
