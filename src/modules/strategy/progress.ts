/** How an action is going, in the words that people use. */
export const ratings = {
  not_started: 'Not started',
  on_track: 'On track',
  at_risk: 'At risk',
  off_track: 'Off track',
  done: 'Done',
} as const

export type Rating = keyof typeof ratings

export const ratingColours: Record<Rating, string> = {
  not_started: 'govuk-tag--grey',
  on_track: 'govuk-tag--green',
  at_risk: 'govuk-tag--yellow',
  off_track: 'govuk-tag--red',
  done: 'govuk-tag--blue',
}

/** How many actions a lens is ticked for, and those ticked for none, which the plan cannot be filtered by. */
export function lensTotals<A extends { lenses: readonly string[] }>(
  lenses: readonly string[],
  actions: readonly A[],
) {
  return {
    totals: lenses.map((name) => ({
      name,
      count: actions.filter((action) => action.lenses.includes(name)).length,
    })),
    untagged: lenses.length === 0 ? [] : actions.filter((action) => action.lenses.length === 0),
  }
}
