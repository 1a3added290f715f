/** How a workbook shows its numbers: a date is a number too, and only its format tells. ECMA-376 Part 1, 18.8. */
import { type DateSystem, dateFromSerial } from '../serial-dates.ts'
import type { Archive } from './xlsx-archive.ts'
import { plainNumber } from './plain-number.ts'
import { readXml } from './xml-events.ts'

export type NumberFormat =
  | { shows: 'number' }
  | { shows: 'padded'; digits: number }
  | { shows: 'date' | 'date-and-time' | 'time' | 'hours' }

const plain: NumberFormat = { shows: 'number' }

/** The formats that workbooks use by number without spelling them out (18.8.30); East Asian ones are dates. */
function builtIn(id: number): NumberFormat {
  if (id === 22) return { shows: 'date-and-time' }
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return { shows: 'date' }
  if (id === 46) return { shows: 'hours' }
  return (id >= 18 && id <= 21) || id === 45 || id === 47 ? { shows: 'time' } : plain
}

/** What a format code such as `dd/mm/yyyy` shows, judged by its first section, which is for positive numbers. */
export function formatOfCode(code: string): NumberFormat {
  const section = code
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .split(';', 1)[0]!
    .toLowerCase()
  if (/\[h+\]/.test(section)) return { shows: 'hours' }
  const letters = section.replace(/\[[^\]]*\]|general|am\/pm|a\/p/g, '')
  const hasTime = /[hs]/.test(letters)
  const hasDate = /[dy]/.test(letters) || (letters.includes('m') && !hasTime)
  if (hasDate) return { shows: hasTime ? 'date-and-time' : 'date' }
  if (hasTime) return { shows: 'time' }
  return /^0{2,}$/.test(code) ? { shows: 'padded', digits: code.length } : plain
}

/** The format of each cell style, in the order that cells refer to them. */
export async function readCellFormats(archive: Archive, part: string | undefined): Promise<NumberFormat[]> {
  const custom = new Map<number, NumberFormat>()
  const formats: NumberFormat[] = []
  if (!part) return formats
  let within = ''
  await readXml(archive.read(part), {
    open(name, attributes) {
      if (name === 'numFmts' || name === 'cellXfs') within = name
      const id = Number(attributes['numFmtId'] ?? 0)
      if (within === 'numFmts' && name === 'numFmt')
        custom.set(id, formatOfCode(attributes['formatCode'] ?? ''))
      if (within === 'cellXfs' && name === 'xf') formats.push(custom.get(id) ?? builtIn(id))
    },
    close(name) {
      if (name === within) within = ''
    },
  })
  return formats
}

/**
 * A number as people see it in its cell: dates as `2026-09-30`, with the time after a space when there is one;
 * numbers in full, without the noise after the fifteenth digit that Excel hides too.
 */
export function showNumber(
  stored: string,
  format: NumberFormat | undefined,
  dateSystem: DateSystem,
): { text: string } | { problem: string } {
  const { shows } = format ?? plain
  const number = Number(stored)
  if (stored.trim() === '' || !Number.isFinite(number))
    return { problem: `The cell holds “${stored}”, which is not a number.` }
  if (format?.shows === 'padded') return { text: padded(number, format.digits) }
  if (shows === 'number') return { text: /^-?\d+$/.test(stored) ? stored : asSeen(number) }
  return shownAsTime(number, shows, dateSystem)
}

function shownAsTime(serial: number, shows: NumberFormat['shows'], dateSystem: DateSystem) {
  const seconds = Math.round(serial * 86_400)
  if (shows === 'hours') return { text: clock(seconds) }
  const secondOfDay = ((seconds % 86_400) + 86_400) % 86_400
  // Times of day are fractions of a day that has no date.
  if (shows === 'time' && seconds >= 0 && seconds < 86_400) return { text: clock(secondOfDay) }
  const date = dateFromSerial(Math.floor(seconds / 86_400), dateSystem)
  if (!date) return { problem: `The cell is formatted as a date, but holds ${asSeen(serial)}.` }
  return { text: secondOfDay === 0 ? date : `${date} ${clock(secondOfDay)}` }
}

/** 09:30, or 09:30:15 where there are seconds */
function clock(seconds: number): string {
  const two = (number: number) => String(number).padStart(2, '0')
  const whole = Math.abs(seconds)
  const time = `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}`
  return `${seconds < 0 ? '-' : ''}${time}${whole % 60 ? `:${two(whole % 60)}` : ''}`
}

/** Payroll numbers and the like: 42 in the format 000000 is seen as 000042. */
function padded(number: number, digits: number): string {
  return `${number < 0 ? '-' : ''}${asSeen(Math.round(Math.abs(number))).padStart(digits, '0')}`
}

function asSeen(number: number): string {
  return plainNumber(Number(number.toPrecision(15)))
}
