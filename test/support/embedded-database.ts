/** Installations with an embedded database of their own, for the tests of that database. */
import { Client } from 'pg'
import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { openEmbedded } from '../../src/platform/database/embedded/index.ts'
import { findServer } from '../../src/platform/database/embedded/server.ts'
import { projectRoot } from '../../src/platform/root.ts'

/** A data folder with a database, made once and copied for the tests that are not about making one. */
let ready: string
let others: ChildProcessWithoutNullStreams[] = []
const outsideFolders = new Set<string>()

/** The installation of the test that is running: a data folder that is not there yet. */
export const installation = { dataFolder: '', said: [] as string[] }

/** To be called once in a test file: gives each test its installation, and clears it away with all its processes. */
export function aFreshInstallationForEachTest() {
  beforeAll(async () => {
    ready = await newDataFolder()
    await (await openEmbedded(ready, () => undefined)).release()
  })

  afterAll(() => rm(dirname(ready), { recursive: true, force: true }))

  beforeEach(async () => {
    installation.dataFolder = await newDataFolder()
    installation.said = []
    others = []
  })

  afterEach(async () => {
    for (const other of others) other.kill('SIGKILL')
    const folder = placeOf(installation.dataFolder)
    const server = await findServer({ folder })
    if (server) process.kill(server.pid, 'SIGQUIT')
    await until(async () => !(await findServer({ folder })))
    for (const outside of outsideFolders) await rm(outside, { recursive: true, force: true })
    await rm(dirname(installation.dataFolder), { recursive: true, force: true, maxRetries: 5 })
  })
}

/** In a folder that everyone may enter, so that root's database can live in it. */
async function newDataFolder() {
  const parent = await mkdtemp(join(tmpdir(), 'oneworkforce-embedded-'))
  await chmod(parent, 0o755)
  return join(parent, 'var')
}

export function givenADatabase() {
  execFileSync('cp', ['-a', ready, installation.dataFolder])
}

export function open(folder = installation.dataFolder) {
  return openEmbedded(folder, (sentence) => installation.said.push(sentence))
}

/** Where the data folder says that its database is. */
export function placeOf(folder = installation.dataFolder): string {
  const record = join(folder, 'database-location')
  if (!existsSync(record)) return join(folder, 'database')
  const outside = readFileSync(record, 'utf8').trim()
  outsideFolders.add(outside)
  return outside
}

/** The server of the installation, or undefined when none runs. */
export const serverNow = () => findServer({ folder: placeOf() })

/** The same, waited for. */
export const serverOf = () => until(serverNow)

export async function ask<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(sql)).rows as Row[]
  } finally {
    await client.end()
  }
}

/** Tries until there is an answer. */
export async function until<T>(attempt: () => Promise<T>): Promise<NonNullable<T>> {
  for (;;) {
    const result = await attempt().catch(() => undefined)
    if (result) return result
    await pause(20)
  }
}

/** Another process of the same installation, once it has the database open. */
export async function anotherProcess(ids?: { uid: number; gid: number }) {
  const program = join(projectRoot, 'test/support/uses-the-database.ts')
  const args = ['--import', 'tsx', '--conditions=source', program, installation.dataFolder]
  const other = spawn(process.execPath, args, { cwd: projectRoot, ...ids })
  others.push(other)
  let complaints = ''
  other.stderr.on('data', (text: Buffer) => (complaints += text.toString()))
  const url = await Promise.race([
    once(other.stdout, 'data').then(([text]) => String(text).trim()),
    once(other, 'exit').then(() => Promise.reject(new Error(complaints))),
  ])
  return { other, url }
}
