/** The waiting list against a model of it that anyone can check by reading, over random days in a coordinator's life. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context, PartnershipIdentity } from '#platform'
import { aSession, aTeam, manyNames, putOn } from '../../../test/support/learning.ts'
import { type World, openWorld } from '../../../test/support/world.ts'
import { bookAPlace } from './book-a-place.ts'
import { cancelBooking } from './cancel-booking.ts'
import { changeSession } from './change-session.ts'
import { findSession } from './session.queries.ts'

let world: World
let city: PartnershipIdentity
let people: string[]

beforeAll(async () => {
  world = await openWorld()
  city = await world.addPartnership('city')
  people = (await aTeam(world, city, { code: 'C', names: manyNames(8) })).personIds
})
afterAll(() => world?.close())

/** Two lists. Whoever comes when the first is full, or others wait, joins the second; whenever there is room, its head moves. */
class Model {
  booked: number[] = []
  waiting: number[] = []
  places: number
  constructor(places: number) {
    this.places = places
  }

  book(person: number) {
    if (this.booked.includes(person) || this.waiting.includes(person)) return 'refused'
    if (this.booked.length + this.waiting.length < this.places) this.booked.push(person)
    else this.waiting.push(person)
    return this.booked.includes(person) ? 'booked' : 'waiting'
  }

  cancel(person: number) {
    this.booked = this.booked.filter((one) => one !== person)
    this.waiting = this.waiting.filter((one) => one !== person)
    this.move()
  }

  resize(places: number) {
    if (places < this.booked.length) return 'too-few-places'
    this.places = places
    this.move()
    return 'changed'
  }

  move() {
    while (this.booked.length < this.places && this.waiting.length > 0)
      this.booked.push(this.waiting.shift()!)
  }
}

const person = fc.nat(7)
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('book' as const), person }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('cancel' as const), person }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('resize' as const), places: fc.integer({ min: 1, max: 6 }) }),
  },
)

let codes = 0

test('whatever is booked, cancelled and enlarged, places and turns are those of a plain list', async () => {
  const sequences = fc.record({
    places: fc.integer({ min: 1, max: 4 }),
    steps: fc.array(step, { minLength: 4, maxLength: 30 }),
  })
  await fc.assert(
    fc.asyncProperty(sequences, async ({ places, steps }) => {
      const model = new Model(places)
      const { sessionId } = await world.act(city, (ctx) =>
        putOn(ctx, { code: `W-${(codes += 1)}` }, { places }),
      )
      for (const one of steps) {
        await world.act(city, (ctx) => take(ctx, sessionId, model, one))
        const lists = await world.act(city, (ctx) => listsOf(ctx, sessionId))
        expect(lists).toEqual({
          booked: model.booked.toSorted((a, b) => a - b),
          waiting: model.waiting,
        })
        expect(await world.act(city, (ctx) => findSession(ctx, sessionId))).toMatchObject({
          booked: model.booked.length,
          waiting: model.waiting.length,
        })
      }
    }),
    { numRuns: 60 },
  )
})

async function take(
  ctx: Context,
  sessionId: string,
  model: Model,
  one: typeof step extends fc.Arbitrary<infer T> ? T : never,
) {
  switch (one.kind) {
    case 'book': {
      const { outcome } = await bookAPlace(ctx, { sessionId, personId: people[one.person]! })
      expect(outcome).toBe(model.book(one.person))
      return
    }
    case 'cancel': {
      const live = await ctx.db
        .selectFrom('bookings')
        .select('id')
        .where('sessionId', '=', sessionId)
        .where('personId', '=', people[one.person]!)
        .where('state', '<>', 'cancelled')
        .executeTakeFirst()
      if (live) await cancelBooking(ctx, live.id)
      model.cancel(one.person)
      return
    }
    case 'resize': {
      const { version } = await findSession(ctx, sessionId)
      const details = { ...aSession, places: one.places }
      const { outcome } = await changeSession(ctx, { sessionId, version, details })
      expect(outcome).toBe(model.resize(one.places))
    }
  }
}

async function listsOf(ctx: Context, sessionId: string) {
  const rows = await ctx.db
    .selectFrom('bookings')
    .select(['personId', 'state'])
    .where('sessionId', '=', sessionId)
    .orderBy('turn')
    .execute()
  const those = (state: string) =>
    rows.filter((row) => row.state === state).map((row) => people.indexOf(row.personId))
  return { booked: those('booked').toSorted((a, b) => a - b), waiting: those('waiting') }
}
