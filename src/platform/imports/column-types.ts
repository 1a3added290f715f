/** How the cells of a column are read: the value to keep, or a sentence for the person who has the file. */
import type { LocalDate } from '../dates.ts'
import { roundTo } from '../numbers.ts'
import { readDate } from '../read-date.ts'

export type CellValue = string | number | readonly string[]

export type Reading = { value: CellValue } | { problem: string }

export interface ColumnType {
  /** The type of the column in `staged`. */
  sql: 'text' | 'date' | 'numeric' | 'integer' | 'text[]'
  /** Reads the text of a cell that is not empty, without spaces around it. */
  read(text: string): Reading
}

// A reference stands in indexes, which hold no more than about 2,700 bytes.
const TEXT_LIMIT = 300

/** Any text, kept as it is written. */
export function text(limit = TEXT_LIMIT): ColumnType {
  return { sql: 'text', read: (written) => (written.length > limit ? tooLong(limit) : { value: written }) }
}

/** Text that follows a pattern, with the sentence that says which. */
export function textLike(pattern: RegExp, sentence: string): ColumnType {
  return {
    sql: 'text',
    read(written) {
      if (written.length > TEXT_LIMIT) return tooLong(TEXT_LIMIT)
      return pattern.test(written) ? { value: written } : { problem: `${quote(written)} ${sentence}` }
    },
  }
}

/** One of a fixed set of words; letter case, spaces and hyphens are forgiven ("Fixed term" is fixed_term). */
export function oneOf(values: readonly string[]): ColumnType {
  return {
    sql: 'text',
    read(written) {
      const wanted = written.toLowerCase().replace(/[\s_-]+/g, '_')
      return values.includes(wanted)
        ? { value: wanted }
        : { problem: `${quote(written)} is not one of ${values.join(', ')}` }
    },
  }
}

/** A day, in any of the forms that `readDate` knows. */
export function date(): ColumnType {
  return {
    sql: 'date',
    read(written) {
      const reading = readDate(written)
      return 'problem' in reading ? reading : { value: reading.date satisfies LocalDate }
    },
  }
}

/** A number from `min` to `max`, rounded to so many decimals, as the register keeps it. */
export function number({ min, max, decimals }: { min: number; max: number; decimals: number }): ColumnType {
  return {
    sql: 'numeric',
    read(written) {
      const plain = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(written) ? written.replaceAll(',', '') : written
      if (!/^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(plain))
        return { problem: `${quote(written)} is not a number. Write it like ${example(max)}` }
      const value = roundTo(Number(plain), decimals)
      return value >= min && value <= max
        ? { value }
        : { problem: `${quote(written)} must be between ${min} and ${max}` }
    },
  }
}

/** A whole number from `min` to `max`. */
export function wholeNumber({ min, max }: { min: number; max: number }): ColumnType {
  return {
    sql: 'integer',
    read(written) {
      const plain = written.replace(/\.0+$/, '')
      if (!/^-?\d{1,9}$/.test(plain)) return { problem: `${quote(written)} is not a whole number` }
      const value = Number(plain)
      return value >= min && value <= max
        ? { value }
        : { problem: `${quote(written)} must be between ${min} and ${max}` }
    },
  }
}

/** Several texts parted by semicolons; empty parts and repetitions are left out. Empty cells are an empty list. */
export function list(type: ColumnType = text()): ColumnType {
  return {
    sql: 'text[]',
    read(written) {
      const values = new Set<string>()
      for (const part of written.split(';').map((piece) => piece.trim())) {
        if (part === '') continue
        const reading = type.read(part)
        if ('problem' in reading) return reading
        values.add(String(reading.value))
      }
      return values.size > 0 ? { value: [...values] } : { problem: `${quote(written)} names nothing` }
    },
  }
}

/** The same where the order says nothing: kept in order of code points, as `order by … collate "C"` gives it back. */
export function set(type: ColumnType = text()): ColumnType {
  return {
    sql: 'text[]',
    read(written) {
      const reading = list(type).read(written)
      return 'value' in reading && typeof reading.value === 'object'
        ? { value: [...reading.value].sort(byCodePoint) }
        : reading
    },
  }
}

// Not JavaScript's own order, which is by UTF-16 unit and differs for characters beyond the first plane.
function byCodePoint(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other))
}

/** A value as people should see it again, in a file that can be read by the same column. */
export function writeCell(value: CellValue | null | undefined): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? value.join('; ') : String(value)
}

/** The text in quotation marks, shortened when it is long. */
function quote(text: string): string {
  return `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`
}

function tooLong(limit: number): Reading {
  return { problem: `This has more than ${limit} characters. Shorten it` }
}

function example(max: number): string {
  return max < 10 ? '0.6' : '12.5'
}
