import { scaleLinear } from 'd3-scale'
import { drawnValue, extentOf, printValue } from './chart.ts'
import type { ChartSpec, ChartValue } from './chart.ts'
import { centredBaseline, drawingWidth, lineHeight, textSize } from './layout.ts'
import type { TextBox } from './layout.ts'
import { textWidth, wrapText } from './text-layout.ts'

export interface Bar {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Counted from 0. */
  readonly series: number
}

export interface BarLayout {
  readonly height: number
  /** Where nought is: every bar begins or ends there. */
  readonly zero: number
  /** From where to where the line of nought runs: beside each row's bars, and not through its label. */
  readonly axes: readonly { readonly top: number; readonly bottom: number }[]
  readonly bars: readonly Bar[]
  readonly texts: readonly TextBox[]
}

const barHeight = 24
const gap = 4
const gapBetweenRows = 10
const gapToText = 6

/**
 * Places horizontal bars, with each row's label above its bars and each figure at its bar's end. Lying bars leave a whole
 * line for a label, so a chart reads the same on a phone and with long names of teams.
 */
export function layOutBars(spec: ChartSpec): BarLayout {
  const { rows, series } = spec
  const left = spec.kind === 'grouped-bar' ? seriesColumn(series.map(({ label }) => label)) : 0
  const scale = barScale(spec, left)
  const axes: { top: number; bottom: number }[] = []
  const bars: Bar[] = []
  const texts: TextBox[] = []
  let top = 0

  for (const [index, row] of rows.entries()) {
    const rowLines = wrapText(row, drawingWidth, textSize)
    texts.push({ x: 0, y: top + textSize, lines: rowLines, anchor: 'start', role: 'row' })
    top += rowLines.length * lineHeight + gap
    const axisTop = top - gap / 2

    for (const [seriesIndex, { label, values }] of series.entries()) {
      const figure = values[index]
      if (!figure) continue
      const labelLines = left > 0 ? wrapText(label, left - 2 * gapToText, textSize) : []
      const { x, anchor, lines } = besideTheBar(figure, spec.unit, scale, left)
      const height = Math.max(barHeight, labelLines.length * lineHeight, lines.length * lineHeight)
      const middle = top + height / 2

      const value = drawnValue(figure)
      if (value !== null) {
        const [from, to] = [scale(0), scale(value)].sort((one, other) => one - other) as [number, number]
        bars.push({
          x: from,
          y: middle - barHeight / 2,
          width: to - from,
          height: barHeight,
          series: seriesIndex,
        })
      }
      const role = value === null ? 'missing' : 'value'
      texts.push({ x, y: centredBaseline(middle, lines.length), lines, anchor, role })
      if (labelLines.length > 0) {
        const y = centredBaseline(middle, labelLines.length)
        texts.push({ x: 0, y, lines: labelLines, anchor: 'start', role: 'series' })
      }
      top += height + gap
    }
    axes.push({ top: axisTop, bottom: top - gap / 2 })
    top += gapBetweenRows
  }
  return { height: Math.max(top - gapBetweenRows, lineHeight), zero: scale(0), axes, bars, texts }
}

/** The figure at the end of its bar; or why there is none, on the broader side of nought. */
function besideTheBar(figure: ChartValue, unit: string, scale: (value: number) => number, left: number) {
  const value = drawnValue(figure)
  const end = scale(value ?? 0)
  const isLeft = value === null ? end - left > drawingWidth - end : value < 0
  const room = (isLeft ? end - left : drawingWidth - end) - gapToText
  return {
    x: isLeft ? end - gapToText : end + gapToText,
    anchor: isLeft ? ('end' as const) : ('start' as const),
    lines: figure.value === null ? wrapText(figure.because, room, textSize) : [printValue(figure, unit)],
  }
}

/** From nought, with room on each side for the broadest figure that will stand there. */
function barScale({ unit, series }: ChartSpec, left: number) {
  const figures = series.flatMap(({ values }) => values)
  const broadest = (isThere: (value: number) => boolean) =>
    figures.reduce((width, figure) => {
      const value = drawnValue(figure)
      if (value === null || !isThere(value)) return width
      return Math.max(width, textWidth(printValue(figure, unit), textSize) + gapToText)
    }, 1)
  const [lowest, highest] = extentOf(series)
  const room = [left + broadest((value) => value < 0), drawingWidth - broadest((value) => value >= 0)]
  return scaleLinear([lowest, highest], room)
}

/** As broad as the broadest label of a series, up to two fifths of the drawing. */
function seriesColumn(labels: readonly string[]): number {
  const broadest = Math.max(0, ...labels.map((label) => textWidth(label, textSize)))
  return Math.min(broadest, drawingWidth * 0.4) + gapToText * 2
}
