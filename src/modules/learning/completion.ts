/** What a register, taken or corrected, changes about who completed an event. */
import type { LocalDate } from '#platform'

export interface Completion {
  id: string
  personId: string
  completedOn: LocalDate
  evidenceId: string
}

export interface Earned {
  personId: string
  completedOn: LocalDate
}

/** Compares what people have earned with what they were given: whom to give it to, and from whom to take it back. */
export function settle(earned: readonly Earned[], given: readonly Completion[]) {
  const earnedBy = new Map(earned.map((one) => [one.personId, one.completedOn]))
  const stands = (one: Completion) => earnedBy.get(one.personId) === one.completedOn
  const standing = new Set(given.filter(stands).map((one) => one.personId))
  return {
    toGive: earned.filter((one) => !standing.has(one.personId)),
    toTakeBack: given.filter((one) => !stands(one)),
  }
}
