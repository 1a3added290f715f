/**
 * Spreadsheet programs run a CSV cell that begins like a formula, so a person's name could become a command on
 * a colleague's computer (OWASP, "CSV Injection"). Such cells are written with an apostrophe before them, and
 * the apostrophe is taken off again when a file of ours comes back.
 */

const startsAFormula = /^'*[=+\-@\t\r\n＝＋－＠]/
const isNegativeNumber = /^-\d+(?:\.\d+)?$/

export function withFormulaGuard(text: string): string {
  return startsAFormula.test(text) && !isNegativeNumber.test(text) ? `'${text}` : text
}

export function withoutFormulaGuard(cell: string): string {
  return cell.charCodeAt(0) === 0x27 && startsAFormula.test(cell) ? cell.slice(1) : cell
}
