import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import {
  type Actor,
  type Context,
  type PartnershipIdentity,
  type Services,
  everyone,
  inContext,
  newId,
} from '#platform'
import { openDatabase, openPool } from '#platform/database/connect'
import { folderStore } from '#platform/files/index'
import { readSettings } from '#platform/settings'
import { createApp } from '../../src/app.ts'
import { Browser } from './browser.ts'
import { createMigratedDatabase } from './database.ts'

/** Half past ten on 12 November 2026, in England. */
export const testNow = new Date('2026-11-12T10:30:00Z')

/**
 * A world of its own for a test file: a migrated database, a partnership, the services with a clock that can be set, and
 * the web server without a network. `env` holds settings that differ from the usual ones.
 */
export async function openWorld(env: Record<string, string> = {}) {
  const database = await createMigratedDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'oneworkforce-world-'))
  const pool = openPool(database.appUrl, () => {}, 12)
  let now = testNow
  const services: Services = {
    database: openDatabase(pool),
    settings: {
      ...readSettings({ ...env, ONEWORKFORCE_DATA: folder }),
      secret: 'a secret for tests that is long enough',
    },
    log: pino({ level: process.env['LOG_LEVEL'] ?? 'silent' }),
    files: folderStore(join(folder, 'files')),
    clock: () => now,
  }
  const app = await createApp(services, pool)
  await app.ready()

  const world = {
    services,
    pool,
    app,
    /** The owner's address: for tests that look behind row-level security. */
    ownerUrl: database.url,
    appUrl: database.appUrl,
    setClock(moment: Date) {
      now = moment
    },

    /** Another partnership, at once. */
    async addPartnership(
      code: string,
      options: { name?: string; isDemonstration?: boolean } = {},
    ): Promise<PartnershipIdentity> {
      const partnership = {
        id: newId(),
        code,
        name: options.name ?? code,
        isDemonstration: options.isDemonstration ?? false,
      }
      await services.database.insertInto('partnerships').values(partnership).execute()
      return partnership
    },

    /** Does something in a partnership as an actor: the whole partnership's, unless another is given. */
    act<T>(
      partnership: PartnershipIdentity,
      work: (ctx: Context) => Promise<T>,
      actor: Partial<Actor> = {},
    ): Promise<T> {
      const asking = { accountId: null, personId: null, name: 'Test', scope: everyone, ...actor }
      return inContext(services, { partnership, actor: asking }, work)
    },

    /** A browser without JavaScript, signed in with a session token or not at all. */
    browser(sessionToken?: string): Browser {
      return new Browser(app, sessionToken)
    },

    async close() {
      await app.close()
      await pool.end()
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
  return world
}

export type World = Awaited<ReturnType<typeof openWorld>>
