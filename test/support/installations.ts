/** Whole installations beside each other, each with its database, files and secret: for tests of what moves between them. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { inject } from 'vitest'
import type { Services } from '#platform'
import { openDatabase, openPool } from '#platform/database/connect'
import { migrate } from '#platform/database/migrate'
import { folderStore } from '#platform/files/index'
import { tablesInOrder } from '#platform/operations/tables'
import { readSettings } from '#platform/settings'
import { type TestDatabase, createDatabase, createMigratedDatabase } from './database.ts'
import { testNow } from './world.ts'

const secret = 'a secret for tests that is long enough'

export interface Installation {
  services: Services
  ownerUrl: string
}

const folders: string[] = []
const closing: (() => Promise<void>)[] = []

/** A folder that is gone when the installations are. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'oneworkforce-installation-'))
  folders.push(folder)
  return folder
}

export async function closeInstallations(): Promise<void> {
  for (const close of closing.splice(0)) await close()
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
}

async function installation(
  database: TestDatabase & { appUrl: string },
  settings = { secret },
): Promise<Installation> {
  const pool = openPool(database.appUrl, () => {}, 4)
  const dataFolder = await temporaryFolder()
  const services: Services = {
    database: openDatabase(pool),
    settings: { ...readSettings({ ONEWORKFORCE_DATA: dataFolder }), ...settings },
    log: pino({ level: 'silent' }),
    files: folderStore(join(dataFolder, 'files')),
    clock: () => testNow,
  }
  closing.push(async () => {
    await pool.end()
    await database.drop()
  })
  return { services, ownerUrl: database.url }
}

/** A migrated database with nobody in it. */
export const emptyInstallation = async (settings?: { secret: string }): Promise<Installation> =>
  installation(await createMigratedDatabase(), settings)

/** As a customer's own server has it: the owner may make databases' contents and roles, and step over nothing. */
export async function installationOfPlainOwner(): Promise<Installation> {
  const role = `owner_${randomBytes(6).toString('hex')}`
  const database = await createDatabase()
  const name = new URL(database.url).pathname.slice(1)
  await ask(inject('ownerUrl'), `create role ${role} login createrole nobypassrls password 'plain'`)
  await ask(inject('ownerUrl'), `alter database ${name} owner to ${role}`)
  const url = new URL(database.url)
  url.username = role
  url.password = 'plain'
  const { appUrl } = await migrate(url.href, { secret })
  return installation({ url: url.href, appUrl, drop: () => database.drop() })
}

export async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

/** Every table as one line: its name, how many rows, and what is in them. Asked as one whom no row is hidden from. */
export async function contents({ ownerUrl }: Installation): Promise<string[]> {
  const url = new URL(inject('ownerUrl'))
  url.pathname = new URL(ownerUrl).pathname
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    const lines: string[] = []
    for (const { name } of await tablesInOrder(client)) {
      const { rows } = await client.query<{ line: string }>(
        `select concat_ws(' ', '${name}', count(*), md5(string_agg(t::text, E'\\n' order by t::text))) as line from ${name} t`,
      )
      lines.push(rows[0]!.line)
    }
    return lines.sort()
  } finally {
    await client.end()
  }
}
