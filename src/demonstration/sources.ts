/** Reads the files in data/: what five partnerships have published, and the lists that any partnership starts from. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '#platform'
import { isRefusal, openSheet } from '#platform/spreadsheets/index'

const folder = join(projectRoot, 'data')

export const dataPath = (...parts: string[]): string => join(folder, ...parts)

/** The rows of a table, each by its headings; a cell is `''` where the source says nothing. */
export async function readTable<Column extends string>(
  path: string,
  columns: readonly Column[],
): Promise<Record<Column, string>[]> {
  const sheet = await openSheet({ fileName: path, path })
  if (isRefusal(sheet)) throw new Error(`${path}: ${sheet.refused[0]?.reason}`)
  const at = columns.map((column) => {
    const index = sheet.header.indexOf(column)
    if (index === -1) throw new Error(`${path} has no column ${column}`)
    return [column, index] as const
  })
  const rows: Record<Column, string>[] = []
  for await (const { cells } of sheet.rows())
    rows.push(
      Object.fromEntries(at.map(([column, index]) => [column, cells[index] ?? ''])) as Record<Column, string>,
    )
  return rows
}

export async function readJson<T>(path: string): Promise<T> {
  return JSON.parse(await readFile(path, 'utf8')) as T
}

/** `''` is nothing said. */
export const textOrNull = (cell: string): string | null => cell || null
export const numberOrNull = (cell: string): number | null => (cell === '' ? null : Number(cell))
export const listIn = (cell: string): string[] =>
  cell === '' ? [] : cell.split(';').map((item) => item.trim())
