import { printNumber, roundTo } from '#platform/numbers'

/** One figure: printed with exactly its decimals; or missing, and then the words that say why ("not collected"). */
export type ChartValue =
  | { readonly value: number; readonly decimals: number; readonly qualifier?: string }
  | { readonly value: null; readonly because: string }

export interface Series {
  readonly label: string
  /** One for each row of the chart, in the same order. */
  readonly values: readonly ChartValue[]
}

/** What every chart says. It is also the chart's table: one row for each row, one column for each series. */
export interface ChartContent {
  /** Unlike any other id on the page: a letter, then letters, digits and hyphens. */
  readonly id: string
  readonly title: string
  /** What the drawing shows, for those who do not see it. Unless given, it is drawn up from the figures. */
  readonly description?: string
  /** `%`, which is printed with each figure, or what is counted (`people`), which is printed once. */
  readonly unit: string
  /** What the rows are: `Team`, `Year`. */
  readonly rowHeading: string
  readonly rows: readonly string[]
}

/** - `bar`: one series, a bar for each row. `grouped-bar`: a bar for each series in each row. `line`: rows are times. */
export type ChartSpec = ChartContent &
  (
    | { readonly kind: 'bar'; readonly series: readonly [Series] }
    | { readonly kind: 'grouped-bar' | 'line'; readonly series: readonly Series[] }
  )

/** More cannot be told apart by eye: split the chart, or let the table speak. */
export const mostSeries = 6

/** Throws when the figures cannot be drawn as they are: a fault of the code that asks, not of the figures. */
export function checkChart({ id, title, rows, series }: ChartSpec): void {
  if (!/^[a-z][a-z0-9-]*$/i.test(id)) throw new RangeError(`“${id}” cannot be the id of a chart`)
  if (title.trim() === '') throw new RangeError('A chart needs a title')
  if (series.length > mostSeries)
    throw new RangeError(`${series.length} series cannot be told apart in one chart`)
  for (const { label, values } of series) {
    if (values.length !== rows.length) {
      throw new RangeError(`“${label}” has ${values.length} figures, but there are ${rows.length} rows`)
    }
    for (const { value } of values) {
      if (value !== null && !Number.isFinite(value))
        throw new RangeError(`“${label}” has ${value}, which is no figure`)
    }
  }
}

/** The figure as printed (`17.9%`, `just over 10%`, `1,885`), or the words for why there is none. */
export function printValue(figure: ChartValue, unit: string): string {
  if (figure.value === null) return figure.because
  const number = `${printNumber(figure.value, figure.decimals)}${unit === '%' ? '%' : ''}`
  return figure.qualifier ? `${figure.qualifier} ${number}` : number
}

/** The figure as it is drawn: as printed, so that a bar is never longer than its figure says. Null when it is missing. */
export function drawnValue(figure: ChartValue): number | null {
  return figure.value === null ? null : roundTo(figure.value, figure.decimals)
}

/** The lowest and highest figure, with nought among them, as bars and lines start from nought. */
export function extentOf(series: readonly Series[]): [number, number] {
  const values = series.flatMap((one) => one.values.map((figure) => drawnValue(figure) ?? 0))
  const [lowest, highest] = [Math.min(0, ...values), Math.max(0, ...values)]
  return lowest === highest ? [0, 1] : [lowest, highest]
}

/** What is missing and why, a sentence for each series and reason: `Agency: not collected (2016, 2017).` */
export function missingNotes({ rows, series }: ChartSpec): string[] {
  return series.flatMap(({ label, values }) => {
    const rowsByReason = new Map<string, string[]>()
    for (const [index, figure] of values.entries()) {
      if (figure.value !== null) continue
      const missing = rowsByReason.get(figure.because) ?? []
      rowsByReason.set(figure.because, [...missing, rows[index] ?? ''])
    }
    return [...rowsByReason].map(([because, missing]) => `${label}: ${because} (${missing.join(', ')}).`)
  })
}
