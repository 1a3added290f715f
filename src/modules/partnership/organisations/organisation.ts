/** Organisations: legal bodies and settings. The words that the register, its pages and its imports share. */

import type { LocalDate } from '#platform'

export const organisationKinds = {
  council: 'Council',
  health: 'Health',
  school: 'School or college',
  early_years: 'Early years',
  police: 'Police',
  justice: 'Justice',
  voluntary: 'Voluntary',
  housing: 'Housing',
  leisure_culture: 'Leisure and culture',
  provider: 'Provider',
  other: 'Other',
} as const

export type OrganisationKind = keyof typeof organisationKinds

export const cohorts = {
  employed: 'Employed by the council',
  commissioned: 'Commissioned by the council',
  wider: 'Wider workforce',
} as const

export type Cohort = keyof typeof cohorts

/**
 * The organisations that would stand above themselves: each with the way round, `A → B → A`.
 *
 * @param parents each organisation's parent, by ref
 */
export function circlesIn(parents: ReadonlyMap<string, string>): Map<string, string> {
  const circles = new Map<string, string>()
  const seen = new Set<string>()
  for (const start of parents.keys()) {
    const path: string[] = []
    const onPath = new Set<string>()
    let at: string | undefined = start
    while (at !== undefined && !seen.has(at) && !onPath.has(at)) {
      path.push(at)
      onPath.add(at)
      at = parents.get(at)
    }
    if (at !== undefined && onPath.has(at)) {
      const circle = path.slice(path.indexOf(at))
      for (const [index, ref] of circle.entries())
        circles.set(ref, [...circle.slice(index), ...circle.slice(0, index), ref].join(' → '))
    }
    for (const ref of path) seen.add(ref)
  }
  return circles
}

/** One organisation belongs to another from a day, or always, to a day, or still. */
export interface BelongsTo {
  ref: string
  parentRef: string
  from: LocalDate | null
  to: LocalDate | null
}

/** The same when organisations belong to others in periods: those that would stand above themselves on some day. */
export function circlesOnAnyDay(edges: readonly BelongsTo[]): Map<string, string> {
  const circles = new Map<string, string>()
  // Whatever holds together on a day holds together on the last first day of its parts.
  for (const day of new Set(edges.map(({ from }) => from))) {
    const holding = edges.filter(
      ({ from, to }) =>
        (from === null || (day !== null && from <= day)) && (to === null || day === null || to >= day),
    )
    for (const [ref, way] of circlesIn(new Map(holding.map((edge) => [edge.ref, edge.parentRef]))))
      circles.set(ref, way)
  }
  return circles
}
