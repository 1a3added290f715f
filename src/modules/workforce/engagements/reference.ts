import { randomInt } from 'node:crypto'

// Without the letters and digits that are taken for each other when they are read aloud.
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A reference for what is added on a page: E-7KQ2MXAB. What comes from a file has its own. */
export function newReference(prefix: string): string {
  const letters = Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)])
  return `${prefix}-${letters.join('')}`
}
