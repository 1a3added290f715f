/**
 * Reads the first visible sheet of an XLSX workbook, piece by piece. Written here because every reader on offer
 * either holds the whole workbook in memory or unpacks a hostile file without limit.
 */
import { columnIndex } from './cell-references.ts'
import type { FileBytes } from './file-bytes.ts'
import type { CellRange, RowSource, SheetLimits } from './sheet.ts'
import { Archive } from './xlsx-archive.ts'
import { readCellFormats } from './xlsx-number-formats.ts'
import { SheetRowReader } from './xlsx-rows.ts'
import { readSharedStrings } from './xlsx-text.ts'
import { readWorkbook } from './xlsx-workbook.ts'
import { XmlEvents } from './xml-events.ts'

export async function xlsxSource(bytes: FileBytes, limits: SheetLimits): Promise<RowSource> {
  const archive = await Archive.open(bytes, limits)
  try {
    const { sheetName, sheetPart, sharedStringsPart, stylesPart, dateSystem } = await readWorkbook(archive)
    const sharedStrings = await readSharedStrings(archive, sharedStringsPart)
    const formats = await readCellFormats(archive, stylesPart)
    const mergedCells = await readMergedCells(archive.read(sheetPart))
    return {
      format: 'xlsx',
      sheetName,
      mergedCells,
      rows: () => sheetRows(bytes, limits, sheetPart, { sharedStrings, formats, dateSystem }),
    }
  } finally {
    archive.close()
  }
}

async function* sheetRows(
  bytes: FileBytes,
  limits: SheetLimits,
  sheetPart: string,
  tables: ConstructorParameters<typeof SheetRowReader>[0],
) {
  const archive = await Archive.open(bytes, limits)
  try {
    const reader = new SheetRowReader(tables, limits)
    const events = new XmlEvents(reader)
    for await (const piece of archive.read(sheetPart)) {
      events.write(piece)
      yield reader.takeRows()
    }
    events.close()
    yield reader.takeRows()
  } finally {
    archive.close()
  }
}

const mostMergeText = 4 * 1024 * 1024

/**
 * The merged blocks of a sheet. They are listed after the rows, yet decide whether the rows can be understood,
 * so the sheet is unpacked once for them, without the cost of reading it as XML.
 */
async function readMergedCells(pieces: AsyncIterable<string>): Promise<CellRange[]> {
  const endOfRows = /<\/(?:\w+:)?sheetData\s*>/
  let last = ''
  let afterRows: string | undefined
  for await (const piece of pieces) {
    if (afterRows !== undefined) {
      if (afterRows.length < mostMergeText) afterRows += piece
      continue
    }
    const text = last + piece
    const end = endOfRows.exec(text)
    if (end) afterRows = text.slice(end.index)
    last = text.slice(-100)
  }
  const merges = (afterRows ?? '').matchAll(
    /<(?:\w+:)?mergeCell\s[^>]*?ref=["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']/g,
  )
  return Array.from(merges, ([, left = '', top, right = '', bottom]) => ({
    top: Number(top),
    left: columnIndex(left) ?? 0,
    bottom: Number(bottom),
    right: columnIndex(right) ?? 0,
  }))
}
