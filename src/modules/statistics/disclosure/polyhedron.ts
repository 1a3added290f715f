/**
 * Everything that numbers of zero and above can be, given sums that they make: how low and how high each can go. Found by
 * the simplex method with Bland's rule, which never goes round in circles (Robert G. Bland, "New finite pivoting rules for
 * the simplex method", Mathematics of Operations Research 2 (2), 1977).
 */
export interface Range {
  lowest: number
  /** Infinity where nothing holds it. */
  highest: number
}

interface Tableau {
  /** One row for each sum that says something new: the factors, then what they add up to. */
  rows: number[][]
  /** The variable that each row stands for. */
  basis: number[]
}

const NOTHING = 1e-9

/**
 * The range of each variable. `sums` has a row of factors for each sum, and `totals` what each adds up to.
 *
 * @throws RangeError when no numbers fit
 */
export function rangesOf(sums: readonly (readonly number[])[], totals: readonly number[]): Range[] {
  const variables = sums[0]?.length ?? 0
  const start = firstCorner(sums, totals, variables)
  return Array.from({ length: variables }, (_, variable) => ({
    lowest: 0 - farthest(start, variable, -1),
    highest: farthest(start, variable, 1),
  }))
}

/** Some numbers that fit: a helper variable in each sum takes up what is missing, and all helpers are driven out. */
function firstCorner(
  sums: readonly (readonly number[])[],
  totals: readonly number[],
  variables: number,
): Tableau {
  const rows = sums.map((sum, at) => {
    const sign = totals[at]! < 0 ? -1 : 1
    const helpers = sums.map((_, other) => (other === at ? 1 : 0))
    return [...sum.map((factor) => sign * factor), ...helpers, sign * totals[at]!]
  })
  const tableau: Tableau = { rows, basis: rows.map((_, at) => variables + at) }
  const missing = Array.from({ length: variables + rows.length + 1 }, (_, column) =>
    column >= variables && column < variables + rows.length
      ? 0
      : rows.reduce((sum, row) => sum + row[column]!, 0),
  )
  climb(tableau, missing)
  if (missing.at(-1)! > 1e-6) throw new RangeError('No numbers make these sums')
  // A helper that is left stands at nothing: a real variable takes its place, or the sum said nothing new.
  for (let at = rows.length - 1; at >= 0; at -= 1) {
    if (tableau.basis[at]! < variables) continue
    const column = rows[at]!.findIndex((factor, index) => index < variables && Math.abs(factor) > NOTHING)
    if (column >= 0) pivot(tableau, at, column, missing)
    else {
      rows.splice(at, 1)
      tableau.basis.splice(at, 1)
    }
  }
  return { rows: rows.map((row) => [...row.slice(0, variables), row.at(-1)!]), basis: tableau.basis }
}

/** How far a variable goes in a direction: the highest value of `direction` times it. */
function farthest(start: Tableau, variable: number, direction: 1 | -1): number {
  const tableau = { rows: start.rows.map((row) => [...row]), basis: [...start.basis] }
  const width = tableau.rows[0]?.length ?? 0
  const at = tableau.basis.indexOf(variable)
  const gain = Array.from({ length: width }, (_, column) =>
    at >= 0
      ? column === variable
        ? 0
        : -direction * tableau.rows[at]![column]!
      : column === variable
        ? direction
        : 0,
  )
  if (!climb(tableau, gain)) return Infinity
  const end = tableau.basis.indexOf(variable)
  return end < 0 ? 0 : direction * tableau.rows[end]!.at(-1)!
}

/** Goes from corner to corner while there is something to gain. False when there is no end to it. */
function climb(tableau: Tableau, gain: number[]): boolean {
  const columns = gain.length - 1
  for (;;) {
    const entering = gain.findIndex((value, column) => column < columns && value > NOTHING)
    if (entering < 0) return true
    let leaving = -1
    let nearest = Infinity
    for (const [at, row] of tableau.rows.entries()) {
      if (row[entering]! <= NOTHING) continue
      const distance = row.at(-1)! / row[entering]!
      const isNearer = distance < nearest - NOTHING
      const isTie = !isNearer && distance < nearest + NOTHING && tableau.basis[at]! < tableau.basis[leaving]!
      if (isNearer || isTie) [leaving, nearest] = [at, Math.min(distance, nearest)]
    }
    if (leaving < 0) return false
    pivot(tableau, leaving, entering, gain)
  }
}

function pivot(tableau: Tableau, at: number, column: number, gain: number[]): void {
  const row = tableau.rows[at]!
  const factor = row[column]!
  for (const index of row.keys()) row[index] = row[index]! / factor
  for (const other of [...tableau.rows.filter((one) => one !== row), gain]) {
    const times = other[column]!
    if (times === 0) continue
    for (const index of row.keys()) other[index] = other[index]! - times * row[index]!
  }
  tableau.basis[at] = column
}
