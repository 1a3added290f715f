import * as fc from 'fast-check'
import type { ChartSpec, ChartValue, Series } from '../../src/web/charts/index.ts'

export const figure = (value: number, decimals = 1): ChartValue => ({ value, decimals })
export const missing = (because = 'not collected'): ChartValue => ({ value: null, because })

/** Cambridgeshire County Council, Corporate Parenting Sub-Committee, 20 November 2019. */
export const againstTheRegion: ChartSpec = {
  kind: 'grouped-bar',
  id: 'rates',
  title: 'Rates at 30 September',
  unit: '%',
  rowHeading: 'Rate',
  rows: ['Turnover', 'Vacancies', 'Agency workers'],
  series: [
    { label: 'Cambridgeshire 2017', values: [figure(15, 0), figure(17, 0), figure(16, 0)] },
    { label: 'Cambridgeshire 2018', values: [figure(17.9), figure(13.7), figure(11.2)] },
    { label: 'East of England 2018', values: [figure(14, 2), figure(16.6), figure(11.2)] },
  ],
}

const label = fc.oneof(
  fc.lorem({ mode: 'words', maxCount: 8 }),
  fc.constantFrom(
    '2018',
    '30 September 2018',
    'Safeguarding and Quality Assurance',
    'A & <b>"B"</b>',
    'W'.repeat(60),
  ),
)
const value: fc.Arbitrary<ChartValue> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ value: fc.double({ min: -500, max: 20_000, noNaN: true }), decimals: fc.nat(2) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ value: fc.double({ min: 0, max: 100, noNaN: true }), decimals: fc.nat(2) }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(missing(), missing('refused by two of the five teams that were asked')),
  },
)

/** Any chart of one to twelve rows, with labels of any length and gaps anywhere. */
export function anyChart(kind: ChartSpec['kind']): fc.Arbitrary<ChartSpec> {
  const seriesCount = kind === 'bar' ? fc.constant(1) : fc.integer({ min: 1, max: 6 })
  return fc
    .tuple(fc.integer({ min: 1, max: 12 }), seriesCount)
    .chain(([rowCount, count]) =>
      fc.record({
        rows: fc.array(label, { minLength: rowCount, maxLength: rowCount }),
        unit: fc.constantFrom('%', 'people'),
        series: fc.array(
          fc.record({ label, values: fc.array(value, { minLength: rowCount, maxLength: rowCount }) }),
          { minLength: count, maxLength: count },
        ),
      }),
    )
    .map(({ series, ...content }) => {
      const named = { id: 'chart', title: 'Figures', rowHeading: 'Team', ...content }
      return kind === 'bar'
        ? { ...named, kind, series: [series[0]!] as [Series] }
        : { ...named, kind, series }
    })
}
