import { type Context, NotFound, formatDate } from '#platform'
import { type Document, buildDocument, facts, heading } from '#platform/documents/index'
import { gatherMaterial } from './paper-material.ts'
import { sectionWriters } from './paper-sections.ts'
import { type PaperContent, paperContent } from './paper.ts'

export interface Paper {
  id: string
  code: string
  title: string
  reportTo: string
  meetingOn: string | null
  content: PaperContent
}

/** The partnership's papers, the next meeting first. */
export async function papers(ctx: Context): Promise<Paper[]> {
  const rows = await ctx.db
    .selectFrom('papers')
    .select(['id', 'code', 'title', 'reportTo', 'meetingOn', 'content'])
    .where('kind', '=', 'board-paper')
    .orderBy('meetingOn', (order) => order.desc().nullsLast())
    .orderBy('title')
    .execute()
  return rows.map((row) => ({ ...row, content: paperContent.parse(row.content) }))
}

/** A paper as it reads now: the officer's structure and words with live figures, each with its counts, date and source. */
export async function boardPaper(ctx: Context, paperId?: string): Promise<Document> {
  const all = await papers(ctx)
  const paper = paperId ? all.find((one) => one.id === paperId) : all[0]
  if (!paper) throw new NotFound('There is no board paper')
  const material = await gatherMaterial(ctx)
  const { content } = paper
  return buildDocument({
    title: paper.title,
    subject: `Report to ${paper.reportTo}`,
    creator: ctx.partnership.name,
    blocks: [
      facts('About this report', [
        { name: 'Report to', value: paper.reportTo },
        { name: 'Meeting', value: paper.meetingOn ? formatDate(paper.meetingOn) : 'to be set' },
        ...(content.divisions ? [{ name: 'Divisions', value: content.divisions }] : []),
        ...(content.sponsor ? [{ name: 'Sponsor', value: content.sponsor }] : []),
        { name: 'Author', value: content.authors.join('; ') || 'to be named' },
        { name: 'Figures as at', value: formatDate(ctx.today) },
      ]),
      ...content.headings.flatMap((section, index) => [
        heading(1, `${index + 1}. ${section.heading}`),
        ...sectionWriters[section.section](section, content, material),
      ]),
    ],
  })
}
