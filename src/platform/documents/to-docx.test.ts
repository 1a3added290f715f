import * as fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { docxParagraphs, docxParts } from '../../../test/support/docx-parts.ts'
import { exampleDocument } from '../../../test/support/example-document.ts'
import { buildDocument } from './build-document.ts'
import { facts, heading, link, paragraph, strong, table } from './document.ts'
import { toDocx } from './to-docx.ts'

describe('a board paper in Word', () => {
  let parts: Map<string, Buffer>
  let xml: string
  const part = (name: string) => parts.get(name)?.toString('utf8') ?? ''

  beforeAll(async () => {
    parts = await docxParts(await toDocx(exampleDocument))
    xml = part('word/document.xml')
  })

  test('has its title and headings in order, as Word’s own', () => {
    const headings = docxParagraphs(xml).filter(({ style }) => style && /^(Title|Heading\d)$/.test(style))
    expect(headings.map(({ style, text }) => `${style}: ${text}`)).toEqual([
      'Title: Workforce development: recruitment, retention and training',
      'Heading1: Purpose of the report',
      'Heading1: Workforce figures',
      'Heading2: Against the region',
      'Heading2: By team',
      'Heading1: Recommendations',
    ])
  })

  test('marks the head of every table, so that it is repeated on each page', () => {
    const tables = xml.match(/<w:tbl>[\s\S]*?<\/w:tbl>/g) ?? []
    const heads = tables.map((markup) => (markup.match(/<w:tblHeader\/>/g) ?? []).length)
    expect(heads).toEqual([0, 1, 1])
    for (const markup of tables.slice(1)) {
      const [firstRow = ''] = /<w:tr>[\s\S]*?<\/w:tr>/.exec(markup) ?? []
      expect(firstRow).toContain('<w:tblHeader/>')
      expect(markup).toMatch(/<w:tblLook[^>]*w:firstRow="(1|true)"[^>]*/)
    }
    for (const markup of tables) expect(markup).toMatch(/<w:tblLook[^>]*w:firstColumn="(1|true)"/)
  })

  test('puts a caption above every table and chart', () => {
    const captions = docxParagraphs(xml).filter(({ style }) => style === 'Caption')
    expect(captions.map(({ text }) => text)).toEqual([
      'About this report',
      'Published rates at 30 September',
      'Turnover against the region',
      'Figures: turnover against the region',
    ])
  })

  test('holds the drawing as SVG, with words for it and a picture for programs that cannot draw it', () => {
    expect(xml).toContain('descr="Bar chart. Cambridgeshire 17.9%, the region 14.0%."')
    expect(xml).toContain('asvg:svgBlip')
    const media = [...parts.keys()].filter((name) => name.startsWith('word/media/'))
    expect(media.map((name) => name.replace(/^.*\./, '')).sort()).toEqual(['png', 'svg'])
  })

  test('says its language, title, subject and creator', () => {
    expect(part('word/styles.xml')).toContain('<w:lang w:val="en-GB"/>')
    expect(part('docProps/core.xml')).toContain(`<dc:title>${exampleDocument.title}</dc:title>`)
    expect(part('docProps/core.xml')).toContain(`<dc:subject>${exampleDocument.subject}</dc:subject>`)
    expect(part('docProps/core.xml')).toContain('<dc:creator>Cambridgeshire</dc:creator>')
  })

  test('has lines as high as what stands in them, so that no heading or picture is cut', () => {
    const spacings = part('word/styles.xml').match(/<w:spacing[^>]*w:line=[^>]*>/g) ?? []
    expect(spacings.length).toBeGreaterThan(0)
    for (const spacing of spacings) expect(spacing).toContain('w:lineRule="auto"')
  })

  test('counts each numbered list from one', () => {
    const used = [...xml.matchAll(/<w:numId w:val="(\d+)"\/>/g)].map(([, id]) => id)
    expect(new Set(used.slice(-3)).size).toBe(2)
    const last = used.at(-1)
    expect(part('word/numbering.xml')).toMatch(
      new RegExp(`<w:num w:numId="${last}"[\\s\\S]*?<w:startOverride w:val="1"/>[\\s\\S]*?</w:num>`),
    )
  })

  test('links to whole addresses', () => {
    expect(part('word/_rels/document.xml.rels')).toContain('Target="mailto:grace@example.org"')
  })
})

test('any text survives and none becomes markup', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), async (text) => {
      const words = `.${text}.`
      const document = buildDocument({
        title: words,
        creator: words,
        subject: words,
        blocks: [
          heading(1, words),
          paragraph(words),
          paragraph(strong(words)),
          paragraph(link(words, 'https://example.org/')),
          facts(words, [{ name: words, value: words }]),
          table({
            caption: words,
            columns: [{ heading: words }],
            rows: [{ header: words, cells: [] }],
            notes: [words],
          }),
        ],
      })
      const parts = await docxParts(await toDocx(document))
      const said = docxParagraphs(parts.get('word/document.xml')?.toString('utf8') ?? '').filter(
        ({ text }) => text,
      )
      expect(said.map(({ text }) => text)).toEqual(Array.from({ length: 13 }, () => document.title))
    }),
    { numRuns: 25 },
  )
})
