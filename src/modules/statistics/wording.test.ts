import { expect, test } from 'vitest'
import { readPrintedFigure } from './figures.ts'
import { figureSentence, printFigure } from './wording.ts'
import type { FigureInWords } from './wording.ts'

const turnover: FigureInWords = {
  subject: 'Turnover',
  figure: readPrintedFigure('17.9%'),
  unit: '%',
  period: { kind: 'year-to', date: '2018-09-30' },
  direction: 'lower-is-better',
  comparators: [
    { name: 'the region', figure: readPrintedFigure('14.00%') },
    { name: 'the year before', figure: readPrintedFigure('15%') },
  ],
}

test('Cambridgeshire’s turnover in a sentence', () => {
  expect(figureSentence(turnover)).toBe(
    'Turnover was 17.9% in the year to 30 September 2018, worse than the region (14.0%) and worse than the year before (15%).',
  )
})

test('Cambridgeshire’s vacancies and agency workers in sentences', () => {
  const on = { kind: 'on', date: '2018-09-30' } as const
  const region = (printed: string) => ({ name: 'the region', figure: readPrintedFigure(printed) })
  const before = (printed: string) => ({ name: 'the year before', figure: readPrintedFigure(printed) })
  const vacancy = { subject: 'The vacancy rate', figure: readPrintedFigure('13.7%'), period: on }
  const agency = { subject: 'The agency rate', figure: readPrintedFigure('11.2%'), period: on }
  expect(figureSentence({ ...turnover, ...vacancy, comparators: [region('16.6%'), before('17%')] })).toBe(
    'The vacancy rate was 13.7% on 30 September 2018, better than the region (16.6%) and better than the year before (17%).',
  )
  expect(figureSentence({ ...turnover, ...agency, comparators: [region('11.2%'), before('16%')] })).toBe(
    'The agency rate was 11.2% on 30 September 2018, the same as the region (11.2%) and better than the year before (16%).',
  )
})

test('three comparators are parted by a comma and “and”', () => {
  const comparators = [...turnover.comparators, { name: 'England', figure: readPrintedFigure('15.2%') }]
  expect(figureSentence({ ...turnover, comparators })).toMatch(
    /, worse than the region \(14\.0%\), worse than the year before \(15%\) and worse than England \(15\.2%\)\.$/,
  )
})

test('a whole-number comparator that rounds alike is “about the same”', () => {
  const comparators = [{ name: 'the year before', figure: readPrintedFigure('18%') }]
  expect(figureSentence({ ...turnover, comparators })).toBe(
    'Turnover was 17.9% in the year to 30 September 2018, about the same as the year before (18%).',
  )
})

test('a figure that is not exact keeps its words', () => {
  const figure = readPrintedFigure('just over 10%')
  const comparators = [{ name: 'the year before', figure: readPrintedFigure('around 17%') }]
  expect(figureSentence({ ...turnover, figure, comparators })).toBe(
    'Turnover was just over 10% in the year to 30 September 2018, better than the year before (around 17%).',
  )
})

test('what is missing is said', () => {
  const none = { name: 'the region', figure: null }
  expect(figureSentence({ ...turnover, figure: null })).toBe(
    'Turnover is not available in the year to 30 September 2018.',
  )
  expect(figureSentence({ ...turnover, comparators: [none, { name: 'England', figure: null }] })).toBe(
    'Turnover was 17.9% in the year to 30 September 2018. There is no figure to compare with for the region or England.',
  )
})

test.each([
  ['1', '1 person'],
  ['0', '0 people'],
  ['1,885', '1,885 people'],
  ['1.0', '1.0 people'],
])('%s is printed with its unit', (text, printed) => {
  expect(printFigure(readPrintedFigure(text)!, { one: 'person', many: 'people' })).toBe(printed)
})
