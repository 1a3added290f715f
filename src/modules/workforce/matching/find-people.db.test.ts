import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PartnershipIdentity } from '#platform'
import { reportOf } from '../../../../test/support/imports.ts'
import { type World, openWorld } from '../../../../test/support/world.ts'
import { importKinds } from '../index.ts'
import { mergePeople } from './merge-people.ts'

let world: World
let partnership: PartnershipIdentity

const bringIn = (csv: string) =>
  reportOf(
    world,
    partnership,
    importKinds.find(({ name }) => name === 'people')!,
    csv,
  )

beforeAll(async () => {
  world = await openWorld()
  partnership = await world.addPartnership('brookshire')
  await bringIn(
    'person_ref,given_name,family_name\nHR/0012,Zoë,O’Brien-Khan\nP2,Ann,Annan\nP3,Ann,Hill\nP4,Amina,Khan\n',
  )
})
afterAll(() => world?.close())

function found(search: string, scope?: { everyone: false; organisations: string[]; teams: string[] }) {
  const asked = world.act(
    partnership,
    async (ctx) =>
      (
        await sql<{ ref: string }>`select p.ref from app.people_named(${search}) n
          join people p on p.id = n.person_id order by p.ref`.execute(ctx.db)
      ).rows.map(({ ref }) => ref),
    scope ? { scope } : {},
  )
  return asked
}

describe('people are found by the beginnings of the words of their names and references', () => {
  test.each([
    ['zoe', ['HR/0012']],
    ['ZOË', ['HR/0012']],
    ["o'br", ['HR/0012']],
    ['obrien', ['HR/0012']],
    ['kha', ['HR/0012', 'P4']],
    ['kha am', ['P4']],
    ['0012', ['HR/0012']],
    ['hr/0012', ['HR/0012']],
    ['ann', ['P2', 'P3']],
    ['ann hill', ['P3']],
    ['hill amina', []],
    ['han', []],
    ['%', []],
    ['  ', []],
  ])('%s', async (search, refs) => {
    expect(await found(search)).toEqual(refs)
  })

  test('as they are now, not as they were', async () => {
    await bringIn('person_ref,given_name,family_name\nP3,Ann,Moss\n')
    expect([await found('ann moss'), await found('ann hill')]).toEqual([['P3'], []])
  })

  test('and by the reference that a merge left behind', async () => {
    const people = await world.act(partnership, ({ db }) =>
      db.selectFrom('people').select(['id', 'ref']).execute(),
    )
    const id = (ref: string) => people.find((one) => one.ref === ref)!.id
    await world.act(partnership, (ctx) => mergePeople(ctx, { keptId: id('P3'), goneId: id('P2') }))
    expect(await found('p2')).toEqual(['P3'])
  })

  test('but not those whom the actor may not see', async () => {
    expect(await found('kha', { everyone: false, organisations: [], teams: [] })).toEqual([])
  })
})

test('a word is looked up by a range of the index, as row-level security leaves no other way', async () => {
  const plan = await world.act(partnership, async (ctx) => {
    await sql`set local enable_seqscan = off`.execute(ctx.db)
    const { rows } = await sql<Record<string, string>>`explain select person_id from person_words
      where partnership_id = app.partnership() and word >= 'kha' and word < 'kha' || chr(1114111)`.execute(
      ctx.db,
    )
    return rows.map((row) => Object.values(row)[0]).join('\n')
  })
  expect(plan).toMatch(/Index Cond: .*word >= 'kha'::text.*word < 'kha/)
})
