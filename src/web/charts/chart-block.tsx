import { renderToString } from 'preact-render-to-string'
import type { Chart } from '#platform/documents/document'
import { layOutBars } from './bar-layout.ts'
import { chartTable, descriptionOf } from './chart-words.ts'
import type { ChartSpec } from './chart.ts'
import { captionOf, ChartDrawing } from './charts.tsx'
import { sizeOfDrawing } from './drawing.tsx'
import { layOutLines } from './line-layout.ts'

/** The drawing as a stand-alone SVG, the same as on a page. */
export function chartSvg(spec: ChartSpec): string {
  return renderToString(<ChartDrawing spec={spec} />)
}

/** The chart as a block of a document: its drawing, the words for it, and its table. */
export function chartBlock(spec: ChartSpec): Chart {
  const { height } = spec.kind === 'line' ? layOutLines(spec) : layOutBars(spec)
  return {
    kind: 'chart',
    svg: chartSvg(spec),
    ...sizeOfDrawing(height),
    caption: captionOf(spec),
    alt: descriptionOf(spec),
    table: chartTable(spec),
  }
}
