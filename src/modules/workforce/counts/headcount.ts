/** Headcounts: groups known only as a number. The words for how sure a number is, and how several are told together. */
import { printNumber } from '#platform/numbers'

export const precisions = {
  exact: 'Exact',
  approximate: 'Approximate',
  lower_bound: 'At least',
  unknown: 'Not known',
} as const
export type Precision = keyof typeof precisions

/** Households, carers, organisations and people are different units, and are never added to each other. */
export const units = { people: 'people', households: 'households', organisations: 'organisations' } as const
export type Unit = keyof typeof units

export interface Counted {
  /** Null when it is not known how many there are. */
  value: number | null
  precision: Precision
}

export interface HeadcountOfGroup extends Counted {
  unit: Unit
  /** The part that works with children cannot be told apart, so it is no part of a rate about children's work. */
  notDisaggregable: boolean
}

/** `143`, `about 500`, `at least 200`, `not known`. */
export function countWords({ value, precision }: Counted): string {
  if (value === null) return 'not known'
  return `${qualifiers[precision] ?? ''}${printNumber(value, 0)}`
}

const qualifiers: Partial<Record<Precision, string>> = { approximate: 'about ', lower_bound: 'at least ' }

/** Several groups of one unit. What is not known of them stays said beside the number. */
export interface Together {
  unit: Unit
  /** The numbers that are known, added up; null when none is. */
  value: number | null
  isApproximate: boolean
  isAtLeast: boolean
  /** How many groups the number is made of, and how many more have none. */
  groups: number
  unknownGroups: number
}

/** Adds up the groups of each unit. The whole is as sure as its least sure part. */
export function together(groups: readonly HeadcountOfGroup[]): Together[] {
  return (Object.keys(units) as Unit[]).flatMap((unit): Together[] => {
    const ofUnit = groups.filter((group) => group.unit === unit)
    if (ofUnit.length === 0) return []
    const known = ofUnit.filter((group) => group.value !== null)
    return [
      {
        unit,
        value: known.length === 0 ? null : known.reduce((sum, { value }) => sum + (value ?? 0), 0),
        isApproximate: known.some(({ precision }) => precision === 'approximate'),
        isAtLeast: known.some(({ precision }) => precision === 'lower_bound'),
        groups: known.length,
        unknownGroups: ofUnit.length - known.length,
      },
    ]
  })
}

/** The groups whose work is with children, or can be told apart: those that a children-only rate may use. */
export function childrenOnly<Group extends HeadcountOfGroup>(groups: readonly Group[]): Group[] {
  return groups.filter((group) => !group.notDisaggregable)
}

/** `about 5,000`; `at least about 700` where some are rough and others are only a floor. */
export function togetherNumber({ value, isApproximate, isAtLeast }: Together): string {
  if (value === null) return 'not known'
  return `${isAtLeast ? 'at least ' : ''}${isApproximate ? 'about ' : ''}${printNumber(value, 0)}`
}

/** `about 5,000 people (2 groups added up) and 1 group not known`: never a sum without saying that it is one. */
export function togetherWords(sum: Together): string {
  const more = sum.unknownGroups === 1 ? '1 group' : `${sum.unknownGroups} groups`
  if (sum.value === null) return `${units[sum.unit]}: ${more} not known`
  const added = sum.groups > 1 ? ` (${sum.groups} groups added up)` : ''
  const unknown = sum.unknownGroups > 0 ? ` and ${more} not known` : ''
  return `${togetherNumber(sum)} ${unitOf(sum.unit, sum.value)}${added}${unknown}`
}

const one: Record<Unit, string> = { people: 'person', households: 'household', organisations: 'organisation' }
export const unitOf = (unit: Unit, value: number): string => (value === 1 ? one[unit] : units[unit])

/** What was answered about a number cannot be so: by the question, what to do. Null when it can. */
export function headcountProblem({ value, precision }: Counted): { field: string; sentence: string } | null {
  if (precision === 'unknown' && value !== null)
    return { field: 'value', sentence: 'Leave the number empty, or say how sure it is' }
  if (precision !== 'unknown' && value === null)
    return { field: 'value', sentence: 'Enter the number, or choose that it is not known' }
  return null
}
