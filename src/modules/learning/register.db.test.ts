import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { complianceRows, recordEvidence } from '#assurance'
import { type Context, type PartnershipIdentity, newId } from '#platform'
import { aSession, aTeam, putOn } from '../../../test/support/learning.ts'
import { type World, openWorld, testNow } from '../../../test/support/world.ts'
import { bookAPlace } from './book-a-place.ts'
import type { Attendance } from './booking.ts'
import { addSession } from './put-on-event.ts'
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

test('a person is overdue before the register is taken, and met after it with the date of the session', async () => {
  const { sessionId } = await act((ctx) => putOn(ctx, { code: 'SG-CORE' }, held))
  await act(async (ctx) => {
    const id = newId()
    const type = await ctx.db.selectFrom('evidenceTypes').select('id').executeTakeFirstOrThrow()
    await ctx.db
      .insertInto('requirements')
      .values({
        partnershipId: city.id,
        id,
        code: 'SG-CORE',
        title: 'Safeguarding children',
        dueWithinDays: 42,
        validForMonths: 36,
        appliesFrom: '2022-04-01',
      })
      .execute()
    await ctx.db
      .insertInto('requirementEvidenceTypes')
      .values({ partnershipId: city.id, requirementId: id, evidenceTypeId: type.id })
      .execute()
  })
  const booking = await book(sessionId, people[0]!)
  onTheDay()
  const amina = async () =>
    (await act((ctx) => complianceRows(ctx, { asAt: ctx.today }))).find((row) => row.person_ref === 'C-001')

  expect(await amina()).toMatchObject({ status: 'overdue', met_on: null })
  expect(await take(sessionId, { [booking]: 'attended' })).toEqual({
    outcome: 'taken',
    attended: 1,
    part: 0,
    absent: 0,
  })
  expect(await amina()).toMatchObject({ status: 'met', met_on: '2026-11-26', due_on: '2029-11-26' })
})

test('only those who attended have evidence; part of a session is not enough', async () => {
  const { sessionId } = await act((ctx) => putOn(ctx, {}, held))
  const [amina, tom, grace] = await Promise.all(people.slice(0, 3).map((id) => book(sessionId, id)))
  onTheDay()
  await take(sessionId, { [amina!]: 'attended', [tom!]: 'part', [grace!]: 'absent' })
  expect(await standing()).toEqual(['Amina Khan 2026-11-26'])
})

test('correcting a register withdraws what is no longer true, and gives what is', async () => {
  const { sessionId } = await act((ctx) => putOn(ctx, {}, held))
  const [amina, tom] = await Promise.all(people.slice(0, 2).map((id) => book(sessionId, id)))
  onTheDay()
  await take(sessionId, { [amina!]: 'attended', [tom!]: 'absent' })
  await take(sessionId, { [amina!]: 'absent', [tom!]: 'attended' })
  expect(await standing()).toEqual(['Tom Shaw 2026-11-26'])
  expect((await evidence())[0]).toMatchObject({
    name: 'Amina Khan',
    withdrawnReason: 'The register was corrected',
  })

  await take(sessionId, { [amina!]: 'attended', [tom!]: 'attended' })
  expect(await standing()).toEqual(['Amina Khan 2026-11-26', 'Tom Shaw 2026-11-26'])
})

test('taking the same register again changes nothing', async () => {
  const { sessionId } = await act((ctx) => putOn(ctx, {}, held))
  const booking = await book(sessionId, people[0]!)
  onTheDay()
  const kept = () =>
    act(async (ctx) => ({
      bookings: await ctx.db.selectFrom('bookings').selectAll().execute(),
      evidence: await ctx.db.selectFrom('evidence').selectAll().execute(),
      completions: await ctx.db.selectFrom('completions').selectAll().execute(),
    }))
  await take(sessionId, { [booking]: 'attended' }, ['C-002'])
  const once = await kept()
  expect(once.evidence).toHaveLength(2)
  await take(sessionId, { [booking]: 'attended' }, ['C-002'])
  expect(await kept()).toEqual(once)
})

test('“everyone else attended” marks all but those who were marked', async () => {
  const { sessionId } = await act((ctx) => putOn(ctx, {}, held))
  const [amina] = await Promise.all(people.slice(0, 3).map((id) => book(sessionId, id)))
  onTheDay()
  const result = await act((ctx) =>
    takeRegister(ctx, { sessionId, marks: new Map([[amina!, 'absent']]), everyoneElseAttended: true }),
  )
  expect(result).toMatchObject({ outcome: 'taken', attended: 2, absent: 1 })
  expect(await standing()).toEqual(['Tom Shaw 2026-11-26', 'Grace Adeyemi 2026-11-26'])
})

test('a register in which somebody is not marked is not taken', async () => {
  const { sessionId } = await act((ctx) => putOn(ctx, {}, held))
  const [amina, tom] = await Promise.all(people.slice(0, 2).map((id) => book(sessionId, id)))
  onTheDay()
  const result = await take(sessionId, { [amina!]: 'attended' })
  expect(result.outcome === 'unmarked' && result.bookings.map((one) => one.id)).toEqual([tom])
  expect(await evidence()).toEqual([])
})

test('a register cannot be taken before the day of the session', async () => {
  const { sessionId } = await act((ctx) => putOn(ctx, {}, held))
  const booking = await book(sessionId, people[0]!)
  // Late in the evening before, when it is already the day itself further east.
  world.setClock(new Date('2026-11-25T23:59:00Z'))
  const result = await take(sessionId, { [booking]: 'attended' })
  expect(result).toEqual({ outcome: 'refused', because: 'before-the-day' })
})

test('people who walk in are added on top of the places, also from the waiting list', async () => {
  const { sessionId } = await act((ctx) => putOn(ctx, {}, { ...held, places: 1 }))
  const amina = await book(sessionId, people[0]!)
  await book(sessionId, people[1]!)
  onTheDay()
  const result = await take(sessionId, { [amina]: 'attended' }, ['C-002', 'C-003'])
  expect(result).toMatchObject({ outcome: 'taken', attended: 3 })
  expect(await standing()).toEqual([
    'Amina Khan 2026-11-26',
    'Tom Shaw 2026-11-26',
    'Grace Adeyemi 2026-11-26',
  ])
  const walkedIn = await act((ctx) =>
    ctx.db.selectFrom('bookings').select(['personId', 'walkedIn']).orderBy('turn').execute(),
  )
  expect(walkedIn.map((booking) => booking.walkedIn)).toEqual([false, true, true])
})

test('somebody who was written down by mistake is taken off again', async () => {
  const { sessionId } = await act((ctx) => putOn(ctx, {}, held))
  onTheDay()
  await take(sessionId, {}, ['C-002'])
  const { id } = await act((ctx) => ctx.db.selectFrom('bookings').select('id').executeTakeFirstOrThrow())
  expect(await take(sessionId, { [id]: 'absent' })).toMatchObject({ outcome: 'taken', absent: 0 })
  expect(await standing()).toEqual([])
  const booking = await act((ctx) => ctx.db.selectFrom('bookings').select('state').executeTakeFirstOrThrow())
  expect(booking.state).toBe('cancelled')
})

test('a reference that nobody has is told, and nothing is kept', async () => {
  const { sessionId } = await act((ctx) => putOn(ctx, {}, held))
  onTheDay()
  expect(await take(sessionId, {}, ['C-001', 'X-404'])).toEqual({
    outcome: 'unknown-people',
    refs: ['X-404'],
  })
  expect(await evidence()).toEqual([])
})

test('an event of two days is completed on the second, by those who attended both', async () => {
  const { sessionId: first, eventId } = await act((ctx) => putOn(ctx, {}, { heldOn: '2026-11-19' }))
  const added = await act((ctx) => addSession(ctx, eventId, { ...aSession, ...held, title: 'Day 2' }))
  if (added.outcome !== 'added') throw new Error(added.because)
  const second = added.sessionId
  const amina = { first: await book(first, people[0]!), second: await book(second, people[0]!) }
  const tom = { first: await book(first, people[1]!), second: await book(second, people[1]!) }
  onTheDay()
  await take(first, { [amina.first]: 'attended', [tom.first]: 'attended' })
  expect(await standing()).toEqual([])
  await take(second, { [amina.second]: 'attended', [tom.second]: 'absent' })
  expect(await standing()).toEqual(['Amina Khan 2026-11-26'])
})

test('two registers of one event taken at the same moment still complete it', async () => {
  const { sessionId: first, eventId } = await act((ctx) => putOn(ctx, {}, { heldOn: '2026-11-25' }))
  const added = await act((ctx) => addSession(ctx, eventId, { ...aSession, ...held, title: 'Day 2' }))
  if (added.outcome !== 'added') throw new Error(added.because)
  const bookings = [await book(first, people[0]!), await book(added.sessionId, people[0]!)] as const
  onTheDay()
  await Promise.all([
    take(first, { [bookings[0]]: 'attended' }),
    take(added.sessionId, { [bookings[1]]: 'attended' }),
  ])
  expect(await standing()).toEqual(['Amina Khan 2026-11-26'])
})

test('what a file brought before stays when the register is corrected', async () => {
  const { sessionId } = await act((ctx) => putOn(ctx, {}, held))
  const booking = await book(sessionId, people[0]!)
  onTheDay()
  await act((ctx) =>
    recordEvidence(ctx, {
      personId: people[0]!,
      code: 'SG-CORE',
      obtainedOn: '2026-11-26',
      source: 'import',
    }),
  )
  await take(sessionId, { [booking]: 'attended' })
  await take(sessionId, { [booking]: 'absent' })
  expect(await standing()).toEqual(['Amina Khan 2026-11-26'])
})
