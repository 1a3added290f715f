import { AlignmentType, BorderStyle, Table as WordTable, TableCell, TableRow, WidthType } from 'docx'
import type { Paragraph } from 'docx'
import { paragraph } from './docx-text.ts'
import type { Facts, Table, Words } from './document.ts'
import { runsOf, strong } from './document.ts'

const line = { style: BorderStyle.SINGLE, size: 4, color: 'B1B4B6' }
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const rules = {
  top: line,
  bottom: line,
  insideHorizontal: line,
  left: none,
  right: none,
  insideVertical: none,
}

/** The text's breadth on A4 with margins of an inch, in twentieths of a point. */
const textWidth = 9_026

/** The head is repeated on every page, and no row is torn in two. The first column is marked as the rows' headers. */
export function wordTable({ columns, rows }: Table): WordTable {
  const widths = columnWidths(columns.length)
  const alignment = columns.map(({ numeric }) => (numeric ? AlignmentType.RIGHT : AlignmentType.LEFT))
  const row = (cells: readonly Words[], isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: cells.map((words, index) => {
        const isHeader = isHead || index === 0
        const text = cellText(isHeader ? emphasised(words) : words, alignment[index], isHead)
        return new TableCell({ children: [text], width: { size: widths[index] ?? 0, type: WidthType.DXA } })
      }),
    })
  return tableOf(
    [
      row(
        columns.map(({ heading }) => heading),
        true,
      ),
      ...rows.map(({ header, cells }) => row([header, ...cells], false)),
    ],
    widths,
    true,
  )
}

/** Two columns without a head: each row is a name and what it is. */
export function factsTable({ facts }: Facts): WordTable {
  const widths = [2_700, textWidth - 2_700]
  const rows = facts.map(
    ({ name, value }) =>
      new TableRow({
        cantSplit: true,
        children: [emphasised(name), value].map(
          (words, index) =>
            new TableCell({
              children: [cellText(words)],
              width: { size: widths[index] ?? 0, type: WidthType.DXA },
            }),
        ),
      }),
  )
  return tableOf(rows, widths, false)
}

function tableOf(rows: TableRow[], columnWidths: number[], firstRow: boolean): WordTable {
  return new WordTable({
    rows,
    columnWidths,
    width: { size: textWidth, type: WidthType.DXA },
    borders: rules,
    margins: { left: 60, right: 60 },
    tableLook: {
      firstRow,
      firstColumn: true,
      lastRow: false,
      lastColumn: false,
      noHBand: true,
      noVBand: true,
    },
  })
}

/** The names of the rows get twice the breadth of a figure. */
function columnWidths(count: number): number[] {
  const share = Math.floor(textWidth / (count + 1))
  return Array.from({ length: count }, (_, index) => (index === 0 ? textWidth - share * (count - 1) : share))
}

function cellText(
  words: Words,
  alignment: (typeof AlignmentType)[keyof typeof AlignmentType] = AlignmentType.LEFT,
  keepNext = false,
): Paragraph {
  return paragraph(words, { style: 'Cell', alignment, keepNext })
}

function emphasised(words: Words): Words {
  return runsOf(words).map((run) => (typeof run === 'string' ? strong(run) : run))
}
