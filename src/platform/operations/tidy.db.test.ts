import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from 'kysely'
import { type PartnershipIdentity, inContext, installation, newId, operator } from '#platform'
import { signedUp } from '../../../test/support/signed-up.ts'
import { type World, openWorld, testNow } from '../../../test/support/world.ts'
import { tidy } from './tidy.ts'

let world: World
let here: PartnershipIdentity
let elsewhere: PartnershipIdentity

beforeAll(async () => {
  world = await openWorld()
  here = await world.addPartnership('here')
  elsewhere = await world.addPartnership('elsewhere')
})
afterAll(() => world.close())

const daysAgo = (days: number) => new Date(testNow.getTime() - days * 24 * 3_600_000)
const manager = { ...operator('Test'), managesAccounts: true }

const tidyUp = () =>
  inContext(world.services, { partnership: installation, actor: operator('job tidy') }, (ctx) =>
    tidy.run(ctx, {}),
  )

test('forms that were sent are forgotten after a week', async () => {
  const { database } = world.services
  for (const [token, submittedAt] of [
    ['of-today', daysAgo(0)],
    ['of-six-days-ago', daysAgo(6)],
    ['of-eight-days-ago', daysAgo(8)],
  ] as const)
    await database.insertInto('formSubmissions').values({ token, url: '/', submittedAt }).execute()
  await tidyUp()
  const left = await database.selectFrom('formSubmissions').select('token').orderBy('token').execute()
  expect(left.map((row) => row.token)).toEqual(['of-six-days-ago', 'of-today'])
})

test('tries to sign in are forgotten after a day', async () => {
  const at = (attemptedAt: Date) => ({
    id: newId(),
    nameHash: Buffer.from('name'),
    addressHash: Buffer.from('address'),
    attemptedAt,
    succeeded: false,
  })
  const attempts = [at(daysAgo(0.5)), at(daysAgo(2))]
  await world.act(here, (ctx) => ctx.db.insertInto('signInAttempts').values(attempts).execute(), manager)
  await tidyUp()
  const left = await world.act(
    here,
    (ctx) => ctx.db.selectFrom('signInAttempts').select('attemptedAt').execute(),
    manager,
  )
  expect(left).toEqual([{ attemptedAt: daysAgo(0.5) }])
})

test('sessions that ended or ran out a week ago are forgotten, and nobody is signed out', async () => {
  const grace = await signedUp(world, here, { name: 'Grace', role: 'practitioner' })
  const sessions = (work: string) =>
    world.act(
      here,
      async (ctx) => (await sql<{ id: string }>`${sql.raw(work)}`.execute(ctx.db)).rows,
      manager,
    )
  const add = async (what: string, values: string) =>
    sessions(`insert into sign_in_sessions (id, token_hash, account_id, idle_minutes, expires_at, ended_at)
      values ('${newId()}', '${what}', '${grace.accountId}', 30, ${values}) returning id`)
  const now = `timestamptz '${testNow.toISOString()}'`
  await add('ran out long ago', `${now} - interval '8 days', null`)
  await add('signed out long ago', `${now} + interval '1 day', ${now} - interval '8 days'`)
  const [ranOut] = await add('ran out lately', `${now} - interval '1 day', null`)
  await tidyUp()
  const left = await sessions('select id from sign_in_sessions')
  expect(left).toHaveLength(2)
  expect(left).toContainEqual(ranOut)
  expect((await world.browser(grace.token).visit('/p/here')).status).toBe(200)
})

test('rows of imports are forgotten in every partnership, and the import stays known', async () => {
  const importedOn = (partnership: PartnershipIdentity, requestedAt: Date) =>
    world.act(partnership, async (ctx) => {
      const id = newId()
      const of = { partnershipId: partnership.id }
      await ctx.db
        .insertInto('imports')
        .values({
          ...of,
          id,
          kind: 'people',
          fileName: 'people.csv',
          asAt: '2026-10-01',
          requestedAt,
          state: 'checked',
        })
        .execute()
      await ctx.db
        .insertInto('importRows')
        .values({ ...of, importId: id, rowNumber: 2, newId: newId(), cells: '{}' })
        .execute()
      return id
    })
  const rowsIn = (partnership: PartnershipIdentity) =>
    world.act(partnership, (ctx) => ctx.db.selectFrom('importRows').select('importId').execute())
  await importedOn(here, daysAgo(22))
  await importedOn(elsewhere, daysAgo(22))
  const recent = await importedOn(here, daysAgo(20))
  await tidyUp()
  expect(await rowsIn(here)).toEqual([{ importId: recent }])
  expect(await rowsIn(elsewhere)).toEqual([])
  const imports = await world.act(here, (ctx) => ctx.db.selectFrom('imports').select('id').execute())
  expect(imports).toHaveLength(2)
})
