import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Context, type PartnershipIdentity } from '#platform'
import { aSession, aTeam, putOn } from '../../../test/support/learning.ts'
import { type World, openWorld, testNow } from '../../../test/support/world.ts'
import { bookAPlace } from './book-a-place.ts'
import type { Attendance } from './booking.ts'
import { cancelSession } from './cancel-session.ts'
import { changeSession } from './change-session.ts'
import { addSession, putOnEvent } from './put-on-event.ts'
import { takeRegister } from './take-register.ts'

let world: World
let city: PartnershipIdentity
let people: string[]
let codes = 0

beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  world.setClock(testNow)
  codes += 1
  city = await world.addPartnership(`city-${codes}`)
  people = (
    await aTeam(world, city, { code: 'C', names: ['Amina Khan', 'Tom Shaw', 'Grace Adeyemi', 'Dev Patel'] })
  ).personIds
})
afterAll(() => world?.close())

const act = <T>(work: (ctx: Context) => Promise<T>) => world.act(city, work)

const book = async (sessionId: string, personId: string) => {
  const result = await act((ctx) => bookAPlace(ctx, { sessionId, personId }))
  if (result.outcome === 'refused') throw new Error(result.because)
  return result.bookingId
}

const take = (sessionId: string, marks: Record<string, Attendance>, walkedIn: string[] = []) =>
  act((ctx) => takeRegister(ctx, { sessionId, marks: new Map(Object.entries(marks)), walkedIn }))

/** Everything that anybody has, and whether it counts. */
const evidence = () =>
  act((ctx) =>
    ctx.db
      .selectFrom('evidence')
      .innerJoin('people', 'people.id', 'evidence.personId')
      .select([
        'people.fullName as name',
        'evidence.obtainedOn',
        'evidence.withdrawnReason',
        'evidence.source',
      ])
      .orderBy('people.ref')
      .orderBy('evidence.obtainedOn')
      .execute(),
  )

const standing = async () =>
  (await evidence())
    .filter((one) => one.withdrawnReason === null)
    .map(({ name, obtainedOn }) => `${name} ${obtainedOn}`)

const onTheDay = () => world.setClock(new Date('2026-11-26T17:00:00Z'))
const held = { heldOn: '2026-11-26' }

test('a corrected date moves the evidence with it', async () => {
  const { sessionId } = await act((ctx) => putOn(ctx, {}, held))
  const booking = await book(sessionId, people[0]!)
  onTheDay()
  await take(sessionId, { [booking]: 'attended' })
  const details = { ...aSession, heldOn: '2026-11-25' }
  const result = await act((ctx) => changeSession(ctx, { sessionId, version: 2, details }))
  expect(result.outcome).toBe('changed')
  expect(await standing()).toEqual(['Amina Khan 2026-11-25'])
  const ahead = { ...aSession, heldOn: '2026-12-01' }
  expect(await act((ctx) => changeSession(ctx, { sessionId, version: 3, details: ahead }))).toEqual({
    outcome: 'refused',
    because: 'register-taken',
  })
})

test('a cancelled session tells everyone who was booked or waited, and frees them for another date', async () => {
  const { sessionId, courseId } = await act((ctx) => putOn(ctx, {}, { ...held, places: 1 }))
  await book(sessionId, people[0]!)
  await book(sessionId, people[1]!)
  await act((ctx) => ctx.db.updateTable('people').set({ email: null }).where('id', '=', people[1]!).execute())
  const result = await act((ctx) => cancelSession(ctx, { sessionId, reason: 'The trainer is ill' }))
  expect(result).toEqual({ outcome: 'cancelled', sessions: 1, told: 1, withoutEmail: 1 })
  const told = await act((ctx) =>
    ctx.db
      .selectFrom('messages')
      .select(['toAddress', 'body'])
      .where('subject', 'like', 'Cancelled:%')
      .execute(),
  )
  expect(told.map((message) => message.toAddress)).toEqual(['c-001@example.org'])
  expect(told[0]!.body).toContain('The trainer is ill')
  const event = await act((ctx) =>
    ctx.db.selectFrom('events').select('cancelledAt').executeTakeFirstOrThrow(),
  )
  expect(event.cancelledAt).not.toBeNull()

  const { sessionId: another } = await act((ctx) => putOnAgain(ctx, courseId))
  expect((await act((ctx) => bookAPlace(ctx, { sessionId: another, personId: people[0]! }))).outcome).toBe(
    'booked',
  )
  expect(await act((ctx) => bookAPlace(ctx, { sessionId, personId: people[2]! }))).toMatchObject({
    because: 'session-cancelled',
  })
  onTheDay()
  expect(await take(sessionId, {})).toEqual({ outcome: 'refused', because: 'session-cancelled' })
})

test('when the day that people missed is called off, those who attended the other have completed the event', async () => {
  const { sessionId: first, eventId } = await act((ctx) => putOn(ctx, {}, { heldOn: '2026-11-19' }))
  const added = await act((ctx) =>
    addSession(ctx, eventId, { ...aSession, heldOn: '2026-12-03', title: 'Day 2' }),
  )
  if (added.outcome !== 'added') throw new Error(added.because)
  const booking = await book(first, people[0]!)
  onTheDay()
  await take(first, { [booking]: 'attended' })
  expect(await standing()).toEqual([])
  await act((ctx) => cancelSession(ctx, { sessionId: added.sessionId, reason: 'Too few', wholeEvent: true }))
  expect(await standing()).toEqual(['Amina Khan 2026-11-19'])
})

test('more places go to those who wait, and a new venue is told to everyone booked', async () => {
  const { sessionId } = await act((ctx) => putOn(ctx, {}, { ...held, places: 1 }))
  for (const personId of people) await book(sessionId, personId)
  const details = { ...aSession, venue: 'Town hall', places: 3 }
  const result = await act((ctx) => changeSession(ctx, { sessionId, version: 1, details }))
  expect(result).toEqual({ outcome: 'changed', movedUp: 2, told: 4 })
  const states = await act((ctx) => ctx.db.selectFrom('bookings').select('state').orderBy('turn').execute())
  expect(states.map((one) => one.state)).toEqual(['booked', 'booked', 'booked', 'waiting'])
  const changed = await act((ctx) =>
    ctx.db.selectFrom('messages').select('body').where('subject', 'like', 'Changed:%').execute(),
  )
  expect(changed).toHaveLength(4)
  expect(changed[0]!.body).toMatch(/It was:[^]*Loxley House[^]*It is now:[^]*Town hall/)
})

function putOnAgain(ctx: Context, courseId: string) {
  return putOnEvent(ctx, { courseId, title: 'Again', session: { ...aSession, heldOn: '2026-12-10' } })
}
