/** A few people whom two employers know under references of their own: somebody has to say whether they are one. */
import type { Context } from '#platform'
import type { InventedPartnership } from './build/partnership.ts'
import { insertRows } from './insert-rows.ts'

type Person = InventedPartnership['people'][number]

const PAIRS = 3
const YEARS_APART = 4

/** Pairs of people of about one age who work for different employers: the register calls both by the name of the first. */
export function likelyDuplicates(people: readonly Person[]): [one: Person, other: Person][] {
  const alone: Person[] = []
  const pairs: [Person, Person][] = []
  for (const person of people) {
    if (pairs.length === PAIRS) break
    if (person.castMember) continue
    const at = alone.findIndex((other) => isLike(other, person))
    const [one] = at < 0 ? [] : alone.splice(at, 1)
    if (one) pairs.push([one, person])
    else alone.push(person)
  }
  return pairs
}

function isLike(one: Person, other: Person): boolean {
  const year = ({ birthDate }: Person) => Number(birthDate.slice(0, 4))
  const employer = ({ engagements }: Person) => engagements[0]?.organisation.id
  return Math.abs(year(one) - year(other)) <= YEARS_APART && employer(one) !== employer(other)
}

export async function keepLikelyDuplicates(ctx: Context, made: InventedPartnership): Promise<void> {
  const pairs = likelyDuplicates(made.people)
  await insertRows(
    ctx,
    'personMatches',
    pairs.map(([one, other]) => ({
      id: made.making.nextId(),
      oneId: one.id,
      otherId: other.id,
      reasons: ['same name and date of birth'],
      foundAt: ctx.now,
    })),
  )
}
