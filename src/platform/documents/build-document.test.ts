import { expect, test } from 'vitest'
import { buildDocument, DocumentError } from './build-document.ts'
import { bullets, facts, heading, link, paragraph, table } from './document.ts'
import type { Block } from './document.ts'
import { exampleChart } from '../../../test/support/example-document.ts'

const build = (...blocks: Block[]) => buildDocument({ title: 'Paper', creator: 'Cambridgeshire', blocks })

test('headings go down one level at a time and up as far as they like', () => {
  expect(() => build(heading(1, 'A'), heading(2, 'B'), heading(3, 'C'), heading(1, 'D'))).not.toThrow()
  expect(() => build(heading(2, 'Turnover'))).toThrow(
    new DocumentError('The heading “Turnover” has level 2, but the one above it has 0'),
  )
  expect(() => build(heading(1, 'A'), paragraph('…'), heading(3, 'Agency'))).toThrow('“Agency” has level 3')
})

test.each<[string, Block]>([
  ['an empty heading', heading(1, ' ')],
  ['a list without items', bullets([])],
  ['a table without a caption', table({ caption: '', columns: [{ heading: 'Team' }], rows: [] })],
  ['facts without a caption', facts('', [{ name: 'Author', value: 'Grace' }])],
  ['a chart without words', { ...exampleChart, alt: '' }],
  ['a chart that is no drawing', { ...exampleChart, svg: '<p>17.9%</p>' }],
  ['a script for a link', paragraph(link('here', 'javascript:alert(1)'))],
  ['half an address for a link', paragraph(link('the plan', '/strategy'))],
  ['a link without words', paragraph(link('', 'https://example.org/'))],
])('%s is refused', (_what, block) => {
  expect(() => build(block)).toThrow()
})

test('a row with a cell too many or too few is refused, naming the table', () => {
  const columns = [{ heading: 'Team' }, { heading: 'Vacancies', numeric: true }] as const
  const withCells = (...cells: string[]) =>
    table({ caption: 'By team', columns, rows: [{ header: 'North', cells }] })
  expect(() => build(withCells('3'))).not.toThrow()
  expect(() => build(withCells())).toThrow('A row of “By team” has 1 cells, but there are 2 columns')
  expect(() => build(withCells('3', '14'))).toThrow('has 3 cells')
})

test('a document needs a title and a creator', () => {
  expect(() => buildDocument({ title: ' ', creator: 'Grace', blocks: [] })).toThrow('needs a title')
  expect(() => buildDocument({ title: 'Paper', creator: '', blocks: [] })).toThrow('needs a creator')
})

test('characters that no file may hold are replaced, and line ends are made alike', () => {
  const { blocks } = build(paragraph('bell \u0007, half a pair \ud83d, a\r\nb\rc\td 🙂'))
  expect(blocks[0]).toEqual(paragraph('bell \ufffd, half a pair \ufffd, a\nb\nc d 🙂'))
})

test('a document is plain data and comes back from JSON the same', () => {
  const document = build(heading(1, 'A'), paragraph('B ', link('C', 'https://example.org/')), exampleChart)
  expect(JSON.parse(JSON.stringify(document))).toEqual(document)
})
