/** Reads CSV in any common encoding, with commas, semicolons or tabs, one row for each record. */
import { withoutFormulaGuard } from './csv-formula-guard.ts'
import { CsvParser } from './csv-parser.ts'
import type { FileBytes } from './file-bytes.ts'
import { errorShown, isErrorText } from './error-cells.ts'
import { type RawRow, type RowSource, type SheetLimits, Unreadable } from './sheet.ts'
import { type TextEncoding, decodeText, detectEncoding } from './text-encoding.ts'

const delimiters = [',', ';', '\t', '|']
const sampleCharacters = 64 * 1024

/** @param headerRow the row whose delimiters decide, from 1; without it the first row with anything in it. */
export async function csvSource(
  bytes: FileBytes,
  limits: SheetLimits,
  headerRow?: number,
): Promise<RowSource> {
  if (bytes.size > limits.unpackedBytes) {
    throw new Unreadable(
      `The file is larger than ${megabytes(limits.unpackedBytes)}. Split it into smaller files.`,
    )
  }
  const encoding = await detectEncoding(bytes)
  const sample = await firstText(bytes, encoding)
  const directive = delimiterDirective(sample)
  const delimiter = directive?.delimiter ?? delimiterOf(sample, headerRow)

  return {
    format: 'csv',
    sheetName: null,
    mergedCells: [],
    async *rows() {
      const parser = new CsvParser(delimiter, limits)
      let row = 0
      let skip = directive?.characters ?? 0
      const numbered = (records: string[][]) => records.map((record) => rawRow(++row, record))
      for await (const text of decodeText(bytes, encoding)) {
        yield numbered(parser.push(text.slice(skip)))
        skip = Math.max(0, skip - text.length)
      }
      yield numbered(parser.end())
    },
  }
}

function rawRow(row: number, record: string[]): RawRow {
  const problems: RawRow['problems'] = []
  const cells = record.map((cell, index) => {
    if (isErrorText(cell)) problems.push({ index, reason: errorShown(cell) })
    return withoutFormulaGuard(cell)
  })
  return { row, cells, problems }
}

/** The delimiter that the header row has most of, outside quotation marks; a comma when it has none. */
export function delimiterOf(sample: string, headerRow?: number): string {
  const counts = new Map<string, number>()
  let quoted = false
  let row = 1
  let blank = true
  for (const character of sample.replaceAll('\r\n', '\n')) {
    if (character === '"') quoted = !quoted
    if (!quoted && (character === '\n' || character === '\r')) {
      if (headerRow === undefined ? !blank : row === headerRow) break
      counts.clear()
      row += 1
      blank = true
    } else if (!quoted && delimiters.includes(character)) {
      counts.set(character, (counts.get(character) ?? 0) + 1)
    } else if (character.trim() !== '') {
      blank = false
    }
  }
  return delimiters.reduce(
    (best, next) => ((counts.get(next) ?? 0) > (counts.get(best) ?? 0) ? next : best),
    ',',
  )
}

/** Excel's own first line, `sep=;`, which is not a row. */
function delimiterDirective(sample: string) {
  const [line, delimiter] = /^sep=([^\r\n"])(?:\r\n|\r|\n)/i.exec(sample) ?? []
  return line && delimiter ? { delimiter, characters: line.length } : undefined
}

async function firstText(bytes: FileBytes, encoding: TextEncoding): Promise<string> {
  let sample = ''
  for await (const text of decodeText(bytes, encoding)) {
    sample += text
    if (sample.length >= sampleCharacters) break
  }
  return sample.slice(0, sampleCharacters)
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MB`
}
