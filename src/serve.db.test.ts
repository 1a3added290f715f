import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { newId } from '#platform'
import { type TestDatabase, createDatabase } from '../test/support/database.ts'
import { type OurProcess, startService } from '../test/support/processes.ts'
import { until } from '../test/support/until.ts'

let database: TestDatabase
let owner: Client
let superuser: Client
let folder: string
let running: OurProcess[]

beforeAll(async () => {
  superuser = new Client({ connectionString: inject('ownerUrl') })
  await superuser.connect()
  database = await createDatabase()
  owner = new Client({ connectionString: database.url })
  await owner.connect()
  folder = await mkdtemp(join(tmpdir(), 'oneworkforce-serve-'))
})
afterAll(async () => {
  await owner.end()
  await database.drop()
  await superuser.query(`drop role if exists ${databaseName()}_app`)
  await superuser.end()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => {
  running = []
})
afterEach(async () => {
  for (const service of running) {
    service.kill('SIGKILL')
    await service.ended()
  }
})

const databaseName = () => new URL(database.url).pathname.slice(1)

function start(env: Record<string, string> = {}): OurProcess {
  const service = startService({
    DATABASE_URL: database.url,
    ONEWORKFORCE_DATA: join(folder, 'data'),
    ONEWORKFORCE_EMPTY: '1',
    ...env,
  })
  running.push(service)
  return service
}

async function ready(env: Record<string, string> = {}) {
  const service = start(env)
  return { service, address: await service.says(/OneWorkforce is ready: (http:\S+)/) }
}

const statusOf = async (url: string) => (await fetch(url, { redirect: 'manual' })).status

const logLines = (service: OurProcess) =>
  service.err
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

describe('a service that cannot start says why in one sentence and ends with status 1', () => {
  const refused = async (env: Record<string, string>) => {
    const service = start(env)
    expect(await service.ended()).toBe(1)
    expect(service.err).not.toMatch(/^ +at /m)
    return service.err.trim().split('\n')
  }

  test('when another program has the port', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    try {
      expect(await refused({ PORT: String(port) })).toEqual([
        `Port ${port} is taken by another program. Stop it, or choose another port: PORT=${port + 1} npm start`,
      ])
    } finally {
      other.close()
    }
  })

  test('when the address is none of this machine', async () => {
    expect(await refused({ HOST: '192.0.2.1' })).toEqual([
      'HOST is 192.0.2.1, which is no address of this machine. Use 127.0.0.1, or 0.0.0.0 for all of its addresses.',
    ])
  })

  test('when a setting is wrong', async () => {
    expect(await refused({ PORT: 'eighty' })).toEqual([expect.stringMatching(/^PORT .*\.$/)])
  })

  test('when the data folder cannot be written to, with an outside database or the embedded one', async () => {
    const file = join(folder, 'a-file')
    await writeFile(file, '')
    const data = join(file, 'data')
    expect(await refused({ ONEWORKFORCE_DATA: data })).toEqual([
      expect.stringMatching(
        /^The secret of the installation in .* can be neither read nor made .*ONEWORKFORCE_DATA/,
      ),
    ])
    expect(await refused({ ONEWORKFORCE_DATA: data, DATABASE_URL: '' })).toEqual([
      expect.stringContaining(data),
    ])
  })

  test('when the database is not there', async () => {
    expect(await refused({ DATABASE_URL: 'postgres://owner@127.0.0.1:1/oneworkforce' })).toEqual([
      expect.stringMatching(/^The database that DATABASE_URL names cannot be reached/),
    ])
  })
})

describe('a service that runs', () => {
  test('says where, starts empty when told to, and shows the way to set up', async () => {
    const { service, address } = await ready()
    expect(service.out).toContain('It is empty: open it to set up your partnership.')
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(await (await fetch(address)).text()).toContain('href="/set-up"')
    const { rows } = await owner.query('select from partnerships')
    expect(rows).toEqual([])
  })

  test('is live without its database, but ready only with it, and comes back with it', async () => {
    const { address } = await ready()
    const health = async () => [
      await statusOf(`${address}/health/live`),
      await statusOf(`${address}/health/ready`),
    ]
    expect(await health()).toEqual([200, 200])
    await superuser.query(`alter database ${databaseName()} with allow_connections false`)
    try {
      await superuser.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename = $2',
        [databaseName(), `${databaseName()}_app`],
      )
      await until(health, ([, isReady]) => isReady === 503)
      expect(await statusOf(address)).toBe(500)
      expect(await health()).toEqual([200, 503])
    } finally {
      await superuser.query(`alter database ${databaseName()} with allow_connections true`)
    }
    await until(health, ([, isReady]) => isReady === 200)
    expect(await statusOf(`${address}/sign-in`)).toBe(200)
  })

  test('counts requests by route, and names nobody in its metrics or its log', async () => {
    const { service, address } = await ready()
    const id = newId()
    await statusOf(`${address}/p/secret-code/people/${id}?search=Amina`)
    await statusOf(`${address}/sign-in?next=/p/secret-code`)
    const metrics = await (await fetch(`${address}/metrics`)).text()
    expect(metrics).toMatch(
      /^http_request_duration_seconds_count\{route="\/sign-in",method="GET",status="200"\} 1$/m,
    )
    expect(metrics).toMatch(
      /^http_request_duration_seconds_count\{route="\/p\/:partnership\/people\/:personId"/m,
    )
    expect(metrics).toMatch(/^database_connections\{state="idle"\} \d+$/m)
    expect(metrics).toMatch(/^process_resident_memory_bytes \d+$/m)
    await until(
      () => service.err,
      (err) => err.includes('/sign-in'),
    )
    for (const line of logLines(service)) expect(line).toMatchObject({ request: expect.any(String) })
    for (const text of [metrics, service.err]) expect(text).not.toMatch(new RegExp(`secret-code|Amina|${id}`))
  })

  test('gives a reference with its apology that finds the reason in the log', async () => {
    const { service, address } = await ready()
    await owner.query('alter table partnerships rename to partnerships_away')
    try {
      const sorry = await fetch(address)
      expect(sorry.status).toBe(500)
      const reference = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}/.exec(await sorry.text())?.[0]
      const line = await until(
        () => logLines(service).find((one) => one['request'] === reference && one['err']),
        (found) => found !== undefined,
      )
      expect(line).toMatchObject({ msg: 'a request failed', route: '/', err: { code: '42P01' } })
    } finally {
      await owner.query('alter table partnerships_away rename to partnerships')
    }
  })
})

describe('told to stop', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('by %s it ends with status 0', async (signal) => {
    const { service } = await ready()
    service.kill(signal)
    service.kill(signal)
    expect(await service.ended()).toBe(0)
    expect(service.out).toMatch(/Stopping: finishing what is under way\.\nStopped\.\n$/)
    const { rows } = await superuser.query(
      `select from pg_stat_activity where datname = $1 and usename = $2`,
      [databaseName(), `${databaseName()}_app`],
    )
    expect(rows).toEqual([])
  })

  test('it answers the request that is under way, takes no other, and then ends', async () => {
    const { service, address } = await ready()
    await owner.query('begin; lock table partnerships in access exclusive mode')
    const slow = fetch(`${address}/sign-in`)
    const waiting = `select from pg_locks where not granted and relation = 'partnerships'::regclass`
    try {
      await until(
        () => superuserSees(waiting),
        (count) => count > 0,
      )
      service.kill('SIGTERM')
      await service.says(/Stopping/)
      await until(
        () =>
          fetch(`${address}/health/live`).then(
            () => false,
            () => true,
          ),
        (isRefused) => isRefused,
      )
      expect(service.hasEnded).toBe(false)
    } finally {
      await owner.query('rollback')
    }
    const answer = await slow
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('</html>')])
    expect(await service.ended()).toBe(0)
  })

  test('while it starts it stops as soon as it can', async () => {
    await owner.query('begin; lock table schema_migrations in access exclusive mode')
    const service = start()
    try {
      await until(
        () =>
          superuserSees(
            `select from pg_locks where not granted and relation = 'schema_migrations'::regclass`,
          ),
        (count) => count > 0,
      )
      service.kill('SIGINT')
      await service.says(/Stopping/)
    } finally {
      await owner.query('rollback')
    }
    expect(await service.ended()).toBe(0)
    expect(service.out).toMatch(/Stopped\.\n$/)
  })

  async function superuserSees(question: string): Promise<number> {
    const client = new Client({ connectionString: database.url })
    await client.connect()
    try {
      return (await client.query(question)).rowCount ?? 0
    } finally {
      await client.end()
    }
  }
})
