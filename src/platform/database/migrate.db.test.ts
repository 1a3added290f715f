import { randomBytes } from 'node:crypto'
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { CannotStart } from '#platform/cannot-start'
import { projectRoot } from '#platform'
import { type TestDatabase, createDatabase } from '../../../test/support/database.ts'
import { type Migrating, migrate, pendingMigrations } from './migrate.ts'

const secret = 'a secret for tests that is long enough'
let database: TestDatabase
let superuser: Client
let folder: string
let all: string[]
let made: string[]

beforeAll(async () => {
  superuser = new Client({ connectionString: inject('ownerUrl') })
  await superuser.connect()
  folder = await mkdtemp(join(tmpdir(), 'oneworkforce-migrations-'))
})
afterAll(async () => {
  await superuser.end()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  made = []
  database = await createDatabase()
  await rm(folder, { recursive: true, force: true })
  await cp(join(projectRoot, 'db', 'migrations'), folder, { recursive: true })
  all = (await readdir(folder)).sort()
})
afterEach(async () => {
  const role = `${new URL(database.url).pathname.slice(1)}_app`
  await database.drop()
  for (const name of [role, ...made.toReversed()]) await superuser.query(`drop role if exists ${name}`)
})

const run = (migrating: Partial<Migrating> = {}, url = database.url) =>
  migrate(url, { secret, folder, ...migrating })

/** What a refusal says; anything else that is thrown is thrown on. */
async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work
  } catch (error) {
    if (error instanceof CannotStart) return error.message
    throw error
  }
  return 'not refused'
}

/** A role that can log in, with more if said so, and the database's address as that role. */
async function role(attributes = '', own: 'owns' | 'does-not-own' = 'does-not-own'): Promise<string> {
  const name = `role_${randomBytes(6).toString('hex')}`
  await superuser.query(`create role ${name} login password 'p' ${attributes}`)
  made.push(name)
  const url = new URL(database.url)
  url.username = name
  url.password = 'p'
  if (own === 'owns') await superuser.query(`alter database ${url.pathname.slice(1)} owner to ${name}`)
  return url.href
}

async function ask<T extends object>(url: string, question: string): Promise<T[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<T>(question)).rows
  } finally {
    await client.end()
  }
}

const rightsOn = async (url: string, table: string) =>
  (
    await ask<{ right: string }>(
      url,
      `select lower(r) as right from unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) as r
        where has_table_privilege('${table}', r)`,
    )
  ).map((row) => row.right)

describe('migrating', () => {
  test('a new database runs every migration, in order, and gives the service a role that can work', async () => {
    const { applied, appUrl } = await run()
    expect(applied).toEqual(all)
    expect(new URL(appUrl).username).toBe(`${new URL(database.url).pathname.slice(1)}_app`)
    expect(await rightsOn(appUrl, 'people')).toEqual(['select', 'insert', 'update', 'delete'])
    expect(await rightsOn(appUrl, 'history_entries')).toEqual(['select', 'insert'])
    expect(await rightsOn(appUrl, 'schema_migrations')).toEqual(['select'])
    const queued = await ask(appUrl, `select graphile_worker.add_job('look')`)
    expect(queued).toHaveLength(1)
    const [may] = await ask(
      appUrl,
      `select has_database_privilege(current_database(), 'create') as schema,
        has_schema_privilege('public', 'create') as table`,
    )
    expect(may).toEqual({ schema: false, table: false })
  })

  test('a second time does nothing, and the role stays as it is', async () => {
    const first = await run()
    expect(await run()).toEqual({ applied: [], appUrl: first.appUrl })
  })

  test('a database that is behind runs what it lacks', async () => {
    await rm(join(folder, all.at(-1)!))
    await run()
    expect(await pendingMigrations(database.url)).toEqual([all.at(-1)])
    await cp(join(projectRoot, 'db', 'migrations'), folder, { recursive: true })
    expect((await run()).applied).toEqual([all.at(-1)])
    expect(await pendingMigrations(database.url)).toEqual([])
  })

  test('by several at once happens once', async () => {
    const answers = await Promise.all([run(), run(), run()])
    expect(answers.map((answer) => answer.applied.length).sort((a, b) => a - b)).toEqual([0, 0, all.length])
  })

  test('also where git has changed the ends of the lines', async () => {
    await run()
    for (const name of all) {
      const path = join(folder, name)
      await writeFile(path, (await readFile(path, 'utf8')).replaceAll('\n', '\r\n'))
    }
    expect((await run()).applied).toEqual([])
  })

  test('is all or nothing: one that fails leaves the database as it was, and its line is named', async () => {
    await writeFile(join(folder, '9999_wrong.sql'), '-- Wrong.\n\nselect * from nowhere;\n')
    expect(await refusal(run())).toBe(
      'Migration 9999_wrong.sql cannot be run in line 3: relation "nowhere" does not exist.',
    )
    const [left] = await ask(database.url, `select to_regclass('people') as people`)
    expect(left).toEqual({ people: null })
    await rm(join(folder, '9999_wrong.sql'))
    expect((await run()).applied).toEqual(all)
  })
})

describe('it is refused', () => {
  test('to run over a migration that was edited after it had run', async () => {
    await run()
    await writeFile(join(folder, all[1]!), '-- Nothing any more.\n')
    expect(await refusal(run())).toContain(`Migration ${all[1]} was changed after it had run.`)
  })

  test('to run an older program on a newer database', async () => {
    await writeFile(join(folder, '9999_of_the_future.sql'), 'create table future (id uuid);\n')
    await run()
    await rm(join(folder, '9999_of_the_future.sql'))
    expect(await refusal(run())).toBe(
      'The database is newer than this program: it has had 9999_of_the_future.sql. Install the newer version.',
    )
  })

  test('to go on where no server answers, or the password is wrong', async () => {
    const nowhere = await refusal(run({}, 'postgres://owner@127.0.0.1:1/oneworkforce'))
    expect(nowhere).toMatch(/^The database that DATABASE_URL names cannot be reached \(.*ECONNREFUSED.*\)\./)
    const wrong = new URL(database.url)
    wrong.password = 'wrong'
    expect(await refusal(run({}, wrong.href))).toMatch(/cannot be reached \(password authentication failed/)
    wrong.pathname = '/nowhere'
    wrong.password = new URL(database.url).password
    expect(await refusal(pendingMigrations(wrong.href))).toContain('"nowhere" does not exist')
  })
})

describe('an owner that is no superuser', () => {
  test('may create the role when it may create roles, and again the next time', async () => {
    const ownerUrl = await role('createrole', 'owns')
    const { applied } = await run({}, ownerUrl)
    expect(applied).toEqual(all)
    expect((await run({}, ownerUrl)).applied).toEqual([])
  })

  test('that may not is told to name one, and goes on when one is named', async () => {
    const ownerUrl = await role('', 'owns')
    expect(await refusal(run({}, ownerUrl))).toMatch(
      /may not create the role test_\w+_app .*name it in DATABASE_APP_URL\.$/,
    )
    const appUrl = await role()
    expect(await run({ appUrl }, ownerUrl)).toMatchObject({ appUrl })
    expect(await rightsOn(appUrl, 'people')).toEqual(['select', 'insert', 'update', 'delete'])
    expect((await run({ appUrl }, ownerUrl)).applied).toEqual([])
  })
})

describe('a role for the service is refused', () => {
  const couldStepOver = 'could step over the isolation of partnerships'

  test('that is a superuser', async () => {
    expect(await refusal(run({ appUrl: await role('superuser') }))).toContain(couldStepOver)
  })

  test('that has BYPASSRLS', async () => {
    expect(await refusal(run({ appUrl: await role('bypassrls') }))).toContain(couldStepOver)
  })

  test('that owns the tables, or may become who does', async () => {
    const ownerUrl = await role('', 'owns')
    expect(await refusal(run({ appUrl: ownerUrl }, ownerUrl))).toContain(couldStepOver)
    const appUrl = await role()
    await superuser.query(`grant ${new URL(ownerUrl).username} to ${new URL(appUrl).username}`)
    expect(await refusal(run({ appUrl }, ownerUrl))).toContain(couldStepOver)
  })

  test('that cannot log in', async () => {
    const appUrl = new URL(await role())
    appUrl.password = 'wrong'
    expect(await refusal(run({ appUrl: appUrl.href }))).toMatch(/^The database that DATABASE_APP_URL names/)
  })
})
