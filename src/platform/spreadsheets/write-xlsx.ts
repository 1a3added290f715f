/**
 * Writes a table as an XLSX workbook: a bold header that stays in view, dates that are dates, and text that is
 * only ever text. Written here because the stream writers on offer cannot mark a header row.
 */
import { Readable } from 'node:stream'
import { serialFromDate } from '../serial-dates.ts'
import { isDate } from '../dates.ts'
import { columnLetters } from './cell-references.ts'
import type { ExportColumn, ExportRows } from './export-columns.ts'
import {
  cellStyle,
  escapeXml,
  fixedParts,
  sheetEnd,
  sheetPart,
  sheetStart,
  tidySheetName,
} from './xlsx-parts.ts'
import { zipStream } from './zip-stream.ts'

/** Limits of Excel's own; a workbook beyond them opens with a repair message. */
const lastRow = 1_048_576
const mostCellCharacters = 32_767

const chunkCharacters = 64 * 1024

export interface WriteXlsxOptions {
  /** What the document's properties call it; without one, the sheet's name. */
  title?: string
}

/** The workbook as bytes, made as they are read. The sheet's name is shortened to what a tab can hold. */
export function writeXlsx<Row>(
  sheetName: string,
  columns: readonly ExportColumn<Row>[],
  rows: ExportRows<Row>,
  { title = sheetName }: WriteXlsxOptions = {},
): Readable {
  const parts = [
    ...fixedParts(tidySheetName(sheetName), title),
    { name: sheetPart, content: sheetXml(columns, rows) },
  ]
  return Readable.from(zipStream(parts), { objectMode: false })
}

async function* sheetXml<Row>(columns: readonly ExportColumn<Row>[], rows: ExportRows<Row>) {
  const letters = columns.map((_, index) => columnLetters(index))
  const headings = columns.map(({ header }, index) =>
    textCell(`${letters[index]}1`, header, cellStyle.heading),
  )
  let text = `${sheetStart(columns.map(widthOf))}<row r="1">${headings.join('')}</row>`
  let rowNumber = 1
  for await (const row of rows) {
    rowNumber += 1
    if (rowNumber > lastRow)
      throw new RangeError('A sheet holds 1,048,575 rows below its header: export as CSV')
    const cells = columns.map((column, index) =>
      cell(`${letters[index]}${rowNumber}`, column.value(row), column.kind),
    )
    text += `<row r="${rowNumber}">${cells.join('')}</row>`
    if (text.length >= chunkCharacters) {
      yield text
      text = ''
    }
  }
  yield text + sheetEnd(`A1:${letters.at(-1) ?? 'A'}${rowNumber}`)
}

function cell(at: string, value: string | number | null, kind: ExportColumn<never>['kind']): string {
  if (value === null || value === '') return ''
  if (typeof value === 'number' && kind !== 'text')
    return numberCell(at, value, kind === 'integer' ? cellStyle.integer : cellStyle.plain)
  const text = String(value)
  const serial = kind === 'date' && isDate(text) ? serialFromDate(text) : undefined
  if (serial !== undefined) return numberCell(at, serial, cellStyle.date)
  return textCell(at, text, /^[=+\-@]/.test(text) ? cellStyle.textLikeAFormula : cellStyle.plain)
}

function numberCell(at: string, value: number, style: number): string {
  return Number.isFinite(value) ? `<c r="${at}"${styled(style)}><v>${value}</v></c>` : ''
}

function textCell(at: string, text: string, style: number): string {
  const held = text.length > mostCellCharacters ? `${text.slice(0, mostCellCharacters - 1)}…` : text
  return `<c r="${at}"${styled(style)} t="inlineStr"><is><t xml:space="preserve">${escapeXml(held)}</t></is></c>`
}

function styled(style: number): string {
  return style === cellStyle.plain ? '' : ` s="${style}"`
}

function widthOf({ header, kind, width }: ExportColumn<never>): number {
  if (width !== undefined) return width
  const usual = kind === 'number' || kind === 'integer' ? 10 : kind === 'date' ? 12 : 20
  return Math.min(50, Math.max(usual, header.length + 3))
}
