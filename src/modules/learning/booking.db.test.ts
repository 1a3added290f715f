import { Client, type Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Context, type PartnershipIdentity, inContext, newId, onlyOneself, operator } from '#platform'
import { openDatabase, openPool } from '#platform/database/connect'
import { aSession, aTeam, manyNames, putOn } from '../../../test/support/learning.ts'
import { type World, openWorld } from '../../../test/support/world.ts'
import { bookAPlace } from './book-a-place.ts'
import { cancelBooking } from './cancel-booking.ts'
import { changeSession } from './change-session.ts'
import { addSession, putOnEvent } from './put-on-event.ts'

let world: World
let city: PartnershipIdentity
let people: string[]
let pool: Pool

beforeAll(async () => {
  world = await openWorld()
  city = await world.addPartnership('city', { name: 'City' })
  people = (await aTeam(world, city, { code: 'C', names: manyNames(40) })).personIds
  pool = openPool(world.appUrl, () => {}, 20)
})
afterAll(async () => {
  await pool?.end()
  await world?.close()
})

const act = <T>(work: (ctx: Context) => Promise<T>) => world.act(city, work)

let codes = 0
/** A session of a course of its own. */
const aNewSession = (session: Partial<typeof aSession> = {}) =>
  act((ctx) => putOn(ctx, { code: `C-${(codes += 1)}` }, session))

/** What is known of a session's bookings, in the order in which they were made. */
const bookingsOn = (sessionId: string) =>
  act((ctx) =>
    ctx.db
      .selectFrom('bookings')
      .select(['id', 'personId', 'state', 'turn'])
      .where('sessionId', '=', sessionId)
      .orderBy('turn')
      .execute(),
  )

const messagesTo = (personId: string) =>
  act((ctx) =>
    ctx.db
      .selectFrom('messages')
      .select(['subject', 'body'])
      .where('personId', '=', personId)
      .orderBy('id')
      .execute(),
  )

test('forty people racing for twelve places on twenty connections fill exactly twelve, the rest wait in turn', async () => {
  const { sessionId } = await aNewSession({ places: 12 })
  const services = { ...world.services, database: openDatabase(pool) }
  const order: string[] = []
  const results = await Promise.all(
    people.map(async (personId) => {
      const asking = { partnership: city, actor: operator('race') }
      const result = await inContext(services, asking, async (ctx) => {
        const booked = await bookAPlace(ctx, { sessionId, personId })
        // The lock on the session is held until this is kept, so this is the order in which they are.
        order.push(personId)
        return booked
      })
      return { personId, ...result }
    }),
  )
  const bookings = await bookingsOn(sessionId)
  expect(bookings.map((booking) => booking.turn)).toEqual(people.map((_, index) => index + 1))
  expect(bookings.map((booking) => booking.personId)).toEqual(order)
  expect(new Set(bookings.map((booking) => booking.personId)).size).toBe(40)
  expect(bookings.map((booking) => booking.state)).toEqual([
    ...Array<string>(12).fill('booked'),
    ...Array<string>(28).fill('waiting'),
  ])
  for (const { personId, outcome } of results)
    expect(bookings.find((booking) => booking.personId === personId)?.state).toBe(outcome)
})

test('a person who asks for the same session ten times at once is booked once', async () => {
  const { sessionId } = await aNewSession()
  const results = await Promise.all(
    Array.from({ length: 10 }, () => act((ctx) => bookAPlace(ctx, { sessionId, personId: people[0]! }))),
  )
  expect(results.filter((result) => result.outcome === 'booked')).toHaveLength(1)
  expect(
    results.filter((result) => result.outcome === 'refused' && result.because === 'already-booked'),
  ).toHaveLength(9)
  expect(await bookingsOn(sessionId)).toHaveLength(1)
})

test('a person who asks for two dates of one course at once is given one', async () => {
  const { courseId, sessionId } = await aNewSession()
  const later = await act((ctx) =>
    putOnEvent(ctx, { courseId, title: 'Again', session: { ...aSession, heldOn: '2026-12-03' } }),
  )
  const results = await Promise.all(
    [sessionId, later.sessionId].map((id) =>
      act((ctx) => bookAPlace(ctx, { sessionId: id, personId: people[1]! })),
    ),
  )
  const booked = results.find((result) => result.outcome === 'booked')
  const refused = results.find((result) => result.outcome === 'refused')
  expect(booked).toBeDefined()
  expect(refused).toEqual({ outcome: 'refused', because: 'same-course', bookingId: booked!.bookingId })
})

test('the sessions of one event can be booked together', async () => {
  const { sessionId, eventId } = await aNewSession()
  const second = await act((ctx) => addSession(ctx, eventId, { ...aSession, title: 'Workshop B' }))
  if (second.outcome !== 'added') throw new Error(second.because)
  for (const id of [sessionId, second.sessionId]) {
    const result = await act((ctx) => bookAPlace(ctx, { sessionId: id, personId: people[2]! }))
    expect(result.outcome).toBe('booked')
  }
})

test('the database refuses one booking too many, whoever writes it', async () => {
  const { sessionId } = await aNewSession({ places: 1 })
  await act((ctx) => bookAPlace(ctx, { sessionId, personId: people[0]! }))
  const insert = (state: string, walkedIn: boolean, turn: number) =>
    act((ctx) =>
      ctx.db
        .insertInto('bookings')
        .values({
          partnershipId: city.id,
          id: newId(),
          sessionId,
          personId: people[turn]!,
          state,
          walkedIn,
          turn,
          bookedAt: ctx.now,
        })
        .execute(),
    )
  await expect(insert('booked', false, 2)).rejects.toMatchObject({ constraint: 'places_of_session' })
  await expect(insert('booked', true, 3)).resolves.toBeDefined()
  await expect(insert('waiting', false, 4)).resolves.toBeDefined()
  await expect(
    act((ctx) =>
      ctx.db
        .updateTable('bookings')
        .set({ state: 'booked' })
        .where('sessionId', '=', sessionId)
        .where('state', '=', 'waiting')
        .execute(),
    ),
  ).rejects.toMatchObject({ constraint: 'places_of_session' })
})

test('the database refuses it also for its owner, past row-level security', async () => {
  const { sessionId } = await aNewSession({ places: 1 })
  await act((ctx) => bookAPlace(ctx, { sessionId, personId: people[0]! }))
  const owner = new Client({ connectionString: world.ownerUrl })
  await owner.connect()
  try {
    await owner.query(`select set_config('app.partnership', $1, false)`, [city.id])
    const insert = owner.query(
      `insert into bookings (partnership_id, id, session_id, person_id, turn, state, booked_at)
       values ($1, $2, $3, $4, 2, 'booked', now())`,
      [city.id, newId(), sessionId, people[1]],
    )
    await expect(insert).rejects.toMatchObject({ constraint: 'places_of_session' })
  } finally {
    await owner.end()
  }
})

test('a session cannot be made smaller than the places that were given away', async () => {
  const { sessionId } = await aNewSession({ places: 3 })
  for (const personId of people.slice(0, 3)) await act((ctx) => bookAPlace(ctx, { sessionId, personId }))
  const details = { ...aSession, places: 2 }
  const result = await act((ctx) => changeSession(ctx, { sessionId, version: 1, details }))
  expect(result).toEqual({ outcome: 'too-few-places', booked: 3 })
  const direct = act((ctx) =>
    ctx.db.updateTable('sessions').set({ places: 2 }).where('id', '=', sessionId).execute(),
  )
  await expect(direct).rejects.toMatchObject({ constraint: 'places_of_session' })
})

test('a cancelled place goes to whoever has waited longest, and each is told', async () => {
  const { sessionId } = await act((ctx) =>
    putOn(ctx, { code: 'PFA', title: 'Paediatric first aid' }, { places: 1 }),
  )
  const [first, second, third] = people.slice(10, 13) as [string, string, string]
  const place = await act((ctx) => bookAPlace(ctx, { sessionId, personId: first }))
  await act((ctx) => bookAPlace(ctx, { sessionId, personId: second }))
  await act((ctx) => bookAPlace(ctx, { sessionId, personId: third }))
  if (place.outcome === 'refused') throw new Error(place.because)

  // By the person herself, who may see nobody else: whose turn it is does not depend on that.
  const result = await world.act(city, (ctx) => cancelBooking(ctx, place.bookingId), {
    personId: first,
    scope: onlyOneself,
  })
  expect(result).toEqual({ outcome: 'cancelled', movedUp: 1 })
  const states = (await bookingsOn(sessionId)).map((booking) => booking.state)
  expect(states).toEqual(['cancelled', 'booked', 'waiting'])

  const subjects = async (personId: string) =>
    (await messagesTo(personId))
      .map((message) => message.subject.split(': '))
      .flatMap(([news, course]) => (course === 'Paediatric first aid' ? news : []))
  expect(await subjects(first)).toEqual(['Your place is booked', 'Your booking is cancelled'])
  expect(await subjects(second)).toEqual(['You are on the waiting list', 'You now have a place'])
  expect(await subjects(third)).toEqual(['You are on the waiting list'])
  expect((await messagesTo(second)).at(-1)!.body).toContain('Loxley House, room 2')
})

test('a booking is cancelled once, however often it is asked', async () => {
  const { sessionId } = await aNewSession({ places: 1 })
  const place = await act((ctx) => bookAPlace(ctx, { sessionId, personId: people[0]! }))
  for (const personId of people.slice(1, 6)) await act((ctx) => bookAPlace(ctx, { sessionId, personId }))
  if (place.outcome === 'refused') throw new Error(place.because)
  const results = await Promise.all(
    Array.from({ length: 5 }, () => act((ctx) => cancelBooking(ctx, place.bookingId))),
  )
  expect(results.filter((result) => result.outcome === 'cancelled')).toHaveLength(1)
  const states = (await bookingsOn(sessionId)).map((booking) => booking.state)
  expect(states).toEqual(['cancelled', 'booked', 'waiting', 'waiting', 'waiting', 'waiting'])
})

test('people outside my team cannot be found, let alone booked', async () => {
  const { sessionId } = await aNewSession()
  const others = await aTeam(world, city, { code: 'OTHER', names: ['Zoe Elsewhere'] })
  const mine = { everyone: false, organisations: [], teams: [newId()] } as const
  await expect(
    world.act(city, (ctx) => bookAPlace(ctx, { sessionId, personId: others.personIds[0]! }), { scope: mine }),
  ).rejects.toThrow('Not found')
  expect(await bookingsOn(sessionId)).toEqual([])
})

test('places are counted over everybody, also by those who see only themselves', async () => {
  const { sessionId } = await aNewSession({ places: 2 })
  for (const personId of people.slice(0, 2)) await act((ctx) => bookAPlace(ctx, { sessionId, personId }))
  const result = await world.act(city, (ctx) => bookAPlace(ctx, { sessionId, personId: people[2]! }), {
    personId: people[2]!,
    scope: onlyOneself,
  })
  expect(result.outcome).toBe('waiting')
})

test('every booking has its entry in the history', async () => {
  const { sessionId } = await aNewSession({ places: 1 })
  for (const personId of people.slice(0, 3)) await act((ctx) => bookAPlace(ctx, { sessionId, personId }))
  const ids = (await bookingsOn(sessionId)).map((booking) => booking.id)
  const entries = await act((ctx) =>
    ctx.db
      .selectFrom('historyEntries')
      .select('subjectId')
      .where('action', '=', 'learning.place-booked')
      .execute(),
  )
  expect(entries.map((entry) => entry.subjectId)).toEqual(expect.arrayContaining(ids))
})
