import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg, { type Pool } from 'pg'
import type { Services } from '#platform'
import { CannotStart } from '#platform/cannot-start'
import { openDatabase, openPool } from '#platform/database/connect'
import { openEmbedded } from '#platform/database/embedded/index'
import { MigrationError, migrate, pendingMigrations } from '#platform/database/migrate'
import { openFileStore } from '#platform/files/index'
import { openLog } from '#platform/logging'
import { type Settings, readSettings } from '#platform/settings'

export interface Service {
  services: Services
  pool: Pool
  /** The owner's address: to migrate, back up and restore, never to serve. */
  ownerUrl: string
  close(): Promise<void>
}

export interface Opening {
  say: (sentence: string) => void
  /** An outside database that is behind is brought up to date, or refused. An embedded one is always brought up. */
  migrateOutside: boolean
  logLevel?: string
  connections?: number
}

/**
 * Opens everything the product works with: settings, the database (embedded or outside, migrated), files and the log.
 *
 * @throws CannotStart with a sentence that says what to do
 */
export async function openService(env: NodeJS.ProcessEnv, opening: Opening): Promise<Service> {
  const settings = readSettings(env)
  const log = openLog(opening.logLevel ?? settings.logLevel)
  const release = { database: async () => {} }
  let ownerUrl = settings.databaseUrl
  if (!ownerUrl) {
    const embedded = await openEmbedded(settings.dataFolder, opening.say)
    ownerUrl = embedded.ownerUrl
    release.database = () => embedded.release()
  }
  try {
    const secret = await installationSecret(settings)
    await refuseWhenBehind(settings, opening, ownerUrl)
    const { appUrl, applied } = await bringUp(ownerUrl, settings, secret)
    if (applied.length > 0) opening.say(`The database was brought up to date (${applied.length} steps).`)
    await refuseRoleThatSeesAll(appUrl)
    const pool = openPool(
      appUrl,
      (error) => log.warn({ err: error }, 'a database connection was lost'),
      opening.connections ?? 10,
    )
    const services: Services = {
      database: openDatabase(pool),
      settings: { ...settings, secret },
      log,
      files: openFileStore(settings),
      clock: () => new Date(),
    }
    return {
      services,
      pool,
      ownerUrl,
      async close() {
        await pool.end()
        await release.database()
      },
    }
  } catch (error) {
    await release.database()
    throw error
  }
}

async function bringUp(ownerUrl: string, settings: Settings, secret: string) {
  try {
    return await migrate(ownerUrl, { appUrl: settings.databaseAppUrl, secret })
  } catch (error) {
    if (error instanceof MigrationError) throw new CannotStart(error.message)
    throw new CannotStart(
      `The database could not be prepared: ${(error as Error).message}. Check DATABASE_URL and that the server runs.`,
    )
  }
}

async function refuseWhenBehind(settings: Settings, opening: Opening, ownerUrl: string): Promise<void> {
  if (!settings.databaseUrl || opening.migrateOutside) return
  const pending = await pendingMigrations(ownerUrl).catch((error: Error) => {
    throw new CannotStart(`The database that DATABASE_URL names does not answer: ${error.message}`)
  })
  if (pending.length > 0)
    throw new CannotStart(
      `The database is behind this program by ${pending.length} steps. Bring it up with: bin/oneworkforce migrate`,
    )
}

/** Row-level security binds only a role that cannot step over it. */
async function refuseRoleThatSeesAll(appUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: appUrl })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ role: string; sees_all: boolean; owns: boolean }>(
      `select current_user as role, (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as sees_all,
        exists (select 1 from pg_tables where schemaname = 'public' and tableowner = current_user) as owns`,
    )
    if (rows[0]!.sees_all || rows[0]!.owns)
      throw new CannotStart(
        `The role ${rows[0]!.role} could step over the isolation of partnerships. Name a role in DATABASE_APP_URL that is neither ` +
          'superuser nor owner of the tables and has no BYPASSRLS.',
      )
  } finally {
    await client.end()
  }
}

/** The secret of the installation: as set, or made once and kept beside the data. */
async function installationSecret(settings: Settings): Promise<string> {
  if (settings.secret) return settings.secret
  const folder = join(settings.dataFolder, 'keys')
  const file = join(folder, 'secret')
  if (!existsSync(file)) {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeFile(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' }).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST')
          throw new CannotStart(
            `${folder} cannot be written to. Give this user the right to, or set ONEWORKFORCE_DATA.`,
          )
      },
    )
  }
  return (await readFile(file, 'utf8')).trim()
}
