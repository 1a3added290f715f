/** One thing that was measured, as the command prints it. */
export interface Result {
  name: string
  value: number | null
  unit: string
  /** What it may be at most or, for a rate, must be at least; null where nothing was promised. */
  budget: number | null
  met: boolean | null
}

/** A value that must not be more than its budget: a time, a weight, a memory. */
export function atMost(name: string, value: number, unit: string, budget: number | null): Result {
  const rounded = toThreeDigits(value)
  return { name, value: rounded, unit, budget, met: budget === null ? null : value <= budget }
}

/** A value that must not be less than its budget: a rate. */
export function atLeast(name: string, value: number, unit: string, budget: number | null): Result {
  const rounded = toThreeDigits(value)
  return { name, value: rounded, unit, budget, met: budget === null ? null : value >= budget }
}

/** Three digits say all that a measurement on a shared machine can. */
function toThreeDigits(value: number): number {
  return value >= 1000 ? Math.round(value) : Number(value.toPrecision(3))
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** The value that this share of the values does not exceed: the smallest such one (nearest rank). */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('There is nothing to take a quantile of')
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!
}
