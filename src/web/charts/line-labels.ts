import { printValue } from './chart.ts'
import type { ChartContent, Series } from './chart.ts'
import { centredBaseline, lineHeight, textSize } from './layout.ts'
import type { TextBox } from './layout.ts'
import { wrapText } from './text-layout.ts'

/** The room for names at the right of the lines. */
export const labelColumn = 140
const gapBetweenLabels = 4

/** A line's name with its last figure, in lines; empty when it has no figure. */
export interface EndLabel {
  readonly lines: readonly string[]
  /** The index of the last figure, -1 when there is none. */
  readonly last: number
}

/** `England 15.9%`; a line that ends early says when: `England 15.9% (2021)`. */
export function endLabel({ label, values }: Series, { rows, unit }: ChartContent): EndLabel {
  const last = values.findLastIndex(({ value }) => value !== null)
  const figure = values[last]
  if (!figure) return { last, lines: [] }
  const when = last < rows.length - 1 ? ` (${rows[last]})` : ''
  return { last, lines: wrapText(`${label} ${printValue(figure, unit)}${when}`, labelColumn, textSize) }
}

/** The height that all labels take when they stand below one another. */
export function heightOfAll(labels: readonly EndLabel[]): number {
  return labels.reduce((total, label) => total + heightOf(label) + gapBetweenLabels, 0)
}

/**
 * Places each label beside the height it wants, or as near as the others leave room for. `wanted` is the height of each
 * line's last point.
 */
export function placeLabels(
  labels: readonly EndLabel[],
  wanted: readonly number[],
  x: number,
  [top, bottom]: readonly [number, number],
): (TextBox & { middle: number })[] {
  const tops = spread(
    labels.map((label, index) => ({
      top: (wanted[index] ?? 0) - heightOf(label) / 2,
      height: heightOf(label),
    })),
    top,
    bottom,
  )
  return labels.map((label, index) => {
    const middle = (tops[index] ?? top) + heightOf(label) / 2
    const y = centredBaseline(middle, label.lines.length)
    return { x, y, lines: label.lines, anchor: 'start', role: 'series', middle }
  })
}

/** Pushes overlapping strips apart: down from the top one, then up again from the bottom where they ran out of room. */
function spread(strips: readonly { top: number; height: number }[], top: number, bottom: number): number[] {
  const placed = strips.map((strip) => ({ ...strip }))
  const downwards = placed.toSorted((one, other) => one.top - other.top)
  let free = top
  for (const strip of downwards) {
    strip.top = Math.max(strip.top, free)
    free = strip.top + strip.height + gapBetweenLabels
  }
  let limit = bottom
  for (const strip of downwards.toReversed()) {
    strip.top = Math.min(strip.top, limit - strip.height)
    limit = strip.top - gapBetweenLabels
  }
  return placed.map((strip) => strip.top)
}

function heightOf({ lines }: EndLabel): number {
  return lines.length * lineHeight
}
