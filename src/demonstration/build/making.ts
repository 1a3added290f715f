import type { LocalDate } from '#platform'
import type { Random } from '../random.ts'
import type { Reference } from '../reference.ts'

/** What every part of an invented partnership is made from. */
export interface Making {
  random: Random
  nextId: () => string
  /** The day on which the invented history ends. */
  today: LocalDate
  /** How large the demonstration is: 1 is full size. */
  scale: number
  reference: Reference
}

/** A number of people or settings at this size, never none. */
export function scaled(count: number, scale: number): number {
  return Math.max(1, Math.round(count * scale))
}
