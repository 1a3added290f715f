/** The letters that spreadsheets give their columns: 0 is A, 25 is Z, 26 is AA. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (index % 26))
}

/** The column, from 0, of a reference such as AB12; undefined when it does not start with one to three letters. */
export function columnIndex(reference: string): number | undefined {
  let index = 0
  let letters = 0
  for (; letters < reference.length; letters++) {
    const code = reference.charCodeAt(letters)
    if (code < 65 || code > 90) break
    index = index * 26 + (code - 64)
  }
  return letters >= 1 && letters <= 3 ? index - 1 : undefined
}
