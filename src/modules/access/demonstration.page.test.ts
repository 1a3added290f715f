import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PartnershipIdentity } from '#platform'
import { sessionCookie } from '#web'
import { type World, openWorld } from '../../../test/support/world.ts'
import { signedUp } from '../../../test/support/signed-up.ts'
import { createAccount, giveGrant, identify } from './index.ts'

let world: World
let show: PartnershipIdentity
let graceId: string

beforeAll(async () => {
  world = await openWorld()
  show = await world.addPartnership('show', { name: 'Showtown', isDemonstration: true })
  graceId = await world.act(show, async (ctx) => {
    const created = await createAccount(ctx, {
      displayName: 'Grace Adeyemi',
      email: 'grace@demo.example',
      isDemonstration: true,
    })
    if (created.outcome === 'refused') throw new Error(created.because)
    await giveGrant(ctx, { accountId: created.accountId, role: 'workforce_lead' })
    await giveGrant(ctx, { accountId: created.accountId, role: 'practitioner' })
    return created.accountId
  })
})
afterAll(() => world?.close())

test('a visitor chooses who to be, and is', async () => {
  const browser = world.browser()
  const choice = await (await browser.visit('/demonstration')).follow('Showtown')
  expect(choice.text).toContain('Grace Adeyemi, Workforce development lead')
  const answer = await choice.sendForm({ account: graceId })
  expect(answer.headers.location).toBe('/p/show')
  const visitor = await identify(world.services, browser.cookies.get(sessionCookie), show)
  expect(visitor).toMatchObject({ accountId: graceId, name: 'Grace Adeyemi', secondFactorNeeded: false })
})

test('choosing nobody, or somebody who is not offered, says what to do', async () => {
  const tom = await signedUp(world, show, { name: 'Tom Real', role: 'administrator' })
  for (const account of ['', 'no-id', tom.accountId]) {
    const page = await (await world.browser().visit('/p/show/demonstration')).submit({ account })
    expect(page.status).toBe(422)
    expect(page.errors).toEqual(['Choose who you are'])
    expect(page.text).not.toContain('Tom Real')
  }
})

test('it can be sent twice', async () => {
  const page = await world.browser().visit('/p/show/demonstration')
  const answers = await Promise.all([
    page.sendForm({ account: graceId }),
    page.sendForm({ account: graceId }),
  ])
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303])
})

test('a demonstration account cannot be given rights where people are real', async () => {
  const real = await world.addPartnership('real-for-grants')
  await expect(
    world.act(real, (ctx) => giveGrant(ctx, { accountId: graceId, role: 'administrator' })),
  ).rejects.toThrow('A demonstration account has no rights outside demonstrations')
})

test('where people are real, nobody can be chosen', async () => {
  await world.addPartnership('real', { name: 'Realtown' })
  const page = await world.browser().visit('/p/show/demonstration')
  expect((await world.browser().visit('/p/real/demonstration')).status).toBe(404)
  const body = new URLSearchParams({
    account: graceId,
    _csrf: page.valueOf('_csrf')!,
    _token: page.valueOf('_token')!,
  }).toString()
  const sent = await page.browser.send(
    'POST',
    '/p/real/demonstration',
    body,
    'application/x-www-form-urlencoded',
  )
  expect(sent.statusCode).toBe(404)
  // The list of demonstrations is not offered either, once the installation holds a partnership of real people.
  expect((await world.browser().visit('/demonstration')).status).toBe(404)
})
