import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyChart, figure, missing } from '../../../test/support/chart-examples.ts'
import { overlaps, strayTexts } from '../../../test/support/layout-checks.ts'
import { drawnValue } from './chart.ts'
import type { ChartSpec, Series } from './chart.ts'
import { layOutLines } from './line-layout.ts'

const chartOf = (rows: string[], ...series: Series[]): ChartSpec => ({
  kind: 'line',
  id: 'vacancies',
  title: 'Vacancies',
  unit: '%',
  rowHeading: 'Year',
  rows,
  series,
})
const years = ['2016', '2017', '2018']
const england: Series = { label: 'England', values: [figure(16), figure(17), figure(18.4)] }

test('higher figures stand higher, in proportion, from nought', () => {
  const { series, zero } = layOutLines(
    chartOf(['2017', '2018'], { label: 'A', values: [figure(10), figure(20)] }),
  )
  const [ten, twenty] = series[0]!.points
  expect(zero - twenty!.y).toBeCloseTo(2 * (zero - ten!.y), 6)
})

test('in any chart the points stand in order of time and to one scale', () => {
  fc.assert(
    fc.property(anyChart('line'), (spec) => {
      const { series, zero, left, right } = layOutLines(spec)
      const scales = series.flatMap(({ index, points }) => {
        const values = spec.series[index]!.values.map(drawnValue).filter((value) => value !== null)
        expect(points).toHaveLength(values.length)
        expect(points.map(({ x }) => x)).toEqual(points.map(({ x }) => x).toSorted((a, b) => a - b))
        for (const { x } of points) expect(x >= left && x <= right).toBe(true)
        return points.flatMap(({ y }, at) => (Math.abs(values[at]!) > 1 ? [(zero - y) / values[at]!] : []))
      })
      for (const scale of scales) expect(scale / scales[0]!).toBeCloseTo(1, 6)
    }),
  )
})

test('a missing figure breaks the line and is said below, with its reason', () => {
  const gap: Series = { label: 'North', values: [figure(16), missing('not collected'), figure(18)] }
  const { series, texts } = layOutLines(chartOf(years, gap))
  expect(series[0]?.points).toHaveLength(2)
  expect(series[0]?.path.match(/M/g)).toHaveLength(2)
  expect(texts.filter(({ role }) => role === 'note').map(({ lines }) => lines)).toEqual([
    ['North: not collected (2017).'],
  ])
})

test('a line without any figure is not drawn, and that is said', () => {
  const { series, texts } = layOutLines(
    chartOf(years, england, { label: 'North', values: years.map(() => missing()) }),
  )
  expect(series.map(({ index }) => index)).toEqual([0])
  expect(texts.filter(({ role }) => role === 'note').map(({ lines }) => lines.join(' '))).toEqual([
    'North: not collected (2016, 2017, 2018).',
  ])
})

test('each line ends with its name and last figure, and when that was if the line ends early', () => {
  const early: Series = { label: 'North', values: [figure(10, 0), figure(12, 0), missing()] }
  const names = layOutLines(chartOf(years, england, early)).texts.filter(({ role }) => role === 'series')
  expect(names.map(({ lines }) => lines.join(' '))).toEqual(['England 18.4%', 'North 12% (2017)'])
})

test('ticks have the decimals that tell them apart', () => {
  const { texts } = layOutLines(
    chartOf(years, { label: 'A', values: [figure(0.1, 2), figure(0.25, 2), figure(0.4, 2)] }),
  )
  expect(texts.filter(({ role }) => role === 'tick').map(({ lines }) => lines[0])).toEqual([
    '0.0%', '0.1%', '0.2%', '0.3%', '0.4%',
  ]) // prettier-ignore
})

test('the last of twelve years is always named', () => {
  const months = Array.from({ length: 12 }, (_, index) => `September ${2012 + index}`)
  const { texts } = layOutLines(chartOf(months, { label: 'A', values: months.map(() => figure(1)) }))
  const named = texts.filter(({ role }) => role === 'row').map(({ lines }) => lines.join(' '))
  expect(named.at(-1)).toBe('September 2023')
  expect(named.length).toBeGreaterThan(2)
})

test('no text of any chart overlaps another or the edge', () => {
  fc.assert(
    fc.property(anyChart('line'), (spec) => {
      const { texts, height } = layOutLines(spec)
      expect(strayTexts(texts, height)).toEqual([])
      expect(overlaps(texts)).toEqual([])
    }),
  )
})

test('a chart of noughts, of one row or of none can be drawn', () => {
  expect(layOutLines(chartOf(years, { label: 'A', values: years.map(() => figure(0)) })).series).toHaveLength(
    1,
  )
  expect(layOutLines(chartOf(['2018'], { label: 'A', values: [figure(3)] })).series[0]?.points).toHaveLength(
    1,
  )
  expect(layOutLines(chartOf([], { label: 'A', values: [] })).series).toEqual([])
})
