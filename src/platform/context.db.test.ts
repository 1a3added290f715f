import { Client } from 'pg'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type Asking,
  type Context,
  type PartnershipIdentity,
  type Scope,
  type Services,
  everyone,
  inContext,
  newId,
  onlyOneself,
  operator,
  withAsking,
  withScope,
} from '#platform'
import { openDatabase, openPool } from '#platform/database/connect'
import { type World, openWorld, testNow } from '../../test/support/world.ts'

let world: World
let here: PartnershipIdentity
let elsewhere: PartnershipIdentity
let count = 0

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  count += 1
  here = await world.addPartnership(`here-${count}`)
  elsewhere = await world.addPartnership(`elsewhere-${count}`)
})

const addSector = (ctx: Context, name: string) =>
  ctx.db.insertInto('sectors').values({ partnershipId: ctx.partnership.id, id: newId(), name }).execute()

const sectorNames = async (ctx: Context) =>
  (await ctx.db.selectFrom('sectors').select('name').orderBy('name').execute()).map((row) => row.name)

/** What row-level security is told at this moment. */
async function told(ctx: Context) {
  const { rows } = await sql<{
    partnership: string | null
    seesEveryone: boolean
    organisations: string[]
  }>`select app.partnership() as partnership, app.sees_everyone() as sees_everyone,
    app.organisations() as organisations`.execute(ctx.db)
  return rows[0]!
}

/** Services whose pool has one connection, so that every piece of work is given the same. */
async function withOneConnection(work: (services: Services) => Promise<void>) {
  const pool = openPool(world.appUrl, () => {}, 1)
  try {
    await work({ ...world.services, database: openDatabase(pool) })
  } finally {
    await pool.end()
  }
}

const asking = (partnership: PartnershipIdentity): Asking => ({ partnership, actor: operator('Test') })

describe('a context', () => {
  test('keeps what was done when the work returns, and gives its answer', async () => {
    expect(await world.act(here, (ctx) => addSector(ctx, 'Health').then(() => 'done'))).toBe('done')
    expect(await world.act(here, sectorNames)).toEqual(['Health'])
  })

  test('keeps nothing when the work throws, and throws the same', async () => {
    const wrong = new Error('wrong')
    const work = async (ctx: Context) => {
      await addSector(ctx, 'Health')
      throw wrong
    }
    await expect(world.act(here, work)).rejects.toBe(wrong)
    expect(await world.act(here, sectorNames)).toEqual([])
  })

  test('does not pass for done when the work has swallowed an error of the database', async () => {
    const work = async (ctx: Context) => {
      await addSector(ctx, 'Health')
      await addSector(ctx, 'Health').catch(() => {})
    }
    await expect(world.act(here, work)).rejects.toMatchObject({ code: '25P02' })
    expect(await world.act(here, sectorNames)).toEqual([])
  })

  test('sees one partnership, and cannot write into another', async () => {
    await world.act(here, (ctx) => addSector(ctx, 'Health'))
    expect(await world.act(elsewhere, sectorNames)).toEqual([])
    const intruding = world.act(elsewhere, (ctx) =>
      ctx.db.insertInto('sectors').values({ partnershipId: here.id, id: newId(), name: 'Police' }).execute(),
    )
    await expect(intruding).rejects.toMatchObject({ code: '42501' })
  })

  test('leaves nothing to the next user of its connection, whether it was kept or undone', async () => {
    await world.act(here, (ctx) => addSector(ctx, 'Health'))
    await withOneConnection(async (services) => {
      const settings = async () =>
        (
          await sql`select current_setting('app.partnership') as partnership, current_setting('app.sees') as sees,
            current_setting('app.person') as person, current_setting('app.manages_accounts') as manages_accounts,
            (select count(*) from sectors) as sectors`.execute(services.database)
        ).rows
      const nothing = [{ partnership: '', sees: '', person: '', managesAccounts: '', sectors: 0 }]
      const actor = { ...operator('Test'), personId: newId(), managesAccounts: true }

      await inContext(services, { partnership: here, actor }, sectorNames)
      expect(await settings()).toEqual(nothing)
      const thrown = inContext(services, { partnership: here, actor }, () =>
        Promise.reject(new Error('wrong')),
      )
      await expect(thrown).rejects.toThrow('wrong')
      expect(await settings()).toEqual(nothing)
    })
  })

  test('is over when the work is: a query that nobody waited for does not run in the next one', async () => {
    await withOneConnection(async (services) => {
      let late: Context | undefined
      await inContext(services, asking(here), async (ctx) => {
        late = ctx
      })
      await inContext(services, asking(elsewhere), async (ctx) => {
        await expect(sectorNames(late!)).rejects.toThrow('when its transaction was over')
        await expect(sql`select 1`.execute(late!.db)).rejects.toThrow('when its transaction was over')
        expect(await told(ctx)).toMatchObject({ partnership: elsewhere.id })
      })
    })
  })

  test('refuses what is no id before anything is asked of the database', async () => {
    const { services } = world
    const wrong = `${here.id}'; drop table sectors; --`
    const actor = operator('Test')
    const scope = (values: Partial<Scope>): Scope => ({ ...onlyOneself, ...values }) as Scope
    const work = async () => 'asked'
    for (const refused of [
      { partnership: { ...here, id: wrong }, actor },
      { partnership: here, actor: { ...actor, accountId: wrong } },
      { partnership: here, actor: { ...actor, personId: wrong } },
      { partnership: here, actor: { ...actor, scope: scope({ organisations: [newId(), wrong] }) } },
      { partnership: here, actor: { ...actor, scope: scope({ teams: [wrong] }) } },
    ])
      await expect(inContext(services, refused, work)).rejects.toThrow('Not an id')
  })

  test('knows the day in England, also late in the evening in summer', async () => {
    world.setClock(new Date('2026-06-30T23:30:00Z'))
    expect(await world.act(here, async (ctx) => ctx.today)).toBe('2026-07-01')
    world.setClock(testNow)
  })

  test('has a reference of its own, or the one it is given', async () => {
    const given = await inContext(
      world.services,
      { ...asking(here), requestId: 'job-7' },
      async (ctx) => ctx.requestId,
    )
    expect(given).toBe('job-7')
    const made = [
      await world.act(here, async (ctx) => ctx.requestId),
      await world.act(here, async (ctx) => ctx.requestId),
    ]
    expect(new Set(made).size).toBe(2)
  })
})

describe('work that another transaction got in the way of', () => {
  /** Fails as the database would, so many times. */
  const failing = (code: string, times: number) => {
    let tries = 0
    const work = async (ctx: Context) => {
      tries += 1
      await addSector(ctx, `Try ${tries}`)
      if (tries > times) return
      await sql.raw(`do $$ begin raise exception using errcode = '${code}'; end $$`).execute(ctx.db)
    }
    return { work, tries: () => tries }
  }

  test.each(['40001', '40P01'])('is done again when the database undid it with %s', async (code) => {
    const { work } = failing(code, 2)
    await world.act(here, work)
    expect(await world.act(here, sectorNames)).toEqual(['Try 3'])
  })

  test('is given up after three tries', async () => {
    const { work, tries } = failing('40001', 100)
    await expect(world.act(here, work)).rejects.toMatchObject({ code: '40001' })
    expect(tries()).toBe(3)
  })

  test('is not done again for any other reason', async () => {
    const { work, tries } = failing('23505', 1)
    await expect(world.act(here, work)).rejects.toMatchObject({ code: '23505' })
    expect(tries()).toBe(1)
  })

  test('and that is in a deadlock with it succeeds, as does the other', async () => {
    const names = ['Education', 'Health']
    for (const name of names) await world.act(here, (ctx) => addSector(ctx, name))
    let arrived = 0
    let bothThere: (() => void) | undefined
    const meeting = new Promise<void>((resolve) => (bothThere = resolve))
    const rename = (first: string, second: string) =>
      world.act(here, async (ctx) => {
        const mark = (name: string) =>
          ctx.db
            .updateTable('sectors')
            .set({ name: sql`name || '+'` })
            .where('name', 'like', `${name}%`)
            .execute()
        await mark(first)
        arrived += 1
        if (arrived >= 2) bothThere!()
        await meeting
        await mark(second)
      })
    await Promise.all([rename('Education', 'Health'), rename('Health', 'Education')])
    expect(await world.act(here, sectorNames)).toEqual(['Education++', 'Health++'])
    // The database undoes one of them, or both when it looks at both at once.
    expect(arrived).toBeGreaterThanOrEqual(3)
  })
})

describe('a scope within a scope', () => {
  const organisation = newId()
  const narrow = { scope: { everyone: false, organisations: [organisation], teams: [] } as const }

  test('holds for the work, and the former comes back', async () => {
    await world.act(
      here,
      async (ctx) => {
        const before = await told(ctx)
        expect(before).toMatchObject({ seesEveryone: false, organisations: [organisation] })
        await withScope(ctx, everyone, async (ctx) => {
          expect(await told(ctx)).toMatchObject({ seesEveryone: true, organisations: [] })
          await withScope(ctx, onlyOneself, async (ctx) =>
            expect(await told(ctx)).toMatchObject({ seesEveryone: false, organisations: [] }),
          )
          expect(await told(ctx)).toMatchObject({ seesEveryone: true })
        })
        expect(await told(ctx)).toEqual(before)
      },
      narrow,
    )
  })

  test('ends too when the work throws', async () => {
    await world.act(
      here,
      async (ctx) => {
        await expect(withScope(ctx, everyone, () => Promise.reject(new Error('wrong')))).rejects.toThrow(
          'wrong',
        )
        expect(await told(ctx)).toMatchObject({ seesEveryone: false, organisations: [organisation] })
      },
      narrow,
    )
  })

  test('tells the first error when the database has broken off the transaction', async () => {
    const work = (ctx: Context) =>
      withScope(ctx, everyone, async (ctx) => {
        await addSector(ctx, 'Health')
        await addSector(ctx, 'Health')
      })
    await expect(world.act(here, work, narrow)).rejects.toMatchObject({ code: '23505' })
  })

  test('can be another partnership, for what the installation does in one', async () => {
    await world.act(here, async (ctx) => {
      await withAsking(ctx, { partnership: elsewhere }, (ctx) => addSector(ctx, 'Police'))
      expect(await sectorNames(ctx)).toEqual([])
    })
    expect(await world.act(elsewhere, sectorNames)).toEqual(['Police'])
  })
})

test('a context on a server that has gone fails by itself, and the next one finds the server again', async () => {
  const cut = world.act(here, async (ctx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(ctx.db)
    const owner = new Client({ connectionString: world.ownerUrl })
    await owner.connect()
    await owner.query('select pg_terminate_backend($1)', [rows[0]!.pid])
    await owner.end()
    await sectorNames(ctx)
  })
  await expect(cut).rejects.toThrow(/terminat|connection/i)
  expect(await world.act(here, sectorNames)).toEqual([])
})
