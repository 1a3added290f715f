import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PartnershipIdentity, newId, record } from '#platform'
import { type SignedUp, signedUp } from '../../../test/support/signed-up.ts'
import { type World, openWorld } from '../../../test/support/world.ts'

let world: World
let here: PartnershipIdentity
let admin: SignedUp
const personId = newId()

beforeAll(async () => {
  world = await openWorld()
  here = await world.addPartnership('here')
  admin = await signedUp(world, here, { name: 'Ada', role: 'administrator', secondFactorGiven: true })
  await world.act(
    here,
    async (ctx) => {
      await record(ctx, 'workforce.person-corrected', { type: 'person', id: personId }, { was: 'Jo' })
      await record(ctx, 'exported', null, { list: 'People', rows: 3 })
    },
    { name: 'Dev Patel' },
  )
})
afterAll(() => world?.close())

const visit = (query: string) => world.browser(admin.token).visit(`/p/here/history${query}`)
const whatWhereAndBy = async (query: string) =>
  (await visit(query)).rows().map(([, what, part, about, by]) => [what, part, about, by])

test('what was done is said in words, with the page it is about and who did it', async () => {
  const done = await whatWhereAndBy('?search=dev')
  expect(done).toHaveLength(2)
  expect(done).toContainEqual(['Exported', '', 'People', 'Dev Patel'])
  expect(done).toContainEqual(['Person corrected', 'Workforce', 'Person', 'Dev Patel'])
  expect((await visit('?search=person+corrected')).html).toContain(`href="/p/here/people/${personId}"`)
})

test('entries are narrowed to a part of the product', async () => {
  expect(await whatWhereAndBy('?part=workforce')).toEqual([
    ['Person corrected', 'Workforce', 'Person', 'Dev Patel'],
  ])
  expect(await whatWhereAndBy('?part=learning')).toEqual([])
})

test('the file holds the details too', async () => {
  const { html } = await visit('/export?part=workforce')
  expect(html).toContain('""was"": ""Jo""')
})
