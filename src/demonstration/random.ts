import { createHash } from 'node:crypto'

/**
 * Chance that can be repeated: the same seed gives the same numbers on every machine. For invented people only, never
 * for secrets. George Marsaglia, "Xorshift RNGs", Journal of Statistical Software 8 (14), 2003: the generator of four
 * 32-bit words with the shifts 11, 8 and 19, which comes round after 2^128 - 1 numbers.
 */
export class Random {
  private readonly seed: string
  private x: number
  private y: number
  private z: number
  private w: number

  constructor(seed: string) {
    this.seed = seed
    const hash = createHash('sha256').update(seed).digest()
    this.x = hash.readInt32LE(0)
    this.y = hash.readInt32LE(4)
    this.z = hash.readInt32LE(8)
    this.w = hash.readInt32LE(12)
  }

  /** Chance of its own for one subject, so that a change to another does not shift it. */
  branch(subject: string): Random {
    return new Random(`${this.seed}/${subject}`)
  }

  /** Any of 2^32 whole numbers. */
  word(): number {
    const mixed = this.x ^ (this.x << 11)
    this.x = this.y
    this.y = this.z
    this.z = this.w
    this.w = this.w ^ (this.w >>> 19) ^ mixed ^ (mixed >>> 8)
    return this.w >>> 0
  }

  /** At least 0 and less than 1. */
  fraction(): number {
    return this.word() / 2 ** 32
  }

  /** A whole number, both ends included. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.fraction() * (to - from + 1))
  }

  chance(probability: number): boolean {
    return this.fraction() < probability
  }

  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new RangeError('Nothing to pick from')
    return list[Math.floor(this.fraction() * list.length)]!
  }

  /** One of the values, each as often as its weight says. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T {
    const total = choices.reduce((sum, [, weight]) => sum + weight, 0)
    let left = this.fraction() * total
    for (const [value, weight] of choices) {
      left -= weight
      if (left < 0) return value
    }
    return choices.at(-1)![0]
  }

  shuffled<T>(list: readonly T[]): T[] {
    const result = [...list]
    for (let at = result.length - 1; at > 0; at -= 1) {
      const other = this.whole(0, at)
      const here = result[at]!
      result[at] = result[other]!
      result[other] = here
    }
    return result
  }

  /** How long something lasts that may end on any day with the same chance; the mean in the same unit. */
  lifetime(mean: number): number {
    return -Math.log(1 - this.fraction()) * mean
  }
}

/** Ids in the form of UUID version 7, in the order they were asked for, and the same for the same seed and day. */
export function idMaker(random: Random, date: string): () => string {
  const start = Date.parse(`${date}T00:00:00Z`)
  let count = 0
  return () => {
    const time = (start + (count >> 12)).toString(16).padStart(12, '0')
    const order = (count & 0xfff).toString(16).padStart(3, '0')
    count += 1
    const [high, low] = [random.word(), random.word()].map((word) => word.toString(16).padStart(8, '0'))
    const variant = '89ab'[random.word() & 3]!
    return `${time.slice(0, 8)}-${time.slice(8)}-7${order}-${variant}${high!.slice(0, 3)}-${high!.slice(3, 7)}${low}`
  }
}
