import { ExternalHyperlink, Paragraph, TextRun } from 'docx'
import type { IParagraphOptions, ParagraphChild } from 'docx'
import type { Run, Words } from './document.ts'
import { runsOf } from './document.ts'

/** A Word paragraph of these words, in the style that the options name. */
export function paragraph(words: Words, options: IParagraphOptions = {}): Paragraph {
  return new Paragraph({ ...options, children: runsOf(words).flatMap(runChildren) })
}

function runChildren(run: Run): ParagraphChild[] {
  if (typeof run === 'string') return textRuns(run)
  if (run.kind === 'strong') return textRuns(run.text, { bold: true })
  return [new ExternalHyperlink({ link: run.href, children: textRuns(run.text, { style: 'Hyperlink' }) })]
}

function textRuns(text: string, options: { bold?: boolean; style?: string } = {}): TextRun[] {
  return text
    .split('\n')
    .map((line, index) => new TextRun({ ...options, text: line, ...(index > 0 && { break: 1 }) }))
}
