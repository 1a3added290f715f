import { Client } from 'pg'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type Context,
  type Job,
  type PartnershipIdentity,
  inContext,
  installation,
  job,
  later,
  newId,
  operator,
} from '#platform'
import { openLog } from '#platform/logging'
import { until } from '../../../test/support/until.ts'
import { type World, openWorld } from '../../../test/support/world.ts'
import { startJobs } from './start-jobs.ts'

let world: World
let owner: Client
let here: PartnershipIdentity
let elsewhere: PartnershipIdentity
let lines: string[]
let workers: { stop(): Promise<void> }[]

beforeAll(async () => {
  world = await openWorld()
  owner = new Client({ connectionString: world.ownerUrl })
  await owner.connect()
  here = await world.addPartnership('here')
  elsewhere = await world.addPartnership('elsewhere')
})
afterAll(async () => {
  await owner.end()
  await world.close()
})
beforeEach(async () => {
  lines = []
  workers = []
  await owner.query('truncate graphile_worker._private_jobs')
})
afterEach(() => Promise.all(workers.map((worker) => worker.stop())))

async function work(...jobs: Job[]) {
  const log = openLog('warn', { write: (line: string) => void lines.push(line) })
  const worker = await startJobs({ ...world.services, log }, world.appUrl, jobs)
  workers.push(worker)
  return worker
}

const jobsLeft = async () =>
  (
    await owner.query<{ task: string; attempts: number; error: string | null; isLocked: boolean }>(
      `select task_identifier as task, attempts, last_error as error, locked_by is not null as "isLocked"
        from graphile_worker.jobs order by id`,
    )
  ).rows

const allDone = () => until(jobsLeft, (left) => left.length === 0)
const ask = (partnership: PartnershipIdentity, ...rest: [name: string, ids?: Record<string, string>]) =>
  world.act(partnership, (ctx) => later(ctx, rest[0], rest[1] ?? {}))

/** A job that says when it runs, and waits in the middle until it is let go. */
function heldJob(name: string) {
  let letGo: () => void = () => {}
  let runs = 0
  const held = new Promise<void>((resolve) => (letGo = resolve))
  const definition = job({
    name,
    async run() {
      runs += 1
      await held
    },
  })
  return { definition, letGo: () => letGo(), runs: () => runs }
}

describe('a job', () => {
  test('runs when the change that asked for it was kept, and never when it was undone', async () => {
    const ran: string[] = []
    await world.act(here, (ctx) => later(ctx, 'note', { id: 'kept' }))
    const undone = world.act(here, async (ctx) => {
      await later(ctx, 'note', { id: 'undone' })
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    await work(job({ name: 'note', run: async (_ctx, ids) => void ran.push(ids['id']!) }))
    await allDone()
    expect(ran).toEqual(['kept'])
  })

  test('runs in the partnership that asked, and sees no other', async () => {
    for (const partnership of [here, elsewhere])
      await world.act(partnership, (ctx) =>
        ctx.db
          .insertInto('sectors')
          .values({ partnershipId: partnership.id, id: newId(), name: `Of ${partnership.code}` })
          .execute(),
      )
    const seen: string[] = []
    await ask(here, 'look')
    await ask(elsewhere, 'look')
    await work(
      job({
        name: 'look',
        async run(ctx) {
          const names = await ctx.db.selectFrom('sectors').select('name').execute()
          seen.push([ctx.partnership.code, ctx.actor.name, ...names.map((row) => row.name)].join(', '))
        },
      }),
    )
    await allDone()
    expect(seen.sort()).toEqual(['elsewhere, job look, Of elsewhere', 'here, job look, Of here'])
  })

  test('runs for the installation when that asked, such as for a forgotten password', async () => {
    const ran: Context[] = []
    await inContext(world.services, { partnership: installation, actor: operator('Test') }, (ctx) =>
      later(ctx, 'look', {}),
    )
    await work(job({ name: 'look', run: async (ctx) => void ran.push(ctx) }))
    await allDone()
    expect(ran.map((ctx) => ctx.partnership)).toEqual([installation])
  })

  test('that throws keeps nothing and is tried again', async () => {
    let tries = 0
    await ask(here, 'stumble')
    await work(
      job({
        name: 'stumble',
        async run(ctx) {
          tries += 1
          await ctx.db
            .insertInto('sectors')
            .values({ partnershipId: ctx.partnership.id, id: newId(), name: `Try ${tries}` })
            .execute()
          if (tries === 1) throw new Error('not yet')
        },
      }),
    )
    await allDone()
    const names = await world.act(here, (ctx) =>
      ctx.db.selectFrom('sectors').select('name').where('name', 'like', 'Try%').execute(),
    )
    expect(names).toEqual([{ name: 'Try 2' }])
  })

  test('that fails on a record says so in the log and the queue without a word of it', async () => {
    await ask(here, 'stumble')
    await work(
      job({
        name: 'stumble',
        run: async (ctx) => void (await sql`select ${'Amina Khan'}::text::uuid`.execute(ctx.db)),
      }),
    )
    const [left] = await until(jobsLeft, ([first]) => first?.error != null)
    const [line, ...more] = lines.map((text) => JSON.parse(text))
    expect(line).toMatchObject({
      job: 'stumble',
      request: expect.stringMatching(/^job-\d+$/),
      attempt: 1,
      err: { code: '22P02' },
      msg: 'a job failed',
    })
    expect(more).toEqual([])
    expect(left!.error).toBe(`The log says why, under ${line.request}`)
    expect(JSON.stringify([lines, left])).not.toContain('Amina')
  })

  test('of a partnership that is gone is let be', async () => {
    const gone = await world.addPartnership('gone')
    await ask(gone, 'look')
    await owner.query('delete from partnerships where id = $1', [gone.id])
    const ran: string[] = []
    await work(job({ name: 'look', run: async () => void ran.push('look') }))
    await allDone()
    expect([ran, lines]).toEqual([[], []])
  })

  test('waits for its time', async () => {
    const ran: string[] = []
    const definition = job({ name: 'note', run: async (_ctx, ids) => void ran.push(ids['id']!) })
    await world.act(here, async (ctx) => {
      await later(ctx, 'note', { id: 'tomorrow' }, { runAt: new Date(Date.now() + 86_400_000) })
      await later(ctx, 'note', { id: 'now' })
    })
    await work(definition)
    await until(jobsLeft, (left) => left.length === 1)
    expect(ran).toEqual(['now'])
  })
})

describe('a key', () => {
  test('folds requests for the same work into one, with what was asked last', async () => {
    const ran: string[] = []
    for (const id of ['first', 'second', 'third'])
      await world.act(here, (ctx) => later(ctx, 'count', { id }, { key: 'all' }))
    await work(job({ name: 'count', run: async (_ctx, ids) => void ran.push(ids['id']!) }))
    await allDone()
    expect(ran).toEqual(['third'])
  })

  test('folds nothing of another partnership or another job', async () => {
    const ran: string[] = []
    const note = (name: string) =>
      job({ name, run: async (ctx) => void ran.push(`${name} ${ctx.partnership.code}`) })
    for (const partnership of [here, elsewhere])
      for (const name of ['count', 'sum'])
        await world.act(partnership, (ctx) => later(ctx, name, {}, { key: 'all' }))
    await work(note('count'), note('sum'))
    await allDone()
    expect(ran.sort()).toEqual(['count elsewhere', 'count here', 'sum elsewhere', 'sum here'])
  })

  test('asked for again while the work is under way has it done once more', async () => {
    const { definition, letGo, runs } = heldJob('count')
    await world.act(here, (ctx) => later(ctx, 'count', {}, { key: 'all' }))
    await work(definition)
    await until(runs, (count) => count === 1)
    await world.act(here, (ctx) => later(ctx, 'count', {}, { key: 'all' }))
    letGo()
    await allDone()
    expect(runs()).toBe(2)
  })
})

describe('the worker', () => {
  test('finishes what is under way when it is stopped, and begins nothing more', async () => {
    const { definition, letGo, runs } = heldJob('held')
    const worker = await work(definition)
    await ask(here, 'held')
    await until(runs, (count) => count === 1)
    let isStopped = false
    const stopping = worker.stop().then(() => (isStopped = true))
    workers = []
    await ask(here, 'held')
    expect(isStopped).toBe(false)
    letGo()
    await stopping
    expect(runs()).toBe(1)
    expect(await jobsLeft()).toMatchObject([{ attempts: 0, isLocked: false }])
  })

  test('takes over at once what a killed process had under way', async () => {
    await ask(here, 'note')
    await owner.query(
      `update graphile_worker._private_jobs set locked_by = 'killed', locked_at = now(), attempts = 1`,
    )
    const ran: string[] = []
    await work(job({ name: 'note', run: async () => void ran.push('note') }))
    await allDone()
    expect(ran).toEqual(['note'])
  })

  test('leaves alone what another process has under way', async () => {
    const { definition, letGo, runs } = heldJob('held')
    await work(definition)
    await ask(here, 'held')
    await until(runs, (count) => count === 1)
    await work(definition)
    await ask(elsewhere, 'other')
    await work(job({ name: 'other', run: async () => {} }))
    await until(jobsLeft, (left) => left.length === 1)
    letGo()
    await allDone()
    expect(runs()).toBe(1)
  })

  test('goes on after the database let go of every connection', async () => {
    const ran: string[] = []
    await work(job({ name: 'note', run: async () => void ran.push('note') }))
    const sessions = `from pg_stat_activity where datname = current_database() and application_name like 'oneworkforce jobs %'`
    await until(
      () => owner.query(`select ${sessions} and query like 'LISTEN%'`),
      ({ rowCount }) => rowCount === 1,
    )
    await owner.query(`select pg_terminate_backend(pid) ${sessions}`)
    await ask(here, 'note')
    await allDone()
    expect(ran).toEqual(['note'])
    await until(
      () => lines.map((line) => JSON.parse(line).msg),
      (said) => said.includes('the jobs lost their database'),
    )
  })

  test('starts again when it could not note that a job was done', async () => {
    const ran: string[] = []
    const other = new Client({ connectionString: world.ownerUrl })
    await other.connect()
    await ask(here, 'note')
    await work(
      job({
        name: 'note',
        async run() {
          ran.push('note')
          if (ran.length === 1)
            await other.query('begin; lock table graphile_worker._private_jobs in access exclusive mode')
        },
      }),
    )
    const waiting = `select pid from pg_stat_activity where application_name like 'oneworkforce jobs %'
      and wait_event_type = 'Lock' and query ilike 'delete%'`
    const found = await until(
      () => owner.query<{ pid: number }>(waiting),
      ({ rowCount }) => rowCount === 1,
    )
    await owner.query('select pg_terminate_backend($1)', [found.rows[0]!.pid])
    await other.query('rollback')
    await other.end()
    // It is not known to be done, and so it is done again, which is why a job must be safe to run twice.
    await allDone()
    expect(ran).toEqual(['note', 'note'])
  })

  test('asks for daily work by itself when it was missed in the night', async () => {
    const ran: string[] = []
    const daily = job({
      name: 'daily',
      isDaily: true,
      run: async (ctx) => void ran.push(ctx.partnership.name),
    })
    await (await work(daily)).stop()
    workers = []
    await owner.query(`update graphile_worker._private_known_crontabs
      set known_since = now() - interval '3 days', last_execution = now() - interval '2 days'`)
    await work(daily)
    await until(
      () => ran.length,
      (count) => count > 0,
    )
    await allDone()
    expect(ran).toEqual(['OneWorkforce'])
  })
})
