import {
  AlignmentType,
  Document as WordDocument,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx'
import { wordBlocks } from './docx-blocks.ts'
import { listNumbering, stylesFor } from './docx-styles.ts'
import { paragraph } from './docx-text.ts'
import type { Document } from './document.ts'

export function writeDocx(document: Document): Promise<Buffer> {
  const { title, subject, creator, language, blocks } = document
  const file = new WordDocument({
    title,
    ...(subject !== undefined && { subject }),
    creator,
    lastModifiedBy: creator,
    styles: stylesFor(language),
    numbering: listNumbering,
    sections: [
      {
        properties: {
          page: {
            size: { width: 11_906, height: 16_838 },
            margin: { top: 1_440, right: 1_440, bottom: 1_440, left: 1_440 },
          },
        },
        footers: { default: footer(title) },
        children: [
          paragraph(creator, { style: 'Creator' }),
          paragraph(title, { heading: HeadingLevel.TITLE }),
          ...blocks.flatMap(wordBlocks),
        ],
      },
    ],
  })
  return Packer.toBuffer(file)
}

function footer(title: string): Footer {
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        children: [
          new TextRun({
            size: 18,
            children: [
              `${title.replaceAll('\n', ' ')} · page `,
              PageNumber.CURRENT,
              ' of ',
              PageNumber.TOTAL_PAGES,
            ],
          }),
        ],
      }),
    ],
  })
}
