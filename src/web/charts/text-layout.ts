/** How much room text takes. There is no browser to measure it in, so it is estimated, on the safe side. */

/** Breadths of Arial's letters, as shares of the size. Other Latin letters take `otherLetter`, all else a full square. */
const breadths = new Map(
  Object.entries({
    "ijl'|": 0.23,
    ' !,./:;I[]\\ft’‘·': 0.28,
    '()-`r{}"“”': 0.36,
    'ckvxyzsJ*^': 0.5,
    'FTZ+<=>~−–': 0.62,
    'ABEKPSVXY&': 0.67,
    CDHNRUw: 0.73,
    'GOQmM%': 0.89,
    'W@—…': 1.02,
  }).flatMap(([letters, breadth]) => Array.from(letters, (letter) => [letter, breadth] as const)),
)
const letterOrDigit = 0.56
const otherLetter = 0.78

/** Screens without Arial may use a broader font (DejaVu Sans is), and some labels are bold. */
const allowance = 1.16

/** The breadth of one line of text, in the unit of its size. */
export function textWidth(text: string, size: number): number {
  let width = 0
  for (const letter of text) width += breadths.get(letter) ?? breadthByRange(letter.codePointAt(0) ?? 0)
  return width * size * allowance
}

function breadthByRange(code: number): number {
  if (code < 0x80) return letterOrDigit
  return code < 0x2e80 ? otherLetter : 1
}

/** The text in lines no broader than this. Only a word that is broader by itself is broken. */
export function wrapText(text: string, width: number, size: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).flatMap((word) => breakWord(word, width, size))) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && textWidth(longer, size) > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line]
}

/** Whether the text can be wrapped to this breadth without breaking a word. */
export function fitsWhole(text: string, width: number, size: number): boolean {
  return text.split(/\s+/).every((word) => textWidth(word, size) <= width)
}

function breakWord(word: string, width: number, size: number): string[] {
  const parts: string[] = []
  let part = ''
  for (const letter of word) {
    if (part !== '' && textWidth(part + letter, size) > width) {
      parts.push(part)
      part = letter
    } else part += letter
  }
  return [...parts, part]
}
