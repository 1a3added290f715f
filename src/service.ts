import type { Pool } from 'pg'
import type { Services } from '#platform'
import { CannotStart } from '#platform/cannot-start'
import { openDatabase, openPool } from '#platform/database/connect'
import { openEmbedded } from '#platform/database/embedded/index'
import { migrate, pendingMigrations } from '#platform/database/migrate'
import { openFileStore } from '#platform/files/index'
import { sealHistory } from '#platform/history/seal'
import { installationSecret } from '#platform/installation-secret'
import { openLog } from '#platform/logging'
import { type Settings, readSettings } from '#platform/settings'

export interface Service {
  services: Services
  pool: Pool
  /** The owner's address: to migrate, back up and restore, never to serve. */
  ownerUrl: string
  /** The address of the role that the service works as. */
  appUrl: string
  /** The names of the migrations that ran at the opening. */
  applied: string[]
  /** Seals what was recorded, and lets go of everything. */
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
  const owner = await openOwner(settings, opening)
  try {
    const secret = await installationSecret(settings)
    const { appUrl, applied } = await migrate(owner.url, { appUrl: settings.databaseAppUrl, secret })
    if (applied.length > 0) opening.say(`The database was brought up to date (${applied.length} steps).`)
    const log = openLog(opening.logLevel ?? settings.logLevel)
    const pool = openPool(
      appUrl,
      (error) => log.warn({ err: error }, 'a database connection was lost'),
      opening.connections,
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
      ownerUrl: owner.url,
      appUrl,
      applied,
      async close() {
        // What cannot be sealed now is sealed by the next to start.
        await sealHistory(services, 'changed').catch(() => {})
        await pool.end()
        await owner.release()
      },
    }
  } catch (error) {
    await owner.release()
    throw error
  }
}

/** The database as its owner: the embedded one, started or joined, or the one outside that is set. */
async function openOwner({ databaseUrl, dataFolder }: Settings, opening: Opening) {
  if (!databaseUrl) {
    const embedded = await openEmbedded(dataFolder, opening.say)
    return { url: embedded.ownerUrl, release: () => embedded.release() }
  }
  const pending = opening.migrateOutside ? [] : await pendingMigrations(databaseUrl)
  if (pending.length > 0)
    throw new CannotStart(
      `The database is behind this program by ${pending.length} steps. Bring it up with: bin/oneworkforce migrate`,
    )
  return { url: databaseUrl, release: async () => {} }
}
