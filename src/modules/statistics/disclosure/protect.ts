/**
 * Disclosure control of counts that add up: which cells of a table are withheld, so that nobody can work out a small one.
 * Office for National Statistics and Government Statistical Service guidance on tables of counts: primary suppression of
 * small counts, secondary suppression so that they cannot be derived, and a check by bounds.
 */
import { rangesOf } from './polyhedron.ts'

/** A cell that is the sum of others, by their places in the list of counts. */
export interface Sum {
  total: number
  parts: readonly number[]
}

export interface CountsToProtect {
  counts: readonly number[]
  sums: readonly Sum[]
  /** Known to everyone from elsewhere, and so never withheld: how many people work in a sector. */
  open?: ReadonlySet<number>
  /** Where nothing says nothing of anybody: that nobody kept silent. */
  harmlessZeros?: ReadonlySet<number>
  /** Counts below this are withheld; also nothing, which says of everybody there that they are not it. */
  threshold: number
}

/** The places of the cells to withhold. Whoever knows the rest cannot narrow one of them down to the threshold or less. */
export function withheldIn(given: CountsToProtect): Set<number> {
  const table = { ...given, open: knownAnyway(given) }
  const { counts, open, harmlessZeros, threshold } = table
  const withheld = new Set<number>()
  for (const [place, count] of counts.entries()) {
    const isHarmless = open.has(place) || (count === 0 && harmlessZeros?.has(place))
    if (count < threshold && !isHarmless) withheld.add(place)
  }
  for (;;) {
    closeSums(table, withheld)
    const exposed = firstExposed(table, withheld)
    if (exposed === undefined) return withheld
    const next = nextToWithhold(table, withheld, exposed)
    // Nothing is left to withhold: what everyone knows from elsewhere says it already.
    if (next === undefined) return withheld
    withheld.add(next)
  }
}

/** What is open, and what follows from it: where nobody kept silent, as many said as there are people. */
function knownAnyway({ counts, sums, open, harmlessZeros }: CountsToProtect): Set<number> {
  const known = new Set(open)
  const isKnown = (place: number) => known.has(place) || (counts[place] === 0 && harmlessZeros?.has(place))
  for (let before = -1; before < known.size;) {
    before = known.size
    for (const { total, parts } of sums) {
      const unknown = [...parts, total].filter((place) => !isKnown(place))
      if (unknown.length === 1) known.add(unknown[0]!)
    }
  }
  return known
}

/** Where one cell of a sum is withheld, the rest tells it: the smallest of the others goes as well. */
function closeSums(table: CountsToProtect, withheld: Set<number>): void {
  for (let isStable = false; !isStable;) {
    isStable = true
    for (const sum of table.sums) {
      const members = [...sum.parts, sum.total]
      if (members.filter((place) => withheld.has(place)).length !== 1) continue
      const next = smallestShown(table, withheld, members)
      if (next === undefined) continue
      withheld.add(next)
      isStable = false
    }
  }
}

/** A withheld cell whose bounds are too near to each other for somebody who knows all that is shown. */
function firstExposed(table: CountsToProtect, withheld: ReadonlySet<number>): number | undefined {
  const places = [...withheld]
  if (places.length === 0) return undefined
  const sums = table.sums.filter((sum) => [sum.total, ...sum.parts].some((place) => withheld.has(place)))
  const factors = sums.map((sum) =>
    places.map((place) => (place === sum.total ? -1 : sum.parts.includes(place) ? 1 : 0)),
  )
  const shown = (place: number) => (withheld.has(place) ? 0 : table.counts[place]!)
  const totals = sums.map((sum) => shown(sum.total) - sum.parts.reduce((all, part) => all + shown(part), 0))
  if (sums.length === 0) return undefined
  const ranges = rangesOf(factors, totals)
  return places.find((_, at) => ranges[at]!.highest - ranges[at]!.lowest <= table.threshold + 1e-6)
}

/**
 * What is withheld next to hide a cell better: the smallest of what it adds up with, and where all of that is withheld, of
 * what that adds up with, and so on.
 */
function nextToWithhold(
  table: CountsToProtect,
  withheld: ReadonlySet<number>,
  exposed: number,
): number | undefined {
  const reached = new Set([exposed])
  for (let before = 0; before < reached.size;) {
    before = reached.size
    const members = table.sums
      .map((sum) => [...sum.parts, sum.total])
      .filter((places) => places.some((place) => reached.has(place)))
      .flat()
    const next = smallestShown(table, withheld, members)
    if (next !== undefined) return next
    for (const place of members) if (withheld.has(place)) reached.add(place)
  }
  return [...table.counts.keys()].find((place) => !withheld.has(place) && !table.open?.has(place))
}

/** The smallest that hides anything: a nothing that is shown would not. Totals last, since more is read from them. */
function smallestShown(
  { counts, sums, open }: CountsToProtect,
  withheld: ReadonlySet<number>,
  places: Iterable<number>,
): number | undefined {
  const isTotal = new Set(sums.map(({ total }) => total))
  let best: number | undefined
  for (const place of places) {
    if (counts[place] === 0 || withheld.has(place) || open?.has(place)) continue
    const isBetter =
      best === undefined ||
      (isTotal.has(place) === isTotal.has(best) ? counts[place]! < counts[best]! : isTotal.has(best))
    if (isBetter) best = place
  }
  return best
}
