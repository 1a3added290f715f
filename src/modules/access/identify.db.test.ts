import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PartnershipIdentity, addDays, everyoneShared, installation, newId } from '#platform'
import { nobody } from '#web'
import { type World, openWorld, testNow } from '../../../test/support/world.ts'
import { findPartnership, identify } from './index.ts'
import { signedUp, type SignedUp } from '../../../test/support/signed-up.ts'

let world: World
let here: PartnershipIdentity
let there: PartnershipIdentity
let grace: SignedUp

beforeAll(async () => {
  world = await openWorld()
  here = await world.addPartnership('here')
  there = await world.addPartnership('there')
  grace = await signedUp(world, here, { name: 'Grace', role: 'workforce_lead', secondFactorGiven: true })
})
afterAll(() => world?.close())

const today = '2026-11-12'

test('a session says who it is, as what, and whose records are open', async () => {
  const visitor = await identify(world.services, grace.token, here)
  expect(visitor).toMatchObject({
    accountId: grace.accountId,
    name: 'Grace',
    roleName: 'Workforce development lead',
    personId: null,
  })
  expect(visitor.can('workforce.see')).toEqual(everyoneShared)
  expect(visitor.can('access.manage')).toBeNull()
})

test('in another partnership the same person has no rights', async () => {
  const visitor = await identify(world.services, grace.token, there)
  expect(visitor.accountId).toBe(grace.accountId)
  expect(visitor.can('workforce.see')).toBeNull()
  expect(visitor.roleName).toBe('')
})

test('at the installation’s own pages nobody holds a role', async () => {
  const visitor = await identify(world.services, grace.token, installation)
  expect(visitor.accountId).toBe(grace.accountId)
  expect(visitor.can('partnership.see')).toBeNull()
})

test.each([undefined, '', 'guessed', 'x'.repeat(5000)])('no session answers to %j', async (token) => {
  expect(await identify(world.services, token, here)).toBe(nobody)
})

test('grants count from their first day to their last', async () => {
  const amina = await signedUp(world, here, {
    name: 'Amina',
    role: 'training_coordinator',
    startedOn: addDays(today, 1),
    endedOn: addDays(today, 2),
  })
  const mayCoordinate = async (day: string) => {
    world.setClock(new Date(`${day}T10:30:00Z`))
    const session = await world.act(here, (ctx) => amina.signIn(ctx))
    const visitor = await identify(world.services, session, here)
    return visitor.can('learning.coordinate') !== null
  }
  const days = [today, addDays(today, 1), addDays(today, 2), addDays(today, 3)]
  const answers: boolean[] = []
  for (const day of days) answers.push(await mayCoordinate(day))
  world.setClock(testNow)
  expect(answers).toEqual([false, true, true, false])
})

test('half an hour without use ends a session, use keeps it, and after twelve hours it ends all the same', async () => {
  const tom = await signedUp(world, here, { name: 'Tom', role: 'practitioner' })
  const isSignedInAfter = async (minutes: number) => {
    world.setClock(new Date(testNow.getTime() + minutes * 60_000))
    return (await identify(world.services, tom.token, here)).accountId !== null
  }
  for (let minutes = 0; minutes < 12 * 60; minutes += 29) expect(await isSignedInAfter(minutes)).toBe(true)
  expect(await isSignedInAfter(12 * 60)).toBe(false)

  world.setClock(testNow)
  tom.token = await world.act(here, (ctx) => tom.signIn(ctx))
  expect(await isSignedInAfter(29)).toBe(true)
  expect(await isSignedInAfter(29 + 30)).toBe(false)
  world.setClock(testNow)
})

test('use is written down at most once a minute', async () => {
  const dev = await signedUp(world, here, { name: 'Dev', role: 'practitioner' })
  const lastUsed = () =>
    world.act(
      here,
      (ctx) =>
        ctx.db
          .selectFrom('signInSessions')
          .select('lastUsedAt')
          .where('accountId', '=', dev.accountId)
          .executeTakeFirstOrThrow(),
      {
        accountId: dev.accountId,
      },
    )
  const visitAfter = async (seconds: number) => {
    world.setClock(new Date(testNow.getTime() + seconds * 1000))
    await identify(world.services, dev.token, here)
    return (await lastUsed()).lastUsedAt.getTime() - testNow.getTime()
  }
  expect(await visitAfter(60)).toBe(0)
  expect(await visitAfter(61)).toBe(61_000)
  world.setClock(testNow)
})

test('a closed account is nobody', async () => {
  const former = await signedUp(world, here, { name: 'Former', role: 'practitioner' })
  const close = (closedAt: Date | null) =>
    world.act(
      here,
      (ctx) => ctx.db.updateTable('accounts').set({ closedAt }).where('id', '=', former.accountId).execute(),
      {
        managesAccounts: true,
      },
    )
  await close(testNow)
  expect(await identify(world.services, former.token, here)).toBe(nobody)
  await close(null)
  expect((await identify(world.services, former.token, here)).name).toBe('Former')
})

test('a role beyond the practitioner’s waits for a second factor, but not in a demonstration', async () => {
  const lead = await signedUp(world, here, { name: 'Lead', role: 'workforce_lead' })
  const practitioner = await signedUp(world, here, { name: 'Practitioner', role: 'practitioner' })
  const show = await world.addPartnership('show', { isDemonstration: true })
  await signedUp(world, show, { name: 'Guide', role: 'workforce_lead', account: lead })
  expect((await identify(world.services, lead.token, here)).secondFactorNeeded).toBe(true)
  expect((await identify(world.services, lead.token, show)).secondFactorNeeded).toBe(false)
  expect((await identify(world.services, practitioner.token, here)).secondFactorNeeded).toBe(false)
})

test('identifying someone leaves nothing behind in the connection', async () => {
  await identify(world.services, grace.token, here)
  const { rows } = await world.pool.query(
    `select current_setting('app.partnership', true) as partnership, current_setting('app.manages_accounts', true) as manages`,
  )
  expect([rows[0].partnership ?? '', rows[0].manages ?? '']).toEqual(['', ''])
})

test('a partnership is found by its code, and one that is made later is found at once', async () => {
  expect(await findPartnership(world.services, 'here')).toEqual(here)
  expect(await findPartnership(world.services, 'later')).toBeUndefined()
  const later = await world.addPartnership('later')
  expect(await findPartnership(world.services, 'later')).toEqual(later)
  expect(await findPartnership(world.services, newId())).toBeUndefined()
})
