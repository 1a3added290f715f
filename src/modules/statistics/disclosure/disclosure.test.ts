/** Attacks the tables: nobody who sees what is released can work out, or come near to, what is withheld. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rangesOf } from './polyhedron.ts'
import { type CountsToProtect, type Sum, withheldIn } from './protect.ts'
import { shareOf } from './symbols.ts'

/** A table of rows and columns, with a total of each row, each column and everything. */
function withTotals(rows: readonly (readonly number[])[]): { counts: number[]; sums: Sum[] } {
  const width = rows[0]!.length + 1
  const totalled = rows.map((row) => [...row, row.reduce((sum, count) => sum + count, 0)])
  const last = totalled[0]!.map((_, column) => totalled.reduce((sum, row) => sum + row[column]!, 0))
  const place = (row: number, column: number) => row * width + column
  const rowSums = [...totalled, last].map((_, row) => ({
    total: place(row, width - 1),
    parts: Array.from({ length: width - 1 }, (_part, column) => place(row, column)),
  }))
  const columnSums = last.map((_, column) => ({
    total: place(rows.length, column),
    parts: rows.map((_row, row) => place(row, column)),
  }))
  return { counts: [...totalled, last].flat(), sums: [...rowSums, ...columnSums] }
}

const tables = fc
  .record({ height: fc.integer({ min: 1, max: 5 }), width: fc.integer({ min: 2, max: 5 }) })
  .chain(({ height, width }) =>
    fc.array(
      fc.array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 200 })), {
        minLength: width,
        maxLength: width,
      }),
      { minLength: height, maxLength: height },
    ),
  )
const thresholds = fc.constantFrom(3, 5, 10)

/**
 * What an attacker finds by adding and taking away as often as they like: elimination over all sums at once. Returns the
 * cells that come out as one number.
 */
function derived({ counts, sums }: CountsToProtect, withheld: ReadonlySet<number>): number[] {
  const places = [...withheld]
  const rows: number[][] = sums.map(({ total, parts }) =>
    places.map((place) => (place === total ? -1 : parts.includes(place) ? 1 : 0)),
  )
  let done = 0
  for (let column = 0; column < places.length; column += 1) {
    const at = rows.findIndex((row, index) => index >= done && Math.abs(row[column]!) > 1e-9)
    if (at < 0) continue
    ;[rows[done], rows[at]] = [rows[at]!, rows[done]!]
    const pivot = rows[done]!
    for (const [index, row] of rows.entries()) {
      if (index === done || Math.abs(row[column]!) < 1e-9) continue
      const times = row[column]! / pivot[column]!
      rows[index] = row.map((value, other) => value - times * pivot[other]!)
    }
    done += 1
  }
  const alone = rows.filter((row) => row.filter((value) => Math.abs(value) > 1e-9).length === 1)
  expect(counts.length).toBeGreaterThan(0)
  return alone.map((row) => places[row.findIndex((value) => Math.abs(value) > 1e-9)]!)
}

/** The other attack: bounds, from each sum and from nothing being below nothing, as often as they narrow. */
function bounds({ counts, sums }: CountsToProtect, withheld: ReadonlySet<number>) {
  const low = counts.map((count, place) => (withheld.has(place) ? 0 : count))
  const high = counts.map((count, place) => (withheld.has(place) ? Infinity : count))
  const add = (list: number[], places: readonly number[]) =>
    places.reduce((sum, place) => sum + list[place]!, 0)
  for (let round = 0; round < 60; round += 1)
    for (const { total, parts } of sums) {
      low[total] = Math.max(low[total]!, add(low, parts))
      high[total] = Math.min(high[total]!, add(high, parts))
      for (const part of parts) {
        const others = parts.filter((other) => other !== part)
        low[part] = Math.max(low[part]!, low[total] - add(high, others))
        high[part] = Math.min(high[part]!, high[total] - add(low, others))
      }
    }
  return { low, high }
}

describe('what is withheld', () => {
  test('is every small count, and nothing where all are large', () => {
    fc.assert(
      fc.property(tables, thresholds, (rows, threshold) => {
        const table = { ...withTotals(rows), threshold }
        const withheld = withheldIn(table)
        const small = table.counts.flatMap((count, place) => (count < threshold ? place : []))
        for (const place of small) expect(withheld.has(place)).toBe(true)
        if (small.length === 0) expect(withheld.size).toBe(0)
      }),
    )
  })

  test('cannot be worked out by adding and taking away', () => {
    fc.assert(
      fc.property(tables, thresholds, (rows, threshold) => {
        const table = { ...withTotals(rows), threshold }
        expect(derived(table, withheldIn(table))).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('cannot be bounded to as little as the threshold', () => {
    fc.assert(
      fc.property(tables, thresholds, (rows, threshold) => {
        const table = { ...withTotals(rows), threshold }
        const withheld = withheldIn(table)
        const { low, high } = bounds(table, withheld)
        for (const place of withheld) expect(high[place]! - low[place]!).toBeGreaterThan(threshold)
      }),
      { numRuns: 300 },
    )
  })

  test('cannot be worked out where it is known how many are in each row, and that nobody kept silent', () => {
    fc.assert(
      fc.property(tables, thresholds, fc.boolean(), (rows, threshold, allSpoke) => {
        // Rows of too few people are put together before a table is made.
        const large = rows.map((row) => [
          row[0]! + 3 * threshold,
          ...row.slice(1, -1),
          allSpoke ? 0 : row.at(-1)!,
          threshold + row.at(-1)!,
        ])
        const { counts, sums } = withTotals(large)
        const width = large[0]!.length + 1
        const open = new Set([...counts.keys()].filter((place) => place % width === width - 1))
        const silent = [...counts.keys()].filter((place) => place % width === width - 3)
        const table = { counts, sums, open, harmlessZeros: new Set(silent), threshold }
        const withheld = withheldIn(table)
        expect([...withheld].filter((place) => open.has(place))).toEqual([])
        expect(derived(table, withheld)).toEqual([])
        const { low, high } = bounds(table, withheld)
        for (const place of withheld) expect(high[place]! - low[place]!).toBeGreaterThan(threshold)
      }),
      { numRuns: 200 },
    )
  })

  test('is one small count and three others, in a plain table', () => {
    const table = { ...withTotals([[20, 3, 30], [40, 50, 60], [70, 80, 90]]), threshold: 5 } // prettier-ignore
    expect([...withheldIn(table)].sort((a, b) => a - b)).toEqual([0, 1, 4, 5])
  })

  test('is caught where the small counts of a row hide only behind each other', () => {
    // Two cells of 1 and a total of 2 each way: taking one another away leaves 0 to 2, which is as good as telling.
    const table = { ...withTotals([[1, 1, 60], [70, 80, 90]]), threshold: 5 } // prettier-ignore
    const withheld = withheldIn(table)
    expect(withheld.has(0) && withheld.has(1)).toBe(true)
    expect(withheld.has(2) || withheld.has(3)).toBe(true)
  })
})

describe('how low and how high numbers can go', () => {
  test('is what trying all of them gives', () => {
    const small = fc.integer({ min: 0, max: 4 })
    fc.assert(
      fc.property(fc.tuple(small, small, small, small), ([a, b, c, d]) => {
        const [rowOne, rowTwo, columnOne] = [a + b, c + d, a + c]
        const fitting: number[][] = []
        for (let w = 0; w <= 8; w += 1) {
          const [x, y] = [rowOne - w, columnOne - w]
          const z = rowTwo - y
          if (x >= 0 && y >= 0 && z >= 0) fitting.push([w, x, y, z])
        }
        const sums = [[1, 1, 0, 0], [0, 0, 1, 1], [1, 0, 1, 0], [0, 1, 0, 1]] // prettier-ignore
        const ranges = rangesOf(sums, [rowOne, rowTwo, columnOne, b + d])
        for (const [at, { lowest, highest }] of ranges.entries()) {
          expect(lowest).toBeCloseTo(Math.min(...fitting.map((one) => one[at]!)))
          expect(highest).toBeCloseTo(Math.max(...fitting.map((one) => one[at]!)))
        }
      }),
    )
  })

  test('has no end where nothing holds a number, and refuses sums that nothing makes', () => {
    expect(rangesOf([[1, -1]], [0])).toEqual([
      { lowest: 0, highest: Infinity },
      { lowest: 0, highest: Infinity },
    ])
    expect(() => rangesOf([[1, 1]], [-1])).toThrow(RangeError)
  })
})

describe('a share', () => {
  test.each([
    [50, 200, undefined, 25],
    ['c', 200, undefined, 'c'],
    [7, 'c', undefined, 'c'],
    [7, 9, undefined, 'c'],
    [5, 2000, undefined, 'low'],
    [60, 99, 200, 'u'],
    [60, 100, 200, 60],
  ] as const)('%s of %s, of %s asked, is %s', (part, whole, of, share) => {
    expect(shareOf(part, whole, of)).toBe(share)
  })
})
