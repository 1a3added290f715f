import { layOutBars } from './bar-layout.ts'
import type { ChartSpec } from './chart.ts'
import { Drawing, ink, round, seriesColours, Texts } from './drawing.tsx'

export function BarDrawing({ spec }: { spec: ChartSpec }) {
  const { height, zero, axes, bars, texts } = layOutBars(spec)
  return (
    <Drawing spec={spec} height={height}>
      {bars.map((bar) => (
        <rect
          class={`ow-chart__fill-${bar.series + 1}`}
          fill={seriesColours[bar.series]}
          x={round(bar.x)}
          y={round(bar.y)}
          width={round(bar.width)}
          height={bar.height}
        />
      ))}
      {axes.map(({ top, bottom }) => (
        <line class="ow-chart__axis" stroke={ink} x1={round(zero)} y1={top} x2={round(zero)} y2={bottom} />
      ))}
      <Texts texts={texts} boldRows={spec.kind === 'grouped-bar'} />
    </Drawing>
  )
}
