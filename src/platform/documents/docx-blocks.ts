import { HeadingLevel, ImageRun, PageBreak as WordPageBreak, Paragraph } from 'docx'
import type { Table as WordTable } from 'docx'
import { factsTable, wordTable } from './docx-tables.ts'
import { paragraph } from './docx-text.ts'
import type { Block, Chart, List, PageBreak } from './document.ts'
import { fallbackPicture } from './fallback-picture.ts'

/** The breadth of the text on A4 with margins of an inch, in CSS pixels. */
const textWidth = 600

/** One block of the document as what Word calls paragraphs and tables. `index` is its place, which parts lists from lists. */
export function wordBlocks(block: Block, index: number): (Paragraph | WordTable)[] {
  switch (block.kind) {
    case 'heading':
      return [paragraph(block.text, { heading: HeadingLevel[`HEADING_${block.level}`] })]
    case 'paragraph':
      return [paragraph(block.words)]
    case 'note':
      return [paragraph(block.words, { style: 'Note' })]
    case 'list':
      return listParagraphs(block, index)
    case 'table':
      return [caption(block.caption), wordTable(block), ...tableEnd(block.notes)]
    case 'facts':
      return [caption(block.caption), factsTable(block), ...tableEnd()]
    case 'chart':
      return [
        caption(block.caption),
        new Paragraph({ children: [picture(block)], keepNext: true }),
        ...wordBlocks(block.table, index),
      ]
    default:
      block satisfies PageBreak
      return [new Paragraph({ children: [new WordPageBreak()] })]
  }
}

function caption(text: string): Paragraph {
  return paragraph(text, { style: 'Caption', keepNext: true })
}

/** Each list counts from one: Word would go on counting from the list before. */
function listParagraphs({ style, items }: List, index: number): Paragraph[] {
  return items.map((item) =>
    paragraph(item, {
      style: 'ListParagraph',
      numbering: { reference: style, level: 0, instance: index },
    }),
  )
}

/** The notes; without any, a small space, as Word joins a table to one that follows at once. */
function tableEnd(notes: readonly string[] = []): Paragraph[] {
  return (notes.length > 0 ? notes : ['']).map((text) => paragraph(text, { style: 'TableNote' }))
}

function picture({ svg, width, height, caption, alt }: Chart): ImageRun {
  const scale = Math.min(1, textWidth / width)
  return new ImageRun({
    type: 'svg',
    data: Buffer.from(svg),
    fallback: { type: 'png', data: fallbackPicture(width, height) },
    transformation: { width: Math.round(width * scale), height: Math.round(height * scale) },
    altText: { name: caption, title: caption, description: alt },
  })
}
