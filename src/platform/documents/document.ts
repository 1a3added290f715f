/**
 * A document as plain data: what a board paper says, apart from how a file says it. It can be kept as JSON, so that a
 * paper reads for ever as it was sent. Each writer (page, HTML file, Word) prints the same blocks.
 */

/** A piece of a sentence. A plain string is plain text in every writer: nothing in it is ever taken for markup. */
export type Run = string | Strong | Link

export interface Strong {
  readonly kind: 'strong'
  readonly text: string
}

/** To a whole web address or an e-mail address, as a document is read far from our pages. */
export interface Link {
  readonly kind: 'link'
  readonly text: string
  readonly href: string
}

export type Words = string | readonly Run[]

/** Level 1 is the first below the document's title. */
export interface Heading {
  readonly kind: 'heading'
  readonly level: 1 | 2 | 3 | 4
  readonly text: string
}

export interface Paragraph {
  readonly kind: 'paragraph'
  readonly words: Words
}

export interface List {
  readonly kind: 'list'
  readonly style: 'bullets' | 'numbers'
  readonly items: readonly Words[]
}

export interface Column {
  readonly heading: string
  /** Figures stand to the right, so that their units line up. */
  readonly numeric?: boolean
}

/** A row's header and then one cell for each further column. */
export interface Row {
  readonly header: Words
  readonly cells: readonly Words[]
}

export interface Table {
  readonly kind: 'table'
  readonly caption: string
  /** The first is the heading of the row headers. */
  readonly columns: readonly [Column, ...Column[]]
  readonly rows: readonly Row[]
  readonly notes?: readonly string[]
}

/** Names and what they are: the front of a report ("Report to", "Author"). */
export interface Facts {
  readonly kind: 'facts'
  readonly caption: string
  readonly facts: readonly { readonly name: string; readonly value: Words }[]
}

/** A drawing with its words and its figures: no chart stands without the table it was drawn from. */
export interface Chart {
  readonly kind: 'chart'
  /** A stand-alone SVG of shapes and text only; see svg-elements.ts for what may be in it. */
  readonly svg: string
  /** In CSS pixels. */
  readonly width: number
  readonly height: number
  readonly caption: string
  /** What the drawing shows, for those who do not see it. */
  readonly alt: string
  readonly table: Table
}

/** Set apart from the text around it. */
export interface Note {
  readonly kind: 'note'
  readonly words: Words
}

export interface PageBreak {
  readonly kind: 'page-break'
}

export type Block = Heading | Paragraph | List | Table | Facts | Chart | Note | PageBreak

export interface Document {
  readonly title: string
  readonly language: 'en-GB'
  readonly subject?: string
  /** Who it comes from: printed above the title and kept in the file's properties. */
  readonly creator: string
  readonly blocks: readonly Block[]
}

export const strong = (text: string): Strong => ({ kind: 'strong', text })
export const link = (text: string, href: string): Link => ({ kind: 'link', text, href })
export const heading = (level: Heading['level'], text: string): Heading => ({ kind: 'heading', level, text })
export const paragraph = (...words: Run[]): Paragraph => ({ kind: 'paragraph', words })
export const bullets = (items: readonly Words[]): List => ({ kind: 'list', style: 'bullets', items })
export const numbers = (items: readonly Words[]): List => ({ kind: 'list', style: 'numbers', items })
export const table = (parts: Omit<Table, 'kind'>): Table => ({ kind: 'table', ...parts })
export const facts = (caption: string, facts: Facts['facts']): Facts => ({ kind: 'facts', caption, facts })
export const note = (...words: Run[]): Note => ({ kind: 'note', words })
export const pageBreak: PageBreak = { kind: 'page-break' }

/** Words as the runs they are made of. */
export function runsOf(words: Words): readonly Run[] {
  return typeof words === 'string' ? [words] : words
}
