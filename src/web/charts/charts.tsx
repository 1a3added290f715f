import { Details } from '../govuk/details.tsx'
import { Table } from '../govuk/table.tsx'
import { BarDrawing } from './bar-drawing.tsx'
import { chartTable } from './chart-words.ts'
import { checkChart } from './chart.ts'
import type { ChartContent, ChartSpec, Series } from './chart.ts'
import { LineDrawing } from './line-drawing.tsx'

interface OnAPage {
  /** Whether the figures stand below the chart, or open when a person asks for them. */
  readonly table: 'open' | 'details'
}

/** A bar for each row of one series. */
export function BarChart({
  table,
  ...content
}: ChartContent & OnAPage & { readonly series: readonly [Series] }) {
  return <ChartFigure spec={{ ...content, kind: 'bar' }} table={table} />
}

/** A bar for each series in each row: teams now and a year ago, ourselves and the region. */
export function GroupedBarChart({
  table,
  ...content
}: ChartContent & OnAPage & { readonly series: readonly Series[] }) {
  return <ChartFigure spec={{ ...content, kind: 'grouped-bar' }} table={table} />
}

/** A line for each series; the rows are times, in order and evenly apart. */
export function LineChart({
  table,
  ...content
}: ChartContent & OnAPage & { readonly series: readonly Series[] }) {
  return <ChartFigure spec={{ ...content, kind: 'line' }} table={table} />
}

/** A chart as part of a page: its title, its drawing, and always its table. */
export function ChartFigure({ spec, table }: { spec: ChartSpec } & OnAPage) {
  return (
    <figure class="ow-chart">
      <figcaption class="ow-chart__caption">{captionOf(spec)}</figcaption>
      <ChartDrawing spec={spec} />
      {table === 'open' ? (
        <FiguresTable spec={spec} />
      ) : (
        <Details summaryText="Show the figures as a table">
          <FiguresTable spec={spec} />
        </Details>
      )}
    </figure>
  )
}

/** The drawing alone. */
export function ChartDrawing({ spec }: { spec: ChartSpec }) {
  checkChart(spec)
  return spec.kind === 'line' ? <LineDrawing spec={spec} /> : <BarDrawing spec={spec} />
}

/** The title, with what is counted where the figures do not say it. */
export function captionOf({ title, unit }: ChartSpec): string {
  return unit === '%' ? title : `${title} (${unit})`
}

function FiguresTable({ spec }: { spec: ChartSpec }) {
  const { caption, columns, rows } = chartTable(spec)
  return (
    <Table
      caption={caption}
      captionClasses="govuk-visually-hidden"
      firstCellIsHeader
      head={columns.map(({ heading, numeric }) => ({
        text: heading,
        format: numeric ? 'numeric' : undefined,
      }))}
      rows={rows.map(({ header, cells }) => [
        { text: header },
        ...cells.map((cell) => ({ text: cell, format: 'numeric' as const })),
      ])}
    />
  )
}
