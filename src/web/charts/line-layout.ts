import { scaleLinear, scalePoint } from 'd3-scale'
import { line } from 'd3-shape'
import { drawnValue, extentOf, missingNotes } from './chart.ts'
import type { ChartSpec } from './chart.ts'
import { drawingWidth, lineHeight, textSize } from './layout.ts'
import type { TextBox } from './layout.ts'
import { layOutRows, layOutTicks, printTicks } from './line-axis.ts'
import { endLabel, heightOfAll, labelColumn, placeLabels } from './line-labels.ts'
import { textWidth, wrapText } from './text-layout.ts'

export interface Point {
  readonly x: number
  readonly y: number
}

export interface DrawnSeries {
  /** Its place among the series of the chart, from 0. */
  readonly index: number
  /** The line as SVG writes it, broken where a figure is missing. */
  readonly path: string
  /** A mark on every figure, so that one between two gaps is seen. */
  readonly points: readonly Point[]
  /** A thin line from the last figure to the label, wherever that had to go. */
  readonly leader: readonly [Point, Point]
}

export interface LineLayout {
  readonly height: number
  readonly left: number
  readonly right: number
  /** The heights of the horizontal lines. */
  readonly ticks: readonly number[]
  readonly zero: number
  /** Those that have any figure. */
  readonly series: readonly DrawnSeries[]
  readonly texts: readonly TextBox[]
}

const plotHeight = 240
const gapToText = 8
const mostTicks = 5

/** Places lines over time. Each line's name and last figure stand at its end, so that nobody has to look up a key. */
export function layOutLines(spec: ChartSpec): LineLayout {
  const { unit, rows, series } = spec
  const labels = series.map((one) => endLabel(one, spec))
  const top = textSize
  const bottom = top + Math.max(plotHeight, heightOfAll(labels))
  const y = scaleLinear(extentOf(series), [bottom, top]).nice(mostTicks)
  const ticks = y.ticks(mostTicks)
  const tickWords = printTicks(ticks, unit)
  const left = Math.max(...tickWords.map((words) => textWidth(words, textSize))) + gapToText
  const right = drawingWidth - labelColumn - gapToText
  const x = scalePoint([...rows.keys()], [left, right]).padding(0.5)
  const places = rows.map((_row, index) => x(index) ?? left)

  const points = series.map(({ values }) =>
    values.map((figure, index) => {
      const value = drawnValue(figure)
      return value === null ? null : { x: places[index] ?? left, y: y(value) }
    }),
  )
  const lasts = labels.map(({ last }, index) => points[index]?.[last] ?? null)
  const placed = placeLabels(
    labels,
    lasts.map((point) => point?.y ?? bottom),
    right + gapToText,
    [top, bottom],
  )
  const rowTexts = layOutRows(rows, places, x.step(), bottom + gapToText + textSize)
  const axisEnd = bottom + gapToText + Math.max(1, ...rowTexts.map(({ lines }) => lines.length)) * lineHeight
  const notes = layOutNotes(missingNotes(spec), axisEnd + gapToText)

  return {
    height: notes.end + gapToText,
    left,
    right,
    ticks: ticks.map(y),
    zero: y(0),
    series: points.flatMap((all, index): DrawnSeries[] => {
      const [last, label] = [lasts[index], placed[index]]
      if (!last || !label) return []
      const leader = [last, { x: label.x - 2, y: label.middle }] as const
      return [{ index, path: pathThrough(all), points: all.filter((point) => point !== null), leader }]
    }),
    texts: [
      ...layOutTicks(tickWords, ticks.map(y), left - gapToText),
      ...placed.filter(({ lines }) => lines.length > 0),
      ...rowTexts,
      ...notes.texts,
    ],
  }
}

const pathThrough = (points: readonly (Point | null)[]): string =>
  line<Point | null>(
    (point) => point?.x ?? 0,
    (point) => point?.y ?? 0,
  ).defined((point) => point !== null)(points) ?? ''

/** What is missing, in words below the drawing. */
function layOutNotes(notes: readonly string[], from: number): { texts: TextBox[]; end: number } {
  let end = from
  const texts = notes.map((note): TextBox => {
    const lines = wrapText(note, drawingWidth, textSize)
    const y = end + textSize
    end += lines.length * lineHeight
    return { x: 0, y, lines, anchor: 'start', role: 'note' }
  })
  return { texts, end }
}
