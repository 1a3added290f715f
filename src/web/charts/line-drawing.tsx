import type { ChartSpec } from './chart.ts'
import { Drawing, grey, ink, round, seriesColours, Texts } from './drawing.tsx'
import { layOutLines } from './line-layout.ts'
import type { DrawnSeries } from './line-layout.ts'

/** How each line is broken, in the order of the series, so that lines differ without their colours. */
const dashes = [undefined, '9 5', '2 5', '14 4 2 4', '5 3', '14 4 2 4 2 4'] as const

export function LineDrawing({ spec }: { spec: ChartSpec }) {
  const { height, left, right, ticks, zero, series, texts } = layOutLines(spec)
  const across = (y: number) => ({ x1: round(left), x2: round(right), y1: round(y), y2: round(y) })
  return (
    <Drawing spec={spec} height={height}>
      {ticks.map((y) => (
        <line class="ow-chart__grid" stroke={grey} {...across(y)} />
      ))}
      <line class="ow-chart__axis" stroke={ink} {...across(zero)} />
      {series.map((one) => (
        <SeriesDrawing series={one} />
      ))}
      <Texts texts={texts} />
    </Drawing>
  )
}

function SeriesDrawing({ series: { index, path, points, leader } }: { series: DrawnSeries }) {
  const colour = seriesColours[index]
  const [from, to] = leader
  return (
    <>
      <line
        class={`ow-chart__leader ow-chart__stroke-${index + 1}`}
        stroke={colour}
        x1={round(from.x)}
        y1={round(from.y)}
        x2={round(to.x)}
        y2={round(to.y)}
      />
      <path
        class={`ow-chart__line ow-chart__stroke-${index + 1}`}
        fill="none"
        stroke={colour}
        stroke-width={3}
        stroke-dasharray={dashes[index]}
        d={path}
      />
      {points.map(({ x, y }) => (
        <circle class={`ow-chart__fill-${index + 1}`} fill={colour} cx={round(x)} cy={round(y)} r={3.5} />
      ))}
    </>
  )
}
