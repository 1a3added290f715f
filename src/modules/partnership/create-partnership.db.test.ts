import { afterAll, beforeAll, expect, test } from 'vitest'
import { operator } from '#platform'
import { type World, openWorld } from '../../../test/support/world.ts'
import { createPartnership } from './create-partnership.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.close())

const create = (code: string, more: { name?: string; laNumber?: string } = {}) =>
  createPartnership(world.services, { code, name: 'North Tyneside', ...more }, operator('Test'))

test('a partnership is made, and its history begins with that', async () => {
  const created = await create('north-tyneside', { laNumber: '392' })
  if (created.outcome === 'refused') throw new Error(created.reason)
  const entries = await world.act(created.partnership, (ctx) =>
    ctx.db.selectFrom('historyEntries').select('action').execute(),
  )
  expect(entries).toEqual([{ action: 'partnership.created' }])
})

test.each([
  ['', 'code', 'letters, digits and hyphens'],
  ['north tyneside', 'code', 'letters, digits and hyphens'],
  ['../etc', 'code', 'letters, digits and hyphens'],
  ['x'.repeat(41), 'code', '40 at most'],
  ['New', 'code', 'uses that word itself'],
  ['North-Tyneside', 'code', 'There is a partnership with the code North-Tyneside already'],
])('the code %j is refused', async (code, field, sentence) => {
  const result = await create(code)
  expect(result).toMatchObject({ outcome: 'refused', field })
  expect(result.outcome === 'refused' && result.reason).toContain(sentence)
})

test('a name must be given, and an authority’s number has three digits', async () => {
  expect(await create('richmond', { name: ' ' })).toMatchObject({ outcome: 'refused', field: 'name' })
  expect(await create('richmond', { laNumber: '39' })).toMatchObject({
    outcome: 'refused',
    field: 'laNumber',
  })
})

test('of two made at once with one code, one is made', async () => {
  const results = await Promise.all([create('twice'), create('twice'), create('twice')])
  expect(results.map(({ outcome }) => outcome).sort()).toEqual(['created', 'refused', 'refused'])
})
