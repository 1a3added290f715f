import { buildDocument } from '../../src/platform/documents/build-document.ts'
import {
  bullets,
  facts,
  heading,
  link,
  note,
  numbers,
  pageBreak,
  paragraph,
  strong,
  table,
} from '../../src/platform/documents/document.ts'
import type { Chart, Document } from '../../src/platform/documents/document.ts'

const columns = [
  { heading: 'Measure' },
  { heading: '2017', numeric: true },
  { heading: '2018', numeric: true },
] as const

export const exampleChart: Chart = {
  kind: 'chart',
  svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 90" width="480" height="90" role="img" aria-labelledby="rates-title"><title id="rates-title">Rates</title><rect x="0" y="10" width="358" height="24" fill="#12436d"/><text x="366" y="28" font-size="16">17.9%</text></svg>',
  width: 480,
  height: 90,
  caption: 'Turnover against the region',
  alt: 'Bar chart. Cambridgeshire 17.9%, the region 14.0%.',
  table: table({
    caption: 'Figures: turnover against the region',
    columns: [{ heading: 'Area' }, { heading: 'Turnover', numeric: true }],
    rows: [{ header: 'Cambridgeshire', cells: ['17.9%'] }],
  }),
}

/** One of every block, in the order of a board paper. */
export const exampleDocument: Document = buildDocument({
  title: 'Workforce development: recruitment, retention and training',
  subject: 'Report to the Corporate Parenting Sub-Committee, 20 November 2019',
  creator: 'Cambridgeshire',
  blocks: [
    facts('About this report', [
      { name: 'Report to', value: 'Corporate Parenting Sub-Committee' },
      { name: 'Author', value: ['Grace, ', link('workforce development', 'mailto:grace@example.org')] },
    ]),
    heading(1, 'Purpose of the report'),
    paragraph('To bring members up to date. ', strong('They are asked to note it.')),
    heading(1, 'Workforce figures'),
    heading(2, 'Against the region'),
    table({
      caption: 'Published rates at 30 September',
      columns,
      rows: [
        { header: 'Turnover', cells: ['15%', '17.9%'] },
        { header: 'Vacancies', cells: ['17%', '13.7%'] },
      ],
      notes: ['Published figures.'],
    }),
    exampleChart,
    note('The published total does not follow from the counts.'),
    heading(2, 'By team'),
    bullets(['Safeguarding North', ['Safeguarding ', strong('South')]]),
    pageBreak,
    heading(1, 'Recommendations'),
    numbers(['Note the report.', 'Comment on it.']),
    paragraph('And then:'),
    numbers(['Start again at one.']),
  ],
})
