/**
 * Splits comma-separated text into records, as spreadsheet programs do (RFC 4180, with any line ending and any
 * one delimiter). Written here rather than taken from a library because a refusal must name the spreadsheet's
 * row and column, because a quotation mark inside a plain cell is ordinary text to people (5" pipe) while one
 * out of place in a quoted cell is not, and because limits must hold before memory is used.
 */
import { columnLetters } from './cell-references.ts'
import { type SheetLimits, Unreadable } from './sheet.ts'

const quote = 0x22
const lineFeed = 0x0a
const carriageReturn = 0x0d

export class CsvParser {
  private readonly delimiter: number
  private readonly limits: SheetLimits
  private state: 'cell-start' | 'plain' | 'quoted' | 'quote-in-quoted' = 'cell-start'
  private record: string[] = []
  private cell = ''
  private skipLineFeed = false
  private finishedRecords = 0

  constructor(delimiter: string, limits: SheetLimits) {
    this.delimiter = delimiter.charCodeAt(0)
    this.limits = limits
  }

  /** The records that this piece of the text completes. */
  push(text: string): string[][] {
    const records: string[][] = []
    let at = 0
    while (at < text.length) {
      const code = text.charCodeAt(at)
      if (this.skipLineFeed) {
        this.skipLineFeed = false
        if (code === lineFeed) {
          at += 1
          continue
        }
      }
      switch (this.state) {
        case 'cell-start':
          this.state = code === quote ? 'quoted' : 'plain'
          if (code === quote) at += 1
          break
        case 'plain': {
          const end = this.endOfPlain(text, at)
          this.add(text, at, end)
          if (end < text.length) this.separate(text.charCodeAt(end), records)
          at = end + 1
          break
        }
        case 'quoted': {
          const end = text.indexOf('"', at)
          this.add(text, at, end === -1 ? text.length : end)
          if (end !== -1) this.state = 'quote-in-quoted'
          at = end === -1 ? text.length : end + 1
          break
        }
        case 'quote-in-quoted':
          if (code === quote) {
            this.cell += '"'
            this.state = 'quoted'
          } else if (!this.separate(code, records)) {
            throw this.refusal(
              'A quotation mark ends this cell too early. Put two quotation marks where the text has one.',
            )
          }
          at += 1
          break
      }
    }
    return records
  }

  /** The last record, when the text does not end with a line ending. */
  end(): string[][] {
    if (this.state === 'quoted') {
      throw this.refusal(
        'A quotation mark opens this cell and none closes it, so the rows below cannot be told apart.',
      )
    }
    const records: string[][] = []
    const nothingLeft = this.state === 'cell-start' && this.record.length === 0
    if (!nothingLeft) this.finishRecord(records)
    return records
  }

  private endOfPlain(text: string, from: number): number {
    for (let at = from; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === this.delimiter || code === lineFeed || code === carriageReturn) return at
    }
    return text.length
  }

  private add(text: string, from: number, to: number): void {
    if (this.cell.length + to - from > this.limits.cellCharacters) {
      const most = this.limits.cellCharacters.toLocaleString('en-GB')
      throw this.refusal(
        `This cell has more than ${most} characters. Shorten it, or look for a missing quotation mark.`,
      )
    }
    this.cell += text.slice(from, to)
  }

  /** Ends the cell, or the record, at this character. False when it is neither a delimiter nor a line ending. */
  private separate(code: number, records: string[][]): boolean {
    if (code === this.delimiter) {
      this.finishCell()
    } else if (code === lineFeed || code === carriageReturn) {
      this.finishRecord(records)
      this.skipLineFeed = code === carriageReturn
    } else {
      return false
    }
    return true
  }

  private finishCell(): void {
    if (this.state === 'plain' && /^ +"/.test(this.cell)) {
      throw this.refusal('A space stands before the quotation mark that opens this cell. Take the space out.')
    }
    this.record.push(this.cell)
    if (this.record.length > this.limits.columns) {
      throw new Unreadable(`The row has more than ${this.limits.columns} columns.`, {
        row: this.finishedRecords + 1,
      })
    }
    this.cell = ''
    this.state = 'cell-start'
  }

  private finishRecord(records: string[][]): void {
    this.finishCell()
    records.push(this.record)
    this.record = []
    this.finishedRecords += 1
  }

  private refusal(reason: string): Unreadable {
    return new Unreadable(reason, {
      row: this.finishedRecords + 1,
      column: columnLetters(this.record.length),
    })
  }
}
