import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { againstTheRegion, anyChart, figure, missing } from '../../../test/support/chart-examples.ts'
import { overlaps, strayTexts } from '../../../test/support/layout-checks.ts'
import { layOutBars } from './bar-layout.ts'
import { drawnValue } from './chart.ts'
import type { ChartSpec, ChartValue } from './chart.ts'

const chartOf = (...values: ChartValue[]): ChartSpec => ({
  kind: 'bar',
  id: 'agency',
  title: 'Agency workers',
  unit: 'people',
  rowHeading: 'Team',
  rows: values.map((_value, index) => `Team ${index + 1}`),
  series: [{ label: 'Agency workers', values }],
})

const anyBars = fc.oneof(anyChart('bar'), anyChart('grouped-bar'))

test('bars are as long as their figures are large, from nought', () => {
  const { bars, zero } = layOutBars(chartOf(figure(14), figure(7), figure(0)))
  const [long, half, none] = bars.map(({ width }) => width)
  expect(half).toBeCloseTo(long! / 2, 6)
  expect(none).toBe(0)
  for (const bar of bars) expect(bar.x).toBe(zero)
})

test('in any chart every bar is as long as its figure, to one scale, and begins or ends at nought', () => {
  fc.assert(
    fc.property(anyBars, (spec) => {
      const { bars, zero } = layOutBars(spec)
      const values = spec.rows.flatMap((_row, index) =>
        spec.series.map((series) => drawnValue(series.values[index]!)),
      )
      const drawn = values.filter((value) => value !== null)
      expect(bars).toHaveLength(drawn.length)
      const largest = Math.max(...drawn.map(Math.abs), 0)
      const longest = Math.max(...bars.map(({ width }) => width), 0)
      for (const [index, bar] of bars.entries()) {
        const value = drawn[index]!
        if (largest > 0) expect(bar.width).toBeCloseTo((Math.abs(value) / largest) * longest, 6)
        expect(value < 0 ? bar.x + bar.width : bar.x).toBeCloseTo(zero, 6)
      }
    }),
  )
})

test('the longest bar takes most of the room', () => {
  const { bars } = layOutBars(chartOf(figure(14), figure(7)))
  expect(bars[0]?.width).toBeGreaterThan(400)
})

test('no text of any chart overlaps another, a bar, or the edge', () => {
  fc.assert(
    fc.property(anyBars, (spec) => {
      const { texts, bars, height } = layOutBars(spec)
      expect(strayTexts(texts, height)).toEqual([])
      expect(overlaps(texts)).toEqual([])
      const shapes = bars.map(({ x, y, width, height }) => ({
        left: x,
        top: y,
        right: x + width,
        bottom: y + height,
      }))
      expect(overlaps(texts, shapes)).toEqual([])
    }),
  )
})

describe('each bar says its figure', () => {
  test('to the decimals it was printed with', () => {
    const values = layOutBars(againstTheRegion).texts.filter(({ role }) => role === 'value')
    expect(values.map(({ lines }) => lines[0])).toEqual([
      '15%', '17.9%', '14.00%', '17%', '13.7%', '16.6%', '16%', '11.2%', '11.2%',
    ]) // prettier-ignore
  })

  test('or why there is none, and then there is no bar', () => {
    const { bars, texts } = layOutBars(chartOf(figure(14), missing('not collected')))
    expect(bars).toHaveLength(1)
    expect(texts.filter(({ role }) => role === 'missing').map(({ lines }) => lines)).toEqual([
      ['not collected'],
    ])
  })
})

test('a chart of nothing but noughts or gaps can be drawn', () => {
  expect(layOutBars(chartOf(figure(0), figure(0))).bars.map(({ width }) => width)).toEqual([0, 0])
  expect(layOutBars(chartOf(missing())).bars).toEqual([])
  expect(layOutBars(chartOf()).texts).toEqual([])
})

test('a long label is wrapped and moves what is below it down', () => {
  const short = layOutBars(chartOf(figure(1), figure(2)))
  const spec = chartOf(figure(1), figure(2))
  const long = layOutBars({ ...spec, rows: ['Safeguarding '.repeat(8).trim(), 'Team 2'] })
  expect(long.texts.find(({ role }) => role === 'row')?.lines.length).toBeGreaterThan(1)
  expect(long.bars[1]!.y).toBeGreaterThan(short.bars[1]!.y)
  expect(long.height).toBeGreaterThan(short.height)
})
