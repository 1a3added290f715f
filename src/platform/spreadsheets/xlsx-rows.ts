/** Reads the rows of one sheet of a workbook. ECMA-376 Part 1, 18.3.1. */
import type { DateSystem } from '../serial-dates.ts'
import { isDate } from '../dates.ts'
import { columnIndex, columnLetters } from './cell-references.ts'
import { errorShown } from './error-cells.ts'
import { type RawRow, type SheetLimits, Unreadable } from './sheet.ts'
import { damagedFile } from './xlsx-archive.ts'
import { type NumberFormat, showNumber } from './xlsx-number-formats.ts'
import { StringItem, unescapeText } from './xlsx-text.ts'
import type { XmlAttributes, XmlHandlers } from './xml-events.ts'

export interface WorkbookTables {
  sharedStrings: string[]
  formats: NumberFormat[]
  dateSystem: DateSystem
}

/** The last row that spreadsheet programs have. */
const lastRow = 1_048_576

type Shown = { text: string } | { problem: string; text?: string }

export class SheetRowReader implements XmlHandlers {
  private readonly tables: WorkbookTables
  private readonly limits: SheetLimits
  private finished: RawRow[] = []
  private current: RawRow | undefined
  private row = 0
  private column = -1
  private type = 'n'
  private style = 0
  private value = ''
  private hasValue = false
  private hasFormula = false
  private inValue = false
  private readonly inlineText = new StringItem()

  constructor(tables: WorkbookTables, limits: SheetLimits) {
    this.tables = tables
    this.limits = limits
  }

  /** The rows completed since this was last asked. */
  takeRows(): RawRow[] {
    const rows = this.finished
    this.finished = []
    return rows
  }

  open(name: string, attributes: XmlAttributes): void {
    if (name === 'c') this.openCell(attributes)
    else if (name === 'v') this.inValue = true
    else if (name === 'f') this.hasFormula = true
    else if (name === 'row') this.openRow(attributes)
    else if (this.type === 'inlineStr') this.inlineText.open(name)
  }

  text(text: string): void {
    if (this.inValue) this.value += text
    else if (this.type === 'inlineStr') this.inlineText.add(text)
  }

  close(name: string): void {
    if (name === 'v') {
      this.inValue = false
      this.hasValue = true
    } else if (name === 'c') {
      this.closeCell()
    } else if (name === 'row' && this.current) {
      this.finished.push(this.current)
      this.current = undefined
    } else if (this.type === 'inlineStr') {
      this.inlineText.close(name)
    }
  }

  private openRow(attributes: XmlAttributes): void {
    const row = attributes['r'] === undefined ? this.row + 1 : Number(attributes['r'])
    if (!Number.isInteger(row) || row <= this.row || row > lastRow) throw new Unreadable(damagedFile)
    this.row = row
    this.column = -1
    this.current = { row, cells: [], problems: [] }
  }

  private openCell(attributes: XmlAttributes): void {
    const reference = attributes['r']
    const column = reference === undefined ? this.column + 1 : columnIndex(reference)
    if (column === undefined || column <= this.column || !this.current) throw new Unreadable(damagedFile)
    this.column = column
    this.type = attributes['t'] ?? 'n'
    this.style = Number(attributes['s'] ?? 0)
    this.value = ''
    this.hasValue = false
    this.hasFormula = false
  }

  private closeCell(): void {
    const shown = this.shown()
    this.type = 'n'
    const { current, column } = this
    if (!current) throw new Unreadable(damagedFile)
    if ('problem' in shown) current.problems.push({ index: column, reason: shown.problem })
    const text = shown.text ?? ''
    if (text === '' && !('problem' in shown)) return
    const at = { row: this.row, column: columnLetters(column) }
    if (column >= this.limits.columns) {
      throw new Unreadable(`The sheet has more than ${this.limits.columns} columns.`, at)
    }
    if (text.length > this.limits.cellCharacters) {
      const most = this.limits.cellCharacters.toLocaleString('en-GB')
      throw new Unreadable(`This cell has more than ${most} characters. Shorten it.`, at)
    }
    while (current.cells.length < column) current.cells.push('')
    current.cells.push(text)
  }

  /** The cell as people see it. */
  private shown(): Shown {
    if (this.type === 'inlineStr') return { text: this.inlineText.take() }
    if (!this.hasValue || this.value === '') {
      return this.hasFormula && this.type !== 'str'
        ? {
            problem:
              'The cell has a formula without a result. Open the file in a spreadsheet program and save it.',
          }
        : { text: '' }
    }
    switch (this.type) {
      case 's': {
        const text = this.tables.sharedStrings[Number(this.value)]
        return text === undefined ? { problem: 'The text of this cell is missing from the file.' } : { text }
      }
      case 'str':
        return { text: unescapeText(this.value) }
      case 'b':
        return { text: this.value.trim() === '1' || this.value === 'true' ? 'TRUE' : 'FALSE' }
      case 'e':
        return {
          problem: errorShown(this.value),
          text: this.value,
        }
      case 'd':
        return isoDateShown(this.value)
      case 'n':
        return showNumber(this.value.trim(), this.tables.formats[this.style], this.tables.dateSystem)
      default:
        throw new Unreadable(damagedFile)
    }
  }
}

/** Dates that a workbook keeps as text, `2026-09-30T09:30:00`: as the others are shown, without an idle midnight. */
function isoDateShown(value: string): Shown {
  const [, date = '', time] = /^(\d{4}-\d{2}-\d{2})(?:T([\d:]{5,8})(?:\.\d+)?)?Z?$/.exec(value.trim()) ?? []
  if (!isDate(date)) return { problem: `The cell holds “${value}”, which is not a date.`, text: value }
  const clock = time?.replace(/^(\d\d:\d\d):00$/, '$1')
  return { text: clock && clock !== '00:00' ? `${date} ${clock}` : date }
}
