import { Client } from 'pg'
import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, readFileSync, statSync } from 'node:fs'
import { chmod, cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { CannotStart } from '../../cannot-start.ts'
import { projectRoot } from '../../root.ts'
import { weAreRoot } from './database-user.ts'
import { openEmbedded } from './index.ts'
import { findServer } from './server.ts'

/** A data folder with a database, made once and copied for the tests that are not about making one. */
let ready: string
let dataFolder: string
let said: string[]
let others: ChildProcessWithoutNullStreams[]
const outsideFolders = new Set<string>()

beforeAll(async () => {
  ready = await newDataFolder()
  await (await openEmbedded(ready, () => undefined)).release()
})

afterAll(() => rm(dirname(ready), { recursive: true, force: true }))

beforeEach(async () => {
  dataFolder = await newDataFolder()
  said = []
  others = []
})

afterEach(async () => {
  for (const other of others) other.kill('SIGKILL')
  const folder = placeOf(dataFolder)
  const server = await findServer({ folder })
  if (server) process.kill(server.pid, 'SIGQUIT')
  await until(async () => !(await findServer({ folder })))
  for (const outside of outsideFolders) await rm(outside, { recursive: true, force: true })
  await rm(dirname(dataFolder), { recursive: true, force: true, maxRetries: 5 })
})

/** Not there yet, in a folder that everyone may enter, so that root's database can live in it. */
async function newDataFolder() {
  const parent = await mkdtemp(join(tmpdir(), 'oneworkforce-embedded-'))
  await chmod(parent, 0o755)
  return join(parent, 'var')
}

const givenADatabase = () => execFileSync('cp', ['-a', ready, dataFolder])

const open = (folder = dataFolder) => openEmbedded(folder, (sentence) => said.push(sentence))

/** Where the data folder says that its database is. */
function placeOf(folder: string) {
  const record = join(folder, 'database-location')
  if (!existsSync(record)) return join(folder, 'database')
  const outside = readFileSync(record, 'utf8').trim()
  outsideFolders.add(outside)
  return outside
}

async function ask<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(sql)).rows as Row[]
  } finally {
    await client.end()
  }
}

async function until<T>(attempt: () => Promise<T>): Promise<NonNullable<T>> {
  for (;;) {
    const result = await attempt().catch(() => undefined)
    if (result) return result
    await pause(20)
  }
}

const serverOf = (folder = dataFolder) => until(() => findServer({ folder: placeOf(folder) }))

/** Another process of the same installation, once it has the database open. */
async function anotherProcess(ids?: { uid: number; gid: number }) {
  const other = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      '--conditions=source',
      join(projectRoot, 'test/support/uses-the-database.ts'),
      dataFolder,
    ],
    { cwd: projectRoot, ...ids },
  )
  others.push(other)
  let complaints = ''
  other.stderr.on('data', (text: Buffer) => (complaints += text.toString()))
  const url = await Promise.race([
    once(other.stdout, 'data').then(([text]) => String(text).trim()),
    once(other, 'exit').then(() => Promise.reject(new Error(complaints))),
  ])
  return { other, url }
}

describe('starting', () => {
  test('a fresh folder becomes a database in UTF-8, sorted by PostgreSQL itself, checked and durable', async () => {
    const database = await open()
    const [facts] = await ask(
      database.ownerUrl,
      `select current_database() as name, current_setting('server_encoding') as encoding, datlocprovider as provider,
         datlocale as locale, current_setting('data_checksums') as checksums, current_setting('fsync') as fsync,
         current_setting('listen_addresses') as listens, current_setting('timezone') as zone
       from pg_database where datname = current_database()`,
    )
    expect(facts).toEqual({
      name: 'oneworkforce',
      encoding: 'UTF8',
      provider: 'b',
      locale: 'C.UTF-8',
      checksums: 'on',
      fsync: 'on',
      listens: '127.0.0.1',
      zone: 'UTC',
    })
    expect(said.join(' ')).toMatch(
      /Creating the database in .*Starting the database\. The database is running on port/,
    )
    await database.release()
  })

  test('what was written is there at the next start, on the same port', async () => {
    givenADatabase()
    const first = await open()
    await ask(first.ownerUrl, 'create table kept (word text)')
    await ask(first.ownerUrl, `insert into kept values ('safe')`)
    await first.release()
    const second = await open()
    expect(await ask(second.ownerUrl, 'select * from kept')).toEqual([{ word: 'safe' }])
    expect(second.ownerUrl).toBe(first.ownerUrl)
    await second.release()
  })

  test('the password is for its owner only, and no other password is let in', async () => {
    givenADatabase()
    const database = await open()
    const { mode } = statSync(join(placeOf(dataFolder), 'owner-password'))
    expect(mode & 0o777).toBe(0o600)
    const wrong = database.ownerUrl.replace(/:[^:@]+@/, ':wrong@')
    await expect(ask(wrong, 'select 1')).rejects.toMatchObject({ code: '28P01' })
    await database.release()
  })

  test('another program on the usual port only moves the database to a free one', async () => {
    givenADatabase()
    const first = await open()
    await first.release()
    const { port } = new URL(first.ownerUrl)
    const squatter = createServer().listen(Number(port), '127.0.0.1')
    await once(squatter, 'listening')
    const second = await open()
    expect(new URL(second.ownerUrl).port).not.toBe(port)
    await second.release()
    squatter.close()
  })
})

describe('sharing', () => {
  test('a second process joins, and only the last to leave stops the server', async () => {
    givenADatabase()
    const database = await open()
    const { other, url } = await anotherProcess()
    expect(url).toBe(database.ownerUrl)
    await database.release()
    expect(await ask(url, 'select 1 as alive')).toEqual([{ alive: 1 }])
    other.stdin.end()
    await once(other, 'exit')
    expect(await findServer({ folder: placeOf(dataFolder) })).toBeUndefined()
  })

  test('five that open a fresh folder at once share one server', async () => {
    const all = await Promise.all(Array.from({ length: 5 }, () => open()))
    expect(new Set(all.map(({ ownerUrl }) => ownerUrl)).size).toBe(1)
    await Promise.all(all.map((one) => one.release()))
    expect(await findServer({ folder: placeOf(dataFolder) })).toBeUndefined()
  })

  test('whoever opens while the last one leaves gets a database that stays', async () => {
    givenADatabase()
    let last = await open()
    for (let round = 0; round < 5; round += 1) {
      const [, next] = await Promise.all([last.release(), open()])
      expect(await ask(next.ownerUrl, 'select 1 as alive')).toEqual([{ alive: 1 }])
      last = next
    }
    await last.release()
  })
})

describe('after a crash', () => {
  test('the server of a killed process is adopted, and stopped by the next one to leave', async () => {
    givenADatabase()
    const { other, url } = await anotherProcess()
    const before = await serverOf()
    other.kill('SIGKILL')
    await once(other, 'exit')
    const database = await open()
    expect(database.ownerUrl).toBe(url)
    expect((await serverOf()).pid).toBe(before.pid)
    await database.release()
    expect(await findServer({ folder: placeOf(dataFolder) })).toBeUndefined()
  })

  test('a killed server is started again on the same port, and what was confirmed is there', async () => {
    givenADatabase()
    const database = await open()
    await ask(database.ownerUrl, 'create table confirmed (number integer)')
    for (let number = 1; number <= 3; number += 1) {
      await until(() => ask(database.ownerUrl, `insert into confirmed values (${number}) returning number`))
      process.kill((await serverOf()).pid, 'SIGKILL')
      await until(
        async () => said.filter((sentence) => sentence === 'The database is back.').length === number,
      )
    }
    const rows = await until(() => ask(database.ownerUrl, 'select number from confirmed order by number'))
    expect(rows).toEqual([{ number: 1 }, { number: 2 }, { number: 3 }])
    await database.release()
    expect(await findServer({ folder: placeOf(dataFolder) })).toBeUndefined()
  })

  test('when process and server were both killed, the next start recovers', async () => {
    givenADatabase()
    const { other, url } = await anotherProcess()
    await ask(url, `create table confirmed as select 'safe' as word`)
    const { pid } = await serverOf()
    other.kill('SIGKILL')
    await once(other, 'exit')
    process.kill(pid, 'SIGKILL')
    const database = await open()
    expect(await ask(database.ownerUrl, 'select * from confirmed')).toEqual([{ word: 'safe' }])
    await database.release()
  })

  test('a server number that now belongs to another program does not keep the database from starting', async () => {
    givenADatabase()
    const pidFile = join(placeOf(dataFolder), 'data', 'postmaster.pid')
    await writeFile(pidFile, `${process.pid}\n${dirname(pidFile)}\n0\n1\n\n127.0.0.1\n\nready   \n`)
    if (weAreRoot()) chownSync(pidFile, statSync(dirname(pidFile)).uid, statSync(dirname(pidFile)).gid)
    const database = await open()
    expect(await ask(database.ownerUrl, 'select 1 as alive')).toEqual([{ alive: 1 }])
    await database.release()
  })

  test('a database that somebody was killed while creating is created anew', async () => {
    await mkdir(join(dataFolder, 'database.new-4194305', 'data'), { recursive: true })
    const database = await open()
    expect(existsSync(join(dataFolder, 'database.new-4194305'))).toBe(false)
    await database.release()
  })
})

describe('what a person must mend is one sentence that says how', () => {
  test('a data folder that cannot be one', async () => {
    await mkdir(dirname(dataFolder), { recursive: true })
    await writeFile(dataFolder, 'a file')
    await expect(open()).rejects.toThrow(/cannot write there \(E\w+\).*set ONEWORKFORCE_DATA/)
  })

  test('a database of another version', async () => {
    givenADatabase()
    await writeFile(join(placeOf(dataFolder), 'data', 'PG_VERSION'), '14\n')
    const failure = await open().catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(CannotStart)
    expect((failure as Error).message).toMatch(/was made by PostgreSQL 14.*backup/)
  })

  test('a lost or wrong password file', async () => {
    givenADatabase()
    const file = join(placeOf(dataFolder), 'owner-password')
    const password = await readFile(file, 'utf8')
    await writeFile(file, 'wrong')
    await expect(open()).rejects.toThrow(/refuses the password/)
    await rm(file)
    await expect(open()).rejects.toThrow(/password of the database is missing/)
    await writeFile(file, password)
    await (await open()).release()
  })

  test('a server that cannot start says why and where to read more', async () => {
    givenADatabase()
    await rm(join(placeOf(dataFolder), 'data', 'global', 'pg_control'))
    await expect(open()).rejects.toThrow(/did not start .*server\.log says more/)
  })
})

describe.runIf(weAreRoot())('as root', () => {
  test('in a folder closed to the database user, the database goes to a folder of that user and var says where', async () => {
    await chmod(dirname(dataFolder), 0o700)
    const database = await open()
    const place = placeOf(dataFolder)
    expect(place).toMatch(/^\/var\/lib\/oneworkforce\/[0-9a-f]{12}$/)
    expect(statSync(join(place, 'data'))).toMatchObject({ mode: 0o40700 })
    expect(statSync(join(place, 'data')).uid).not.toBe(0)
    await ask(database.ownerUrl, `create table kept as select 'safe' as word`)
    await database.release()

    const moved = join(dirname(dataFolder), 'moved')
    await rename(dataFolder, moved)
    const again = await open(moved)
    expect(await ask(again.ownerUrl, 'select * from kept')).toEqual([{ word: 'safe' }])
    await again.release()

    await cp(moved, dataFolder, { recursive: true })
    await expect(open()).rejects.toThrow(/is a copy of .*moved.*delete .*database-location/)

    // A deleted installation and a new one in its place: the old database is named and left alone.
    await rm(moved, { recursive: true })
    await rm(dataFolder, { recursive: true })
    const fresh = await open()
    expect(placeOf(dataFolder)).toBe(`${place}-2`)
    expect(said.join(' ')).toContain(`${place} holds the database of an earlier installation`)
    await fresh.release()
  })
})

// Under a private folder such as /root another user could not read the program it is to run.
describe.runIf(weAreRoot() && isOpenToAll(projectRoot))('as an ordinary user', () => {
  test('the database runs as that user in its own folder, and root later runs it as that user too', async () => {
    const ids = nobody()
    await mkdir(dataFolder)
    chownSync(dataFolder, ids.uid, ids.gid)
    const { other, url } = await anotherProcess(ids)
    expect(statSync(join(dataFolder, 'database', 'data')).uid).toBe(ids.uid)
    expect(await ask(url, 'select 1 as alive')).toEqual([{ alive: 1 }])
    other.stdin.end()
    await once(other, 'exit')
    const database = await open()
    const { pid } = await serverOf()
    expect(statSync(`/proc/${pid}`).uid).toBe(ids.uid)
    await database.release()
  })

  test('a folder that is not theirs is refused with a sentence', async () => {
    await mkdir(dataFolder, { mode: 0o755 })
    await expect(anotherProcess(nobody())).rejects.toThrow(/cannot write there \(EACCES\)/)
  })
})

function nobody() {
  const number = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  return { uid: number('-u'), gid: number('-g') }
}

function isOpenToAll(folder: string): boolean {
  const isOpen = (statSync(folder).mode & 0o005) === 0o005
  return isOpen && (dirname(folder) === folder || isOpenToAll(dirname(folder)))
}
