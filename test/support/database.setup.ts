/** One PostgreSQL for all tests of a project in a run, in a folder that is thrown away afterwards. Its settings trade safety for speed. */
import { chmod, mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { binariesIn, findBinaries } from '../../src/platform/database/embedded/binaries.ts'
import { createCluster, OWNER } from '../../src/platform/database/embedded/create-cluster.ts'
import { chooseDatabaseUser, weAreRoot } from '../../src/platform/database/embedded/database-user.ts'
import { outsideFolder } from '../../src/platform/database/embedded/place.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { isAlive } from '../../src/platform/database/embedded/process.ts'
import { findServer, freePort, startServer, stopServer } from '../../src/platform/database/embedded/server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The owner of an empty database on the tests' server; it may create others. */
    ownerUrl: string
    /** A database that was migrated once, to copy; nobody stays connected to it. */
    templateName: string
    /** The service's role in it, and so in its copies. */
    templateAppUrl: string
  }
}

const OPTIONS = {
  max_connections: '200',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
}

const PREFIX = 'oneworkforce-tests-'

export default async function setup(project: TestProject) {
  await clearAway()
  const server = await startTestServer(project.name)
  project.provide('ownerUrl', server.ownerUrl)
  await provideTemplate(project, server.ownerUrl)
  return () => server.stop()
}

async function provideTemplate(project: TestProject, ownerUrl: string) {
  const client = new Client({ connectionString: ownerUrl })
  await client.connect()
  await client.query('create database oneworkforce_template')
  await client.end()
  const url = new URL(ownerUrl)
  url.pathname = '/oneworkforce_template'
  const { appUrl } = await migrate(url.href, { secret: 'a secret for tests that is long enough' })
  project.provide('templateName', 'oneworkforce_template')
  project.provide('templateAppUrl', appUrl)
}

/** Where ONEWORKFORCE_TEST_POSTGRES names a folder of programs, such as `/usr/lib/postgresql/15/bin`, theirs. */
async function startTestServer(name: string) {
  const user = await chooseDatabaseUser()
  const programs = process.env['ONEWORKFORCE_TEST_POSTGRES']
  const dataFolder = join(tmpdir(), `${PREFIX}${process.pid}-${name}`)
  await mkdir(dataFolder, { recursive: true })
  await chmod(dataFolder, 0o711)

  const binaries = programs
    ? await binariesIn(dirname(programs), user)
    : await findBinaries(user, () => (weAreRoot() ? outsideFolder() : Promise.resolve(dataFolder)))
  const folder = join(dataFolder, 'database')
  await createCluster({ folder, dataFolder, user }, binaries)
  const server = { folder, user, binaries, options: OPTIONS }
  const port = await freePort(undefined)
  const started = await startServer(server, port)
  if (started !== 'ready') throw new Error(`The tests' database did not start: ${started}`)

  const password = await readFile(join(folder, 'owner-password'), 'utf8')
  return {
    ownerUrl: `postgres://${OWNER}:${password}@127.0.0.1:${port}/postgres`,
    async stop() {
      await stopServer(server)
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

/** The servers of test runs that were killed. */
async function clearAway() {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX) || isAlive(Number.parseInt(name.slice(PREFIX.length), 10))) continue
    const dataFolder = join(tmpdir(), name)
    const server = await findServer({ folder: join(dataFolder, 'database') })
    try {
      if (server) process.kill(server.pid, 'SIGQUIT')
      await rm(dataFolder, { recursive: true, force: true, maxRetries: 10 })
    } catch {
      // Another user's: theirs to clear away.
    }
  }
}
