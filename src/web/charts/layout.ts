import { textWidth } from './text-layout.ts'

/** The breadth of every drawing, in its own units: a phone shrinks it to about two thirds, a page shows it a little larger. */
export const drawingWidth = 480
export const textSize = 16
export const lineHeight = 20

/** Text at a place: `y` is the base line of the first line. */
export interface TextBox {
  readonly x: number
  readonly y: number
  readonly lines: readonly string[]
  readonly anchor: 'start' | 'middle' | 'end'
  /** `row` labels are bold where series have labels of their own; what is `missing` and notes are paler. */
  readonly role: 'row' | 'series' | 'value' | 'missing' | 'tick' | 'note'
}

export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** The room a text takes, as estimated. */
export function boxOf({ x, y, lines, anchor }: TextBox): Box {
  const width = Math.max(...lines.map((line) => textWidth(line, textSize)))
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
  const top = y - textSize * 0.8
  return { left, top, right: left + width, bottom: top + textSize + (lines.length - 1) * lineHeight }
}

/** The base line of the first of so many lines that are to stand in the middle of a strip. */
export function centredBaseline(middle: number, lineCount: number): number {
  return middle - ((lineCount - 1) * lineHeight) / 2 + textSize * 0.35
}
