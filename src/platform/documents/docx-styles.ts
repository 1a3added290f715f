import { AlignmentType, BorderStyle, LevelFormat, LineRuleType } from 'docx'
import type { INumberingOptions, IStylesOptions } from 'docx'

/** Measures of a Word file: twentieths of a point between things, half points for letters. */
const points = (count: number) => count * 20
const letters = (pointSize: number) => pointSize * 2

const headingStyle = (size: number, before: number) => ({
  run: { size: letters(size), bold: true, color: '0B0C0C', font: 'Arial' },
  paragraph: { spacing: { before: points(before), after: points(6) }, keepNext: true, keepLines: true },
})

/** Named styles throughout, so that a council can set its own look in Word in one place. */
export function stylesFor(language: string): IStylesOptions {
  return {
    default: {
      document: {
        run: { font: 'Arial', size: letters(11), language: { value: language } },
        paragraph: { spacing: { after: points(8), line: 276, lineRule: LineRuleType.AUTO } },
      },
      title: headingStyle(22, 0),
      heading1: headingStyle(16, 18),
      heading2: headingStyle(14, 14),
      heading3: headingStyle(12, 12),
      heading4: headingStyle(11, 10),
      caption: {
        run: { size: letters(11), bold: true, italics: false, color: '0B0C0C' },
        paragraph: { spacing: { before: points(8), after: points(4) }, keepNext: true },
      },
      listParagraph: { paragraph: { spacing: { after: points(3) } } },
      hyperlink: { run: { color: '1A65A6', underline: {} } },
    },
    paragraphStyles: [
      {
        id: 'Cell',
        name: 'Table text',
        basedOn: 'Normal',
        run: { size: letters(10) },
        paragraph: {
          spacing: { before: points(2), after: points(2), line: 240, lineRule: LineRuleType.AUTO },
        },
      },
      {
        id: 'TableNote',
        name: 'Table note',
        basedOn: 'Normal',
        run: { size: letters(9) },
        paragraph: { spacing: { before: points(4), after: points(4) } },
      },
      {
        id: 'Note',
        name: 'Note',
        basedOn: 'Normal',
        paragraph: {
          indent: { left: points(12) },
          spacing: { before: points(8), after: points(12) },
          border: { left: { style: BorderStyle.SINGLE, size: 36, space: 8, color: 'B1B4B6' } },
        },
      },
      {
        id: 'Creator',
        name: 'Creator',
        basedOn: 'Normal',
        run: { color: '505A5F' },
      },
    ],
  }
}

const indent = { left: points(24), hanging: points(14) }

export const listNumbering: INumberingOptions = {
  config: [
    {
      reference: 'bullets',
      levels: [
        {
          level: 0,
          format: LevelFormat.BULLET,
          text: '•',
          alignment: AlignmentType.LEFT,
          style: { paragraph: { indent } },
        },
      ],
    },
    {
      reference: 'numbers',
      levels: [
        {
          level: 0,
          format: LevelFormat.DECIMAL,
          text: '%1.',
          alignment: AlignmentType.LEFT,
          style: { paragraph: { indent } },
        },
      ],
    },
  ],
}
