import type { Table } from '#platform/documents/document'
import { printValue } from './chart.ts'
import type { ChartSpec } from './chart.ts'

const kinds: Record<ChartSpec['kind'], string> = {
  bar: 'Bar chart',
  'grouped-bar': 'Grouped bar chart',
  line: 'Line chart',
}

/** Up to this many figures are read out one by one; of more, where each series starts, ends, peaks and dips. */
const mostReadOut = 12

/** What the drawing shows, in words: as given, else drawn up from the figures. */
export function descriptionOf(spec: ChartSpec): string {
  return spec.description ?? `${kinds[spec.kind]}${unitInWords(spec.unit)}. ${figuresInWords(spec)}`
}

/** A table whose cells are plain text. */
export interface FiguresTable extends Table {
  readonly rows: readonly { readonly header: string; readonly cells: readonly string[] }[]
}

/** The chart's figures as a table: every one, to its printed decimals, or why it is missing. */
export function chartTable({ title, unit, rowHeading, rows, series }: ChartSpec): FiguresTable {
  const suffix = unit === '%' ? '' : ` (${unit})`
  return {
    kind: 'table',
    caption: `Figures: ${title}`,
    columns: [
      { heading: rowHeading },
      ...series.map(({ label }) => ({ heading: `${label}${suffix}`, numeric: true })),
    ],
    rows: rows.map((header, index) => ({
      header,
      cells: series.map(({ values }) => {
        const figure = values[index]
        return figure ? printValue(figure, unit) : ''
      }),
    })),
  }
}

function unitInWords(unit: string): string {
  return unit === '%' ? '' : ` of ${unit}`
}

function figuresInWords({ unit, rows, series }: ChartSpec): string {
  const isShort = rows.length * series.length <= mostReadOut
  return series
    .map(({ label, values }) => {
      const said = rows.flatMap((row, index) => {
        const figure = values[index]
        return figure ? [{ row, value: figure.value, words: `${row} ${printValue(figure, unit)}` }] : []
      })
      if (isShort) return `${label}: ${said.map(({ words }) => words).join(', ')}.`
      const known = said.flatMap(({ value, words }) => (value === null ? [] : [{ value, words }]))
      const [first, last] = [known[0], known.at(-1)]
      if (!first || !last) return `${label}: no figures.`
      const lowest = known.reduce((low, figure) => (figure.value < low.value ? figure : low))
      const highest = known.reduce((high, figure) => (figure.value > high.value ? figure : high))
      return `${label}: from ${first.words} to ${last.words}; lowest ${lowest.words}, highest ${highest.words}.`
    })
    .join(' ')
}
