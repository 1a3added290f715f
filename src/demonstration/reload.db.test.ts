import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { record } from '#platform'
import { type World, openWorld } from '../../test/support/world.ts'
import { isForDemonstration, loadDemonstration, removeDemonstration } from './index.ts'

const small = { say: () => {}, people: 100 }

let world: World
let owner: pg.Client

beforeAll(async () => {
  world = await openWorld()
  owner = new pg.Client({ connectionString: world.ownerUrl })
  await owner.connect()
})
// Loads what the test before took away.
beforeEach(async () => {
  await loadDemonstration(world.services, small)
})
afterAll(async () => {
  await owner?.end()
  await world?.close()
})

const remove = () => removeDemonstration(world.ownerUrl, () => {})

async function ask(sql: string): Promise<Record<string, unknown>[]> {
  return (await owner.query<Record<string, unknown>>(sql)).rows
}

const inventedRows = `
  select md5(string_agg(line, E'\n' order by line)) as hash, count(*)::int as rows from (
    select to_jsonb(p) - 'recorded_at' - 'saved_at' || '{"of": "people"}' as row from people p
    union all select to_jsonb(e) - 'recorded_at' - 'saved_at' || '{"of": "engagements"}' from engagements e
    union all select to_jsonb(o) - 'recorded_at' || '{"of": "organisation_periods"}' from organisation_periods o
    union all select to_jsonb(v) - 'recorded_at' || '{"of": "evidence"}' from evidence v
    union all select to_jsonb(s) || '{"of": "sessions"}' from sessions s
    union all select to_jsonb(b) || '{"of": "bookings"}' from bookings b
    union all select to_jsonb(c) || '{"of": "completions"}' from completions c
  ) as all_rows, lateral (select row::text as line) as text`

test('loading again changes nothing', async () => {
  const before = await ask(inventedRows)
  expect(await loadDemonstration(world.services, small)).toBe(0)
  expect(await ask(inventedRows)).toEqual(before)
})

test('loading anew gives the same people with the same history', async () => {
  const before = await ask(inventedRows)
  expect(Number(before[0]!['rows'])).toBeGreaterThan(5000)
  await remove()
  await loadDemonstration(world.services, small)
  expect(await ask(inventedRows)).toEqual(before)
})

test('removing takes the demonstration away with its history and accounts, and nothing of anybody else', async () => {
  expect(await isForDemonstration(world.services)).toBe(true)
  const ours = await world.addPartnership('our-own', { name: 'Our own' })
  const id = ours.id
  await world.act(ours, async (ctx) => {
    await ctx.db.insertInto('sectors').values({ partnershipId: id, id, name: 'Ours' }).execute()
    await record(ctx, 'ours.done', null)
  })
  expect(await isForDemonstration(world.services)).toBe(false)
  await remove()
  expect(await ask('select code from partnerships')).toEqual([{ code: 'our-own' }])
  expect(await ask('select name from sectors')).toEqual([{ name: 'Ours' }])
  expect(await ask('select action from history_entries')).toEqual([{ action: 'ours.done' }])
  expect(await ask('select from superseded_rows')).toEqual([])
  expect(await ask('select from accounts')).toEqual([])
  for (const sql of [
    'delete from history_payloads',
    'delete from history_entries',
    'delete from sectors',
    'delete from partnerships',
  ])
    await owner.query(sql)
})

test('after a removal, corrections are kept again', async () => {
  const [person] = await ask('select id from people limit 1')
  await owner.query(`update people set given_name = 'Another' where id = $1`, [person!['id']])
  expect(await ask('select table_name from superseded_rows')).toEqual([{ table_name: 'people' }])
})

test('another day moves the invented history and not what was published', async () => {
  await remove()
  await loadDemonstration(world.services, { ...small, today: '2027-02-01' })
  const [moved] = await ask(
    `select (select max(held_on) > '2027-02-01' from sessions) as sessions, max(obtained_on)::text as evidence,
       (select max(as_at)::text from figures) as figures from evidence`,
  )
  expect(moved).toEqual({ sessions: true, evidence: '2027-02-01', figures: '2019-12-31' })
  await remove()
})

test('a partnership is loaded whole or not at all, and the next start loads what is missing', async () => {
  await remove()
  await owner.query(`insert into accounts (id, email, display_name)
    values (gen_random_uuid(), 'kwame.boateng@north-tyneside.invalid', 'In the way')`)
  await expect(loadDemonstration(world.services, small)).rejects.toThrow('has an account already')
  expect(await ask('select code from partnerships order by code')).toEqual([
    { code: 'cambridgeshire' },
    { code: 'nottingham-city' },
    { code: 'nottinghamshire' },
  ])
  expect(await ask('select from people where partnership_id not in (select id from partnerships)')).toEqual(
    [],
  )
  await owner.query(`delete from accounts where display_name = 'In the way'`)
  expect(await isForDemonstration(world.services)).toBe(true)
  expect(await loadDemonstration(world.services, small)).toBe(2)
})

test('two that load at once load it once', async () => {
  await remove()
  await Promise.all([loadDemonstration(world.services, small), loadDemonstration(world.services, small)])
  expect(
    await ask('select count(*)::int as partnerships, count(distinct code)::int as codes from partnerships'),
  ).toEqual([{ partnerships: 5, codes: 5 }])
})
