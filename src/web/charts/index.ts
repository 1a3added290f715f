/** Charts drawn on the server: the same drawing on a page, in a Word file and in print, never without its table. */
export type { ChartContent, ChartSpec, ChartValue, Series } from './chart.ts'
export { chartTable, descriptionOf } from './chart-words.ts'
export { BarChart, ChartFigure, GroupedBarChart, LineChart } from './charts.tsx'
export { chartBlock, chartSvg } from './chart-block.tsx'
