import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PartnershipIdentity } from '#platform'
import { type World, openWorld } from '../../../test/support/world.ts'
import { signedUp } from '../../../test/support/signed-up.ts'

let world: World
let here: PartnershipIdentity

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.close())

const wayIn = async () => {
  const page = await world.browser().visit('/')
  return page.document.querySelector('main a.govuk-button')?.getAttribute('href')
}

test('the front page leads to the set-up, then to the demonstration, then to signing in', async () => {
  expect(await wayIn()).toBe('/set-up')
  await world.addPartnership('show', { isDemonstration: true })
  expect(await wayIn()).toBe('/demonstration')
  here = await world.addPartnership('here', { name: 'Here and Around' })
  expect(await wayIn()).toBe('/sign-in')
})

test('signed in, it lists one’s partnerships of today with one’s roles, and no others', async () => {
  const there = await world.addPartnership('there', { name: 'There' })
  const past = await world.addPartnership('past', { name: 'Past' })
  const tom = await signedUp(world, here, { name: 'Tom', role: 'practitioner' })
  await signedUp(world, there, { name: 'Tom', role: 'board_member', account: tom })
  await signedUp(world, past, {
    name: 'Tom',
    role: 'trainer',
    account: tom,
    startedOn: '2025-01-01',
    endedOn: '2025-12-31',
  })
  const page = await world.browser(tom.token).visit('/')
  const items = [...page.document.querySelectorAll('main li')].map((one) => one.textContent)
  expect(items).toEqual(['Here and AroundPractitioner', 'ThereBoard or committee member'])
})

test('somebody without a role is told whom to ask', async () => {
  const former = await signedUp(world, here, {
    name: 'Former',
    role: 'practitioner',
    startedOn: '2025-01-01',
    endedOn: '2025-12-31',
  })
  expect((await world.browser(former.token).visit('/')).text).toContain(
    'You have no role in a partnership today',
  )
})

test('listing one’s partnerships leaves nothing behind in the connection', async () => {
  const { rows } = await world.pool.query(`select current_setting('app.partnership', true) as partnership`)
  expect(rows[0].partnership ?? '').toBe('')
})
