/** Puts the invented foster carers of today together as households: of every four carers, two live together. */
import type { Context } from '#platform'
import type { InventedPartnership } from './build/partnership.ts'
import { insertRows } from './insert-rows.ts'

export async function keepHouseholds(ctx: Context, made: InventedPartnership): Promise<void> {
  const carers = made.people.flatMap((person) =>
    person.engagements
      .filter(({ basis, endedOn }) => basis === 'foster_carer' && endedOn === null)
      .map(({ startedOn, organisation }) => ({ personId: person.id, startedOn, organisation })),
  )
  const households: (typeof carers)[] = []
  for (let at = 0; at < carers.length; at += 4) {
    const [first, second, ...together] = carers.slice(at, at + 4)
    for (const members of [[first], [second], together]) {
      const living = members.filter((one) => one !== undefined)
      if (living.length > 0) households.push(living.toSorted((a, b) => (a.startedOn < b.startedOn ? -1 : 1)))
    }
  }
  const ids = households.map(() => made.making.nextId())
  await insertRows(
    ctx,
    'households',
    households.map(([first], index) => ({
      id: ids[index]!,
      ref: `H${String(index + 1).padStart(5, '0')}`,
      organisationId: first!.organisation.id,
      startedOn: first!.startedOn,
      version: 1,
      recordedAt: ctx.now,
    })),
  )
  await insertRows(
    ctx,
    'householdCarers',
    households.flatMap((members, index) =>
      members.map(({ personId, startedOn }, place) => ({
        id: made.making.nextId(),
        householdId: ids[index]!,
        personId,
        place: place + 1,
        isConnected: index % 12 === 0,
        startedOn,
        recordedAt: ctx.now,
      })),
    ),
  )
}
