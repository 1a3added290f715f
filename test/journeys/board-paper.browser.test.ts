/** Makes the papers of two boards, with what was reported a minute ago in them, and takes them away as a board member does. */
import { afterEach, describe, expect, test } from 'vitest'
import { docxParagraphs, docxParts } from '../support/docx-parts.ts'
import { Site, looks } from '../support/site.ts'

let site: Site | undefined
afterEach(() => site?.close())

/** What each look reports on, in either plan, so that none waits for another. */
const reportedOn = [
  { cambridgeshire: 'CAM-01', nottinghamshire: 'b' },
  { cambridgeshire: 'CAM-03', nottinghamshire: 'c' },
  { cambridgeshire: 'CAM-05', nottinghamshire: 'd' },
  { cambridgeshire: 'CAM-13', nottinghamshire: 'e' },
]

const papers = [
  {
    partnership: 'cambridgeshire',
    board: 'Report to Corporate Parenting Sub-Committee',
    title: 'Workforce development: recruitment, retention and training',
    headings: [
      '1. Purpose of the report',
      '2. Workforce figures against the region',
      '3. Position by team',
      '4. Recruitment',
      '5. Workforce projection',
      '6. Entry and progression routes',
      '7. Workforce Development Strategy Group',
      '8. Practice model, systems and regulator',
      '9. Alignment with corporate priorities',
      '10. Significant implications',
      '11. Recommendation',
      '12. Background papers',
    ],
    says: [
      'worse than the region (14.0%)',
      '12.7% (45.0 of 354.7)',
      '+1.7 percentage points',
      'No significant implications for this priority.',
    ],
  },
  {
    partnership: 'nottinghamshire',
    board: "Report to Children's Trust Board",
    title: "Children's workforce development",
    headings: [
      '1. Purpose of the report',
      '2. Who the workforce is',
      '3. What is asked of the workforce',
      '4. Progress on the plan',
      '5. Figures',
      '6. What comes next',
      '7. Recommendation',
      '8. Background papers',
    ],
    says: ['around 17%', 'just over 10%', 'Demonstration record: these people are invented.'],
  },
] as const

describe.each(looks.map((look, at) => ({ ...look, reports: reportedOn[at]! })))(
  '$width px wide, JavaScript $javaScript',
  (look) => {
    test.each(papers)('the paper of $partnership is made, read and taken away', async (paper) => {
      const { partnership, title } = paper
      const action = look.reports[partnership]
      site = await Site.open(look)
      await site.become('Grace Adeyemi', partnership)
      await reportProgress(site, partnership, action)
      const before = await peopleEngaged(site, partnership)

      await site.become('Margaret Doyle', partnership)
      await site.visit(`/p/${partnership}/papers`)
      await site.follow(title)
      expect(await site.heading()).toBe(title)
      const headings = await site.page.locator('main h2').allInnerTexts()
      expect(headings).toEqual(paper.headings)
      const read = await site.text()
      const rows = await site.page.locator('main tbody tr').evaluateAll(cellsOf)
      expect(rows.find(([number]) => number === action)?.at(-1)).toMatch(/^Off track \(\d+ \w+ \d{4}\)$/)

      const html = await site.download('a web page')
      const docx = await site.download('Word')
      const fileName = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
      expect([html.name, docx.name]).toEqual([`${fileName}.html`, `${fileName}.docx`])
      const asSaved = await readSaved(site, html.content)
      const asWord = await readWord(docx.content)
      const progress = rows.find(([number]) => number === action)!.at(-1)!
      for (const words of [paper.board, ...paper.headings, ...paper.says, progress])
        for (const text of [read, asSaved, asWord]) expect(text).toContain(words)

      if (partnership !== 'nottinghamshire') return
      // Others bring people in meanwhile, and nobody takes them out.
      await site.become('Grace Adeyemi', partnership)
      const after = await peopleEngaged(site, partnership)
      for (const text of [read, asSaved, asWord]) {
        const people = Number(/All \(each person once\) ?([\d,]+)/.exec(text)![1]!.replace(',', ''))
        expect(people).toBeGreaterThanOrEqual(before)
        expect(people).toBeLessThanOrEqual(after)
      }
    })
  },
)

async function reportProgress(site: Site, partnership: string, number: string) {
  await site.visit(`/p/${partnership}/strategies`)
  await site.follow(/workforce/i)
  const row = site.page.locator('main tbody tr').filter({
    has: site.page.getByRole('rowheader', { name: number, exact: true }),
  })
  await site.follow((await row.locator('a').innerText()).trim())
  await site.follow('Report progress')
  await site.choose('Off track')
  await site.fill('What has been done, and what comes next?', 'The post that leads it is vacant')
  await site.press('Report')
  expect(await site.message()).toBe('Progress reported')
}

/** How many people the register has at work today, as its own first page counts them. */
async function peopleEngaged(site: Site, partnership: string): Promise<number> {
  await site.visit(`/p/${partnership}`)
  const { 'people you may see, engaged today': people } = await site.figures()
  return Number(people!.replace(',', ''))
}

const cellsOf = (rows: Element[]) =>
  rows.map((row) => [...row.children].map((cell) => (cell.textContent ?? '').replaceAll(/\s+/g, ' ').trim()))

/** The saved web page, opened by itself: it needs nothing from the service. */
async function readSaved(site: Site, html: Buffer): Promise<string> {
  await site.page.route('**/saved.html', (route) =>
    route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' }),
  )
  await site.visit('/saved.html')
  return (await site.page.locator('body').innerText()).replaceAll(/\s+/g, ' ')
}

async function readWord(docx: Buffer): Promise<string> {
  const xml = (await docxParts(docx)).get('word/document.xml')!.toString('utf8')
  return docxParagraphs(xml)
    .map(({ text }) => text)
    .join(' ')
    .replaceAll(/\s+/g, ' ')
}
