import { renderToString } from 'preact-render-to-string'
import * as fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { buildDocument } from '#platform/documents/build-document'
import { againstTheRegion, anyChart, figure, missing } from '../../../test/support/chart-examples.ts'
import { chartBlock, chartSvg } from './chart-block.tsx'
import { chartTable, descriptionOf } from './chart-words.ts'
import type { ChartSpec } from './chart.ts'
import { BarChart, ChartFigure, GroupedBarChart, LineChart } from './charts.tsx'
import { seriesColours } from './drawing.tsx'

const years = { ...againstTheRegion, kind: 'line' } as ChartSpec
const { kind: _kind, ...content } = againstTheRegion
const anySpec = fc.oneof(anyChart('bar'), anyChart('grouped-bar'), anyChart('line'))

/** The texts between tags, as an XML reader gives them. Throws on faulty XML. */
function textsOf(xml: string): string[] {
  const texts: string[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('text', (text) => texts.push(text))
  parser.write(xml).close()
  return texts
}

describe('on a page', () => {
  test('a chart is a figure with a named, described picture and its table', () => {
    const html = renderToString(<GroupedBarChart {...content} table="open" />)
    expect(html).toMatch(
      /^<figure class="ow-chart"><figcaption class="ow-chart__caption">Rates at 30 September</,
    )
    expect(html).toMatch(
      /<svg[^>]* role="img" aria-labelledby="rates-title" aria-describedby="rates-description"/,
    )
    expect(html).toContain('<title id="rates-title">Rates at 30 September</title>')
    expect(html).toContain(
      '<desc id="rates-description">Grouped bar chart. Cambridgeshire 2017: Turnover 15%',
    )
    expect(html).toContain('<td class="govuk-table__cell govuk-table__cell--numeric">14.00%</td>')
    expect(html).not.toContain('<details')
  })

  test('the table can wait until it is asked for', () => {
    const html = renderToString(<LineChart {...content} table="details" />)
    expect(html).toMatch(
      /<details class="govuk-details">.*Show the figures as a table.*<table.*<\/details><\/figure>$/s,
    )
  })

  test('what is counted is said once in the title and the heads of the table', () => {
    const series = [{ label: 'Vacancies', values: [figure(17, 0), figure(5, 0), missing()] }] as const
    const html = renderToString(<BarChart {...content} unit="posts" series={series} table="open" />)
    expect(html).toContain('>Rates at 30 September (posts)</figcaption>')
    expect(html).toMatch(/<th scope="col"[^>]*>Vacancies \(posts\)<\/th>/)
    expect(html).toMatch(/<td[^>]*>17<\/td>/)
    expect(html).toMatch(/<td[^>]*>not collected<\/td>/)
  })

  test('nothing carries a style of its own', () => {
    fc.assert(
      fc.property(anySpec, (spec) => {
        expect(renderToString(<ChartFigure spec={spec} table="open" />)).not.toMatch(/ style=|<style/)
      }),
      { numRuns: 30 },
    )
  })
})

describe('the drawing', () => {
  test('is sound XML in which every text is text, whatever it says', () => {
    fc.assert(
      fc.property(anySpec, fc.string({ unit: 'grapheme', minLength: 1 }), (spec, text) => {
        const title = `.${text}`
        const texts = textsOf(chartSvg({ ...spec, title }))
        expect(texts[0]).toBe(title)
        expect(texts[1]).toBe(descriptionOf(spec))
      }),
    )
    expect(chartSvg({ ...againstTheRegion, title: '<script>alert(1)</script>' })).not.toContain('<script')
  })

  test('can stand in a document', () => {
    fc.assert(
      fc.property(anySpec, (spec) => {
        const block = chartBlock(spec)
        expect(() => buildDocument({ title: 'Paper', creator: 'Grace', blocks: [block] })).not.toThrow()
        expect(block.svg).toContain(`width="${block.width}" height="${block.height}"`)
      }),
      { numRuns: 50 },
    )
  })

  test('tells lines apart by dashes and names, not by colour alone', () => {
    const svg = chartSvg(years)
    const dashes = [...svg.matchAll(/<path[^>]*?>/g)].map(
      ([path]) => /stroke-dasharray="([^"]+)"/.exec(path)?.[1],
    )
    expect(dashes).toHaveLength(3)
    expect(new Set(dashes).size).toBe(3)
    expect(textsOf(svg).join(' ')).toMatch(/Cambridgeshire.*2018.*11\.2%.*East of England.*2018.*11\.2%/)
  })

  test('has the colours of the style sheet where there is no style sheet', () => {
    const scss = readFileSync(join(import.meta.dirname, '../assets/_colours.scss'), 'utf8')
    const colours = [...scss.matchAll(/^\$series-\d: (#[0-9a-f]{6});/gm)].map(([, hex]) => hex)
    expect(seriesColours).toEqual(colours)
  })
})

describe('the words for a chart', () => {
  test('are those given, else every figure of a small chart', () => {
    expect(descriptionOf({ ...againstTheRegion, description: 'Turnover rose.' })).toBe('Turnover rose.')
    expect(descriptionOf(againstTheRegion)).toBe(
      'Grouped bar chart. Cambridgeshire 2017: Turnover 15%, Vacancies 17%, Agency workers 16%. ' +
        'Cambridgeshire 2018: Turnover 17.9%, Vacancies 13.7%, Agency workers 11.2%. ' +
        'East of England 2018: Turnover 14.00%, Vacancies 16.6%, Agency workers 11.2%.',
    )
  })

  test('are the ends, the lowest and the highest of a large one', () => {
    const rows = Array.from({ length: 13 }, (_, index) => `${2010 + index}`)
    const values = rows.map((_row, index) =>
      index === 12 ? missing() : figure(index === 5 ? 40 : 10 + index, 0),
    )
    const spec: ChartSpec = {
      ...years,
      rows,
      unit: 'people',
      kind: 'line',
      series: [{ label: 'Leavers', values }],
    }
    expect(descriptionOf(spec)).toBe(
      'Line chart of people. Leavers: from 2010 10 to 2021 21; lowest 2010 10, highest 2015 40.',
    )
  })

  test('are a table with every figure or why it is missing', () => {
    const spec: ChartSpec = { ...years, rows: ['2017', '2018'], kind: 'line', series: [{ label: 'North', values: [missing('refused'), figure(1.5, 2)] }] } // prettier-ignore
    expect(chartTable(spec)).toMatchObject({
      columns: [{ heading: 'Rate' }, { heading: 'North', numeric: true }],
      rows: [
        { header: '2017', cells: ['refused'] },
        { header: '2018', cells: ['1.50%'] },
      ],
    })
  })
})

test.each<[string, Partial<ChartSpec>]>([
  ['an id that cannot be one', { id: 'a b' }],
  ['no title', { title: ' ' }],
  ['a figure too few', { rows: ['Turnover', 'Vacancies', 'Agency', 'Sickness'] }],
  [
    'more lines than can be told apart',
    { series: Array.from({ length: 7 }, () => againstTheRegion.series[0]) },
  ],
  ['a figure that is none', { series: [{ label: 'A', values: [figure(Number.NaN), figure(1), figure(2)] }] }],
])('a chart with %s is refused', (_what, wrong) => {
  expect(() => chartSvg({ ...againstTheRegion, ...wrong } as ChartSpec)).toThrow(RangeError)
})
