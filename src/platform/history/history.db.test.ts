import { Client } from 'pg'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type PartnershipIdentity, newId, record } from '#platform'
import { command } from '../../../test/support/command.ts'
import { type World, openWorld } from '../../../test/support/world.ts'
import { sealHistory } from './seal.ts'
import { verifyHistory } from './verify.ts'

let world: World
let owner: Client
let here: PartnershipIdentity
let elsewhere: PartnershipIdentity

beforeAll(async () => {
  world = await openWorld()
  owner = new Client({ connectionString: world.ownerUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await world.close()
})
beforeEach(async () => {
  here = await world.addPartnership('here')
  elsewhere = await world.addPartnership('there')
})
// Each test alters a history, and starts with a whole one.
afterEach(() =>
  asTheOwner('truncate history_entries, history_payloads, history_seals; delete from partnerships'),
)

/** Does something that only whoever owns the database can do, with no reference or trigger in the way. */
async function asTheOwner(statement: string, ...values: unknown[]) {
  await owner.query('set session_replication_role = replica')
  const { rowCount } = await owner.query(statement, values)
  return rowCount
}

const addTo = (partnership: PartnershipIdentity, action = 'sector.added', details = {}) =>
  world.act(partnership, (ctx) => record(ctx, action, { type: 'sector', id: newId() }, details))

async function fiveSealedIn(partnership: PartnershipIdentity) {
  for (let entry = 1; entry <= 5; entry += 1) await addTo(partnership, 'sector.added', { number: entry })
  await sealHistory(world.services, 'all')
}

const chainOf = async ({ code }: PartnershipIdentity) =>
  (await verifyHistory(world.services)).find((chain) => chain.partnership === code)

const entryAt = (position: number) =>
  `(select entry_id from history_seals where partnership_id = $1 and position = ${position})`

describe('the history', () => {
  test('says who did what, under which request, whatever the details claim', async () => {
    await addTo(here, 'sector.added', { name: 'Health', by: 'somebody else' })
    const [entry] = await world.act(here, (ctx) =>
      ctx.db
        .selectFrom('historyEntries as e')
        .innerJoin('historyPayloads as p', 'p.entryId', 'e.id')
        .select(['e.action', 'e.subjectType', 'p.payload'])
        .execute(),
    )
    expect(entry).toMatchObject({
      action: 'sector.added',
      subjectType: 'sector',
      payload: { name: 'Health', by: 'Test', request: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    })
  })

  test('has no entry of work that was undone', async () => {
    const undone = world.act(here, async (ctx) => {
      await record(ctx, 'sector.added', null)
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await chainOf(here)).toMatchObject({ sealed: 0, unsealed: 0 })
  })

  test('is whole when nobody touched it, and tells sealed entries from those that are not yet', async () => {
    await fiveSealedIn(here)
    await addTo(here)
    expect(await chainOf(here)).toEqual({
      partnership: 'here',
      sealed: 5,
      unsealed: 1,
      brokenAt: null,
      reason: null,
    })
  })

  test('has a chain for each partnership and one for the installation', async () => {
    await fiveSealedIn(here)
    await addTo(elsewhere)
    const chains = await verifyHistory(world.services)
    expect(chains.map((chain) => [chain.partnership, chain.sealed, chain.unsealed])).toEqual([
      ['installation', 0, 0],
      ['here', 5, 0],
      ['there', 0, 1],
    ])
  })

  test('is still whole when details were erased', async () => {
    await fiveSealedIn(here)
    const erased = await world.act(here, (ctx) =>
      sql`delete from history_payloads where entry_id = (select entry_id from history_seals where position = 3)`.execute(
        ctx.db,
      ),
    )
    expect(erased.numAffectedRows).toBe(1n)
    expect(await chainOf(here)).toMatchObject({ sealed: 5, brokenAt: null })
  })
})

describe('an alteration by the owner of the database is found', () => {
  const changed = 'the entry or its seal was changed'
  const alterations: { what: string; by: string[]; link: number; reason: string }[] = [
    {
      what: 'an entry changed',
      by: [`update history_entries set action = 'nothing' where id = ${entryAt(3)}`],
      link: 3,
      reason: changed,
    },
    {
      what: 'text moved from one column to the next',
      by: [
        `update history_entries set action = 'sector.added|sector', subject_type = null where id = ${entryAt(2)}`,
      ],
      link: 2,
      reason: changed,
    },
    {
      what: 'an entry moved in time',
      by: [
        `update history_entries set recorded_at = recorded_at - interval '1 day' where id = ${entryAt(1)}`,
      ],
      link: 1,
      reason: changed,
    },
    {
      what: 'an entry deleted',
      by: [`delete from history_entries where id = ${entryAt(3)}`],
      link: 3,
      reason: 'the entry is gone',
    },
    {
      what: 'details changed',
      by: [`update history_payloads set payload = payload || '{"number": 7}' where entry_id = ${entryAt(4)}`],
      link: 4,
      reason: 'the details were changed',
    },
    {
      what: 'a seal changed',
      by: ['update history_seals set hash = sha256(hash) where position = 2'],
      link: 2,
      reason: changed,
    },
    {
      what: 'a seal removed in the middle',
      by: ['delete from history_seals where position = 3'],
      link: 4,
      reason: 'a seal is missing before this one',
    },
    {
      what: 'a seal removed in the middle and the others moved up',
      by: [
        'delete from history_seals where position = 3',
        'update history_seals set position = position + 99 where position > 3',
        'update history_seals set position = position - 100 where position > 100',
      ],
      link: 3,
      reason: changed,
    },
  ]
  test.each(alterations)('$what', async ({ by, link, reason }) => {
    await fiveSealedIn(here)
    await fiveSealedIn(elsewhere)
    for (const statement of by)
      expect(await asTheOwner(`${statement} and partnership_id = $1`, here.id)).toBeGreaterThan(0)
    expect(await chainOf(here)).toMatchObject({ brokenAt: link, reason })
    expect(await chainOf(elsewhere)).toMatchObject({ brokenAt: null, sealed: 5 })

    // Whatever is recorded and sealed afterwards does not hide it.
    await addTo(here)
    await sealHistory(world.services, 'all')
    expect(await chainOf(here)).toMatchObject({ brokenAt: link, reason })
  })
})

describe('sealing', () => {
  test('gives one unbroken order to what many record at once, with two sealers at once', async () => {
    const recording = { isOver: false }
    const sealer = async () => {
      while (!recording.isOver) await sealHistory(world.services, 'changed')
    }
    const sealers = [sealer(), sealer()]
    await Promise.all(
      Array.from({ length: 40 }, () =>
        world.act(here, async (ctx) => {
          await record(ctx, 'sector.added', null)
          await sql`select pg_sleep(random() / 50)`.execute(ctx.db)
          await record(ctx, 'sector.named', null)
        }),
      ),
    )
    recording.isOver = true
    await Promise.all(sealers)
    await sealHistory(world.services, 'changed')
    expect(await chainOf(here)).toEqual({
      partnership: 'here',
      sealed: 80,
      unsealed: 0,
      brokenAt: null,
      reason: null,
    })
  })

  test('leaves what is not kept yet for later, though what came after it is sealed already', async () => {
    let keep: (() => void) | undefined
    const toKeep = new Promise<void>((resolve) => (keep = resolve))
    const slow = world.act(here, async (ctx) => {
      await record(ctx, 'slow', null)
      await toKeep
    })
    await addTo(here, 'quick')
    expect(await sealHistory(world.services, 'changed')).toBe(1)
    keep!()
    await slow
    expect(await sealHistory(world.services, 'changed')).toBe(1)
    expect(await chainOf(here)).toMatchObject({ sealed: 2, unsealed: 0, brokenAt: null })
  })

  test('goes on until a long history is sealed', async () => {
    await owner.query(
      `select set_config('app.partnership', $1, false), app.record(gen_random_uuid(), null, 'many', null, null, '\\x00', '{}')
        from generate_series(1, 20500)`,
      [here.id],
    )
    expect(await sealHistory(world.services, 'all')).toBe(20_500)
    expect(await chainOf(here)).toMatchObject({ sealed: 20_500, unsealed: 0, brokenAt: null })
  })
})

describe('the role of the service', () => {
  test.each([
    `update history_entries set action = 'nothing'`,
    'delete from history_entries',
    `update history_seals set hash = ''`,
    'delete from history_seals',
    `update history_payloads set payload = '{}'`,
    'truncate history_entries cascade',
    'truncate history_payloads',
  ])('may not %s', async (statement) => {
    await fiveSealedIn(here)
    const altering = world.act(here, (ctx) => sql.raw(statement).execute(ctx.db))
    await expect(altering).rejects.toMatchObject({ code: '42501' })
  })
})

describe('history verify', () => {
  test('says that a whole history is whole, changes nothing, and exits with 0', async () => {
    await fiveSealedIn(here)
    await addTo(here)
    const said = await command(world, 'history', 'verify')
    expect(said).toMatchObject({ code: 0, err: '' })
    expect(said.out).toBe('The history is whole: 5 sealed entries in 3 chains, and 1 not sealed yet.')
    expect(JSON.parse((await command(world, 'history', 'verify', '--json')).out)).toEqual({
      intact: true,
      chains: await verifyHistory(world.services),
    })
    expect(await chainOf(here)).toMatchObject({ unsealed: 1 })
  })

  test('names the first broken link of an altered history and exits with 1', async () => {
    await fiveSealedIn(here)
    await asTheOwner(`delete from history_entries where id = ${entryAt(2)} and partnership_id = $1`, here.id)
    const said = await command(world, 'history', 'verify')
    expect(said).toMatchObject({
      code: 1,
      out: 'The history of here was altered at link 2: the entry is gone.',
    })
    const json = await command(world, 'history', 'verify', '--json')
    expect(json.code).toBe(1)
    expect(JSON.parse(json.out)).toMatchObject({
      intact: false,
      chains: [{ brokenAt: null }, { partnership: 'here', brokenAt: 2, reason: 'the entry is gone' }, {}],
    })
  })

  test('can do nothing else', async () => {
    expect(await command(world, 'history', 'rewrite')).toMatchObject({ code: 2, out: '' })
    expect((await command(world, 'history')).err).toContain('Use: bin/oneworkforce history verify')
  })
})
