/**
 * What a coordinator was told is true, and what is true is whole, whatever dies while people book: the service or its
 * database is killed twenty times, each time while bookings are under way.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAccount, giveGrant, startSession } from '#access'
import { type Context, type PartnershipIdentity, type Services, everyone, inContext, newId } from '#platform'
import { sealHistory } from '#platform/history/seal'
import { runCommand } from '../../src/cli.ts'
import { openService } from '../../src/service.ts'
import { aSession, aTeam, manyNames, putOn } from '../support/learning.ts'
import { type Attempt, type Wanted, openForm, send, sendUntilAnswered } from './booking-client.ts'
import { RunningService, freePort } from './running-service.ts'

const BOOKINGS = 200
const KILLS = 20
const CLIENTS = 5
const SESSIONS = 8
/** Fewer places than bookings, so that waiting lists are at stake too. */
const PLACES = 20

let dataFolder: string
let env: NodeJS.ProcessEnv
let city: PartnershipIdentity
let service: RunningService

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'oneworkforce-kill-'))
  env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    TZ: process.env['TZ'],
    ONEWORKFORCE_DATA: dataFolder,
    ONEWORKFORCE_EMPTY: '1',
    LOG_LEVEL: 'error',
  }
  service = new RunningService(env, dataFolder, await freePort())
})
afterAll(async () => {
  await service?.stop()
  await rm(dataFolder, { recursive: true, force: true })
})

/** Does something with the database while the service is stopped. */
async function whileStopped<T>(work: (services: Services) => Promise<T>): Promise<T> {
  const opened = await openService(env, { say: () => {}, migrateOutside: true, logLevel: 'silent' })
  try {
    return await work(opened.services)
  } finally {
    await opened.close()
  }
}

const inCity = <T>(services: Services, work: (ctx: Context) => Promise<T>) => {
  const actor = { accountId: null, personId: null, name: 'Test', scope: everyone }
  return inContext(services, { partnership: city, actor }, work)
}

/** Grace's session, and who is to be booked on what. */
async function prepare(services: Services): Promise<{ token: string; wanted: Wanted[] }> {
  city = { id: newId(), code: 'city', name: 'City', isDemonstration: false }
  await services.database.insertInto('partnerships').values(city).execute()
  const act = <T>(_partnership: PartnershipIdentity, work: (ctx: Context) => Promise<T>) =>
    inCity(services, work)
  const { personIds } = await aTeam({ act }, city, { code: 'C', names: manyNames(BOOKINGS / SESSIONS) })
  return inCity(services, async (ctx) => {
    const wanted: Wanted[] = []
    for (let number = 1; number <= SESSIONS; number += 1) {
      const session = { ...aSession, heldOn: '2099-11-26', places: PLACES }
      const { sessionId } = await putOn(ctx, { code: `C-${number}`, title: `Course ${number}` }, session)
      wanted.push(
        ...personIds.map((personId, index) => ({
          sessionId,
          personId,
          personRef: `C-${String(index + 1).padStart(3, '0')}`,
        })),
      )
    }
    const grace = await createAccount(ctx, { displayName: 'Grace', email: 'grace@example.org' })
    if (grace.outcome === 'refused') throw new Error(grace.because)
    await giveGrant(ctx, { accountId: grace.accountId, role: 'training_coordinator' })
    const token = await startSession(ctx, { accountId: grace.accountId, secondFactorGiven: true })
    return { token, wanted }
  })
}

/** Clients book, and between them things die. Half of the answers that were lost are asked for again only afterwards. */
async function bookWhileThingsDie(
  token: string,
  wanted: Wanted[],
): Promise<{ attempts: Attempt[]; kills: string[] }> {
  const attempts: Attempt[] = []
  const kills: string[] = []
  let next = 0
  /** Bookings wait for the kill that is to come among them, or all would be made between two. */
  const allowed = () => (BOOKINGS / KILLS) * (kills.length + 1)

  async function client() {
    for (let index = next; index < wanted.length; index = next) {
      if (index >= allowed()) {
        await pause(5)
        continue
      }
      next += 1
      const attempt = await openForm(service.address, token, wanted[index]!)
      attempts.push(attempt)
      await send(attempt)
      if (index % 2 === 0) await sendUntilAnswered(attempt)
    }
  }

  async function killer() {
    while (kills.length < KILLS) {
      const moment = (BOOKINGS / KILLS) * (kills.length + Math.random())
      const isDue = () => next >= moment
      while (!isDue()) await pause(1)
      await pause(Math.random() * 40)
      const what = Math.random() < 0.5 ? 'app' : 'database'
      await (what === 'app' ? service.killApp() : service.killDatabase())
      await service.untilReady()
      kills.push(what)
    }
  }

  await Promise.all([killer(), ...Array.from({ length: CLIENTS }, client)])
  return { attempts, kills }
}

const addressOf = (bookingId: string) => `/p/city/learning/bookings/${bookingId}`

interface LiveBooking {
  id: string
  sessionId: string
  personId: string
  state: string
  turn: number
}

const liveBookings = (services: Services): Promise<LiveBooking[]> =>
  inCity(services, (ctx) =>
    ctx.db
      .selectFrom('bookings')
      .select(['id', 'sessionId', 'personId', 'state', 'turn'])
      .where('state', '<>', 'cancelled')
      .execute(),
  )

test('twenty kills during two hundred bookings lose nothing that was confirmed and leave nothing half-done', async () => {
  const { token, wanted } = await whileStopped(prepare)
  service.start()
  await service.untilReady()
  const { attempts, kills } = await bookWhileThingsDie(token, wanted)
  expect(kills).toHaveLength(KILLS)
  expect(attempts).toHaveLength(BOOKINGS)
  expect(await service.stop()).toBe(0)
  // Killed while people book, not between two bookings.
  expect(attempts.filter((attempt) => attempt.lost > 0).length).toBeGreaterThan(KILLS / 4)

  // Before anything is sent again: what was confirmed exists, and what exists unconfirmed is an answer that was lost.
  const found = await whileStopped(liveBookings)
  const existing = new Map(found.map((booking) => [addressOf(booking.id), booking]))
  for (const attempt of attempts.filter(({ confirmed }) => confirmed !== null))
    expect(existing.get(attempt.confirmed!)).toMatchObject({
      sessionId: attempt.sessionId,
      personId: attempt.personId,
    })
  const confirmed = new Set(attempts.map((attempt) => attempt.confirmed))
  const unconfirmed = found.filter((booking) => !confirmed.has(addressOf(booking.id)))
  for (const booking of unconfirmed) expect(attemptFor(attempts, booking)).toMatchObject({ confirmed: null })

  // The same form sent again leads to the booking that was made, or makes it now.
  service.start()
  await service.untilReady()
  await Promise.all(attempts.map(sendUntilAnswered))
  for (const booking of unconfirmed)
    expect(attemptFor(attempts, booking)?.confirmed).toBe(addressOf(booking.id))
  expect(await service.stop()).toBe(0)

  await whileStopped(async (services) => {
    const live = await liveBookings(services)
    expect(live.map((booking) => addressOf(booking.id)).toSorted()).toEqual(
      attempts.map((attempt) => String(attempt.confirmed)).toSorted(),
    )
    expectPlacesInTurn(live)
    await expectNothingHalfDone(services, live)
    await sealHistory(services, 'all')
  })
  expect(await historyVerify()).toEqual({ status: 0, intact: true, unsealed: 0 })
}, 240_000)

const attemptFor = (attempts: Attempt[], { sessionId, personId }: LiveBooking) =>
  attempts.find((attempt) => attempt.sessionId === sessionId && attempt.personId === personId)

/** The first so many have places, the others wait, and no turn is missing or given twice. */
function expectPlacesInTurn(live: LiveBooking[]) {
  for (const sessionId of new Set(live.map((booking) => booking.sessionId))) {
    const here = live.filter((booking) => booking.sessionId === sessionId).toSorted((a, b) => a.turn - b.turn)
    expect(here.map((booking) => booking.turn)).toEqual(here.map((_, index) => index + 1))
    expect(here.map((booking) => booking.state)).toEqual(
      here.map((_, index) => (index < PLACES ? 'booked' : 'waiting')),
    )
  }
}

/** Each booking has its one entry in the history and its one message, and nothing has one without a booking. */
async function expectNothingHalfDone(services: Services, live: LiveBooking[]) {
  const { entries, messages } = await inCity(services, async (ctx) => ({
    entries: await ctx.db
      .selectFrom('historyEntries')
      .select('subjectId')
      .where('action', '=', 'learning.place-booked')
      .execute(),
    messages: await ctx.db.selectFrom('messages').select('personId').execute(),
  }))
  expect(entries.map((entry) => String(entry.subjectId)).toSorted()).toEqual(
    live.map(({ id }) => id).toSorted(),
  )
  expect(messages.map((message) => String(message.personId)).toSorted()).toEqual(
    live.map(({ personId }) => personId).toSorted(),
  )
}

/** As an operator asks it: the command, with its exit status. */
async function historyVerify() {
  let printed = ''
  const status = await runCommand(['history', 'verify', '--json'], {
    env,
    print: (text) => (printed += text),
    say: () => {},
  })
  const { intact, chains } = JSON.parse(printed) as { intact: boolean; chains: { unsealed: number }[] }
  return { status, intact, unsealed: chains.reduce((sum, chain) => sum + chain.unsealed, 0) }
}
