/**
 * Which column of a file, or which value for all rows, each canonical column takes. A file whose headings are the
 * canonical ones needs none.
 */
import type { ImportColumn, ImportKind } from './import-kind.ts'

/** A heading of the file, or the same value for every row. */
export type MappedTo = string | { always: string }

/**
 * By canonical column. The reserved key `header` says that the file has no headings (`false`: its columns are then A,
 * B, C …) or which row they are in. Canonical columns that are not named are not in the file.
 */
export type Mapping = { readonly [column: string]: MappedTo | boolean | number | undefined } & {
  readonly header?: boolean | number
}

export type MappingReading = { mapping: Mapping } | { problem: string }

/** A mapping from a JSON file that somebody wrote. */
export function readMapping(json: string, kind: ImportKind): MappingReading {
  let given: unknown
  try {
    given = JSON.parse(json)
  } catch {
    return { problem: 'The mapping is not JSON. Write it like {"name": "Establishment name"}' }
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return { problem: 'The mapping must be an object, like {"name": "Establishment name"}' }
  const names = kind.columns.map((column) => column.name)
  for (const [name, to] of Object.entries(given)) {
    if (name === 'header') {
      if (typeof to === 'boolean' || (Number.isInteger(to) && Number(to) > 0)) continue
      return {
        problem: '“header” must be false, for a file without headings, or the number of the row they are in',
      }
    }
    if (!names.includes(name))
      return { problem: `“${name}” is not a column of ${kind.name}: ${names.join(', ')}` }
    if (typeof to !== 'string' && !isConstant(to))
      return { problem: `“${name}” must be one of their headings, or {"always": "a value"}` }
  }
  return { mapping: given as Mapping }
}

/** The mapping of a file that already has the canonical headings. */
export function canonicalMapping(kind: ImportKind, headings: readonly string[]): Mapping {
  const named = kind.columns.filter((column) => headings.includes(column.name))
  return Object.fromEntries(named.map((column) => [column.name, column.name]))
}

/** The best guess for a file: a published shape, the canonical headings, or headings that mean the same. */
export function guessMapping(kind: ImportKind, headings: readonly string[]): Mapping {
  const shape = kind.shapes?.find((candidate) => candidate.recognise(headings))
  if (shape) return shape.mapping
  const guesses: Record<string, MappedTo> = {}
  const taken = new Set<string>()
  for (const column of kind.columns) {
    const heading = headingFor(column, headings, taken)
    if (heading === undefined) continue
    guesses[column.name] = heading
    taken.add(heading)
  }
  return guesses
}

function headingFor(
  column: ImportColumn,
  headings: readonly string[],
  taken: Set<string>,
): string | undefined {
  const free = headings.filter((heading) => heading !== '' && !taken.has(heading))
  for (const name of [column.name, ...(column.alsoCalled ?? [])]) {
    const found = free.find((heading) => asCompared(heading) === asCompared(name))
    if (found !== undefined) return found
  }
  return undefined
}

/** Whether the value stands for all rows. */
export function isConstant(to: unknown): to is { always: string } {
  return typeof to === 'object' && to !== null && typeof (to as { always?: unknown }).always === 'string'
}

/** What a canonical column takes, or undefined when the file does not have it. */
export function mappedTo(mapping: Mapping, column: string): MappedTo | undefined {
  const to = mapping[column]
  return typeof to === 'string' || isConstant(to) ? to : undefined
}

function asCompared(heading: string): string {
  return heading.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}
