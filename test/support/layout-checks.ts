import { boxOf, drawingWidth } from '../../src/web/charts/layout.ts'
import type { Box, TextBox } from '../../src/web/charts/layout.ts'

/** Letters of a hair's breadth more do not matter. */
const tolerance = 0.5

/** Pairs that cover one another: texts among themselves, or texts and other shapes. */
export function overlaps(texts: readonly TextBox[], others?: readonly Box[]): string[] {
  const boxes = texts.filter(({ lines }) => lines.length > 0).map((text) => ({ text, box: boxOf(text) }))
  return boxes.flatMap(({ text, box }, index) => {
    const rest = others ?? boxes.slice(index + 1).map((other) => other.box)
    return rest
      .filter((other) => cover(box, other))
      .map((other) => `${text.lines.join('|')} covers ${JSON.stringify(other)}`)
  })
}

/** Texts that reach over the edge of the drawing. */
export function strayTexts(texts: readonly TextBox[], height: number): string[] {
  return texts.flatMap((text) => {
    if (text.lines.length === 0) return []
    const { left, top, right, bottom } = boxOf(text)
    const isInside =
      left >= -tolerance && right <= drawingWidth + tolerance && top >= -tolerance && bottom <= height + 4
    return isInside ? [] : [`${text.lines.join('|')} at ${JSON.stringify({ left, top, right, bottom })}`]
  })
}

function cover(one: Box, other: Box): boolean {
  return (
    one.left < other.right - tolerance &&
    other.left < one.right - tolerance &&
    one.top < other.bottom - tolerance &&
    other.top < one.bottom - tolerance
  )
}
