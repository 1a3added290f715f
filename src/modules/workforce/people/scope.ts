/**
 * What strategies draw the limits of their workforce by: paid and unpaid, full and part time, core and wider, and the ages
 * that people work with. Nottingham City's of 2010 took in all who work with ages 0 to 19, beyond 20 for care leavers, and
 * up to 25 for young people with learning difficulties or disabilities.
 */
import { type RawBuilder, sql } from 'kysely'

export const rings = { core: 'Core workforce', wider: 'Wider workforce', 'not-said': 'Not said' } as const

export const hours = { full: 'Full time', part: 'Part time', unknown: 'Not known' } as const

export const ages = {
  '0-4': 'Under 5',
  '5-10': '5 to 10',
  '11-19': '11 to 19',
  '0-19': '0 to 19',
  '20-25': '20 to 25, such as care leavers',
  unknown: 'Ages not known',
} as const

/** Full time is a full-time equivalent of 1 or more. */
export function hoursAsked(hours: string): RawBuilder<unknown> {
  if (hours === 'full') return sql`e.fte >= 1`
  return hours === 'part' ? sql`e.fte < 1` : sql`e.fte is null`
}

/** Whoever works with any age of the range. */
export function agesAsked(ages: string): RawBuilder<unknown> {
  const range = /^(\d+)-(\d+)$/.exec(ages)
  if (!range) return sql`e.client_age_from is null`
  return sql`e.client_age_from <= ${Number(range[2])} and e.client_age_to >= ${Number(range[1])}`
}
