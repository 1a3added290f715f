import type { Block, Document, Table, Words } from './document.ts'
import { runsOf } from './document.ts'
import { checkSvg } from './svg-elements.ts'

/** The document as described cannot be made accessible; the message says where and why. A fault of our code, not of data. */
export class DocumentError extends Error {
  override name = 'DocumentError'
}

/**
 * Makes a document that every writer can print, or throws DocumentError: headings may not skip a level, tables and charts
 * need captions and whole rows, drawings need words, links need whole addresses.
 */
export function buildDocument(parts: Omit<Document, 'language'>): Document {
  const document: Document = { ...withPrintableText(parts), language: 'en-GB' }
  require(document.title.trim() !== '', 'A document needs a title')
  require(document.creator.trim() !== '', 'A document needs a creator')
  checkHeadings(document.blocks)
  for (const block of document.blocks) checkBlock(block)
  return document
}

function checkHeadings(blocks: readonly Block[]): void {
  let above = 0
  for (const block of blocks) {
    if (block.kind !== 'heading') continue
    require(block.text.trim() !== '', 'A heading is empty')
    require(block.level <=
      above + 1, `The heading “${block.text}” has level ${block.level}, but the one above it has ${above}`)
    above = block.level
  }
}

function checkBlock(block: Block): void {
  switch (block.kind) {
    case 'paragraph':
    case 'note':
      return checkLinks(block.words)
    case 'list':
      require(block.items.length > 0, 'A list has no items')
      return block.items.forEach(checkLinks)
    case 'facts':
      require(block.caption.trim() !== '', 'A table of facts needs a caption')
      require(block.facts.length > 0, `“${block.caption}” has no facts`)
      return block.facts.forEach(({ value }) => checkLinks(value))
    case 'table':
      return checkTable(block)
    case 'chart':
      require(block.caption.trim() !== '' &&
        block.alt.trim() !== '', 'A chart needs a caption and words for its drawing')
      checkSvg(block.svg)
      return checkTable(block.table)
    case 'heading':
    case 'page-break':
  }
}

function checkTable({ caption, columns, rows }: Table): void {
  require(caption.trim() !== '', 'A table needs a caption')
  for (const { header, cells } of rows) {
    require(cells.length ===
      columns.length -
        1, `A row of “${caption}” has ${cells.length + 1} cells, but there are ${columns.length} columns`)
    checkLinks(header)
    cells.forEach(checkLinks)
  }
}

function checkLinks(words: Words): void {
  for (const run of runsOf(words)) {
    if (typeof run === 'string' || run.kind !== 'link') continue
    require(run.text.trim() !== '', `The link to ${run.href} has no words`)
    const isWhole = URL.canParse(run.href) && /^(https?|mailto):/i.test(run.href)
    require(isWhole, `“${run.href}” is not a whole web or e-mail address`)
  }
}

/**
 * The same with every text fit to print: characters that no XML file may hold become the replacement character, and line
 * ends are one kind. Going through JSON also makes sure that the document is plain data.
 */
function withPrintableText<T>(parts: T): T {
  return JSON.parse(JSON.stringify(parts), (_key, value: unknown) =>
    typeof value === 'string' ? printable(value) : value,
  ) as T
}

function printable(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\t', ' ')
    .replace(/[^\n\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}')
}

function require(condition: boolean, message: string): asserts condition {
  if (!condition) throw new DocumentError(message)
}
