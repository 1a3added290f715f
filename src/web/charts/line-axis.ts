import { printNumber } from '#platform/numbers'
import { boxOf, centredBaseline, drawingWidth, textSize } from './layout.ts'
import type { TextBox } from './layout.ts'
import { fitsWhole, textWidth, wrapText } from './text-layout.ts'

const gapBetweenLabels = 8
const mostLines = 3

/** The figures beside the horizontal lines, as short as they can be told apart: `0%`, `5%`, `10%`. */
export function printTicks(ticks: readonly number[], unit: string): string[] {
  const decimals = Math.max(0, ...ticks.map((tick) => decimalsOf(tick)))
  return ticks.map((tick) => `${printNumber(tick, decimals)}${unit === '%' ? '%' : ''}`)
}

/** Ticks stand at round figures, so the shortest way to write one shows the decimals it needs. */
function decimalsOf(tick: number): number {
  return (String(Number(tick.toPrecision(6))).split('.')[1] ?? '').length
}

/** The ticks' words, ending at `right`. */
export function layOutTicks(words: readonly string[], heights: readonly number[], right: number): TextBox[] {
  return words.map((text, index) => ({
    x: right,
    y: centredBaseline(heights[index] ?? 0, 1),
    lines: [text],
    anchor: 'end',
    role: 'tick',
  }))
}

/**
 * The rows' labels below their points. Where they are too broad for all to stand side by side, every second, third … is
 * left out, counted back from the last, which people look for first; the table names them all.
 */
export function layOutRows(
  rows: readonly string[],
  places: readonly number[],
  step: number,
  y: number,
): TextBox[] {
  for (let every = 1; every < rows.length; every += 1) {
    const width = every * step - gapBetweenLabels
    const texts = everySo(every, rows, places, width, y)
    if (rows.every((row) => fitsWhole(row, width, textSize)) && standApart(texts)) return texts
  }
  return everySo(Math.max(rows.length, 1), rows, places, Math.max(rows.length, 1) * step, y)
}

/** One label in so many, each in the middle below its point, or as near as the edge of the drawing lets it. */
function everySo(
  every: number,
  rows: readonly string[],
  places: readonly number[],
  width: number,
  y: number,
): TextBox[] {
  return rows.flatMap((row, index): TextBox[] => {
    if ((rows.length - 1 - index) % every !== 0) return []
    const lines = wrapText(row, width, textSize)
    const half = Math.max(...lines.map((line) => textWidth(line, textSize))) / 2
    const x = Math.min(Math.max(places[index] ?? 0, half), drawingWidth - half)
    return [{ x, y, lines, anchor: 'middle', role: 'row' }]
  })
}

function standApart(texts: readonly TextBox[]): boolean {
  return texts.every((text, index) => {
    const next = texts[index + 1]
    const isClear = !next || boxOf(text).right + gapBetweenLabels <= boxOf(next).left
    return isClear && text.lines.length <= mostLines
  })
}
