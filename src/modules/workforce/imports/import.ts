/** An import that somebody makes on screen: a file, how its columns are read, what was found, and what was done. */
import type { ImportKind, Mapping } from '#platform/imports/index'
import type { RefusedItem } from '#platform/spreadsheets/index'
import { guessMapping } from '#platform/imports/index'

export const importStates = {
  uploaded: 'Columns to be chosen',
  checking: 'Being checked',
  checked: 'Ready to look through',
  applying: 'Being brought in',
  applied: 'Brought in',
  refused: 'Could not be read',
  abandoned: 'Abandoned',
} as const

export type ImportState = keyof typeof importStates

/** The first rows of a file under its headings, or under letters for a file without. */
export interface Sample {
  names: string[]
  rows: string[][]
}

/** Both ways to see a file: its first row as headings, and as data. */
export interface Samples {
  headings: Sample
  letters: Sample
}

/** The way that this mapping sees the file. */
export function sampleFor(samples: Samples, mapping: Mapping): Sample {
  return mapping.header === false ? samples.letters : samples.headings
}

/** The best guess, for a file whose first row holds headings or is said not to. */
export function firstMapping(kind: ImportKind, samples: Samples): Mapping {
  return guessMapping(kind, samples.headings.names)
}

/** Headings that a column can be taken from: those that have a name which no other has. */
export function usableHeadings({ names }: Sample): string[] {
  return names.filter(
    (name, index) => name !== '' && names.indexOf(name) === index && names.lastIndexOf(name) === index,
  )
}

/** Whether the file has the canonical headings, so that there is nothing to choose. */
export function isCanonical(kind: ImportKind, samples: Samples): boolean {
  const usable = usableHeadings(samples.headings)
  return kind.columns.every(({ name, required }) =>
    required ? usable.includes(name) : usable.includes(name) || !samples.headings.names.includes(name),
  )
}

/** How long the rows and the file of an import are kept for looking at. */
export const daysKept = 14

/** The reasons of a refusal as one text, each with the place that it is about. */
export function reasonIn({ refused }: { refused: readonly RefusedItem[] }): string {
  return refused
    .map(({ row, column, reason }) => {
      const place = [row && `row ${row}`, column && `column ${column}`].filter(Boolean).join(', ')
      return place ? `${reason} (${place})` : reason
    })
    .join(' ')
}
