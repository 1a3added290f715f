import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { CannotStart } from '../cannot-start.ts'
import { projectRoot } from '../root.ts'
import { createAppRole, giveRights, refuseRoleThatSeesAll } from './app-role.ts'
import { connectOnce } from './connect-once.ts'
import { createWorkerSchema } from './worker-schema.ts'

const migrationsFolder = join(projectRoot, 'db', 'migrations')

export interface Migrated {
  /** The names of the migrations that ran now. */
  applied: string[]
  /** The address with which the service itself connects: a role that cannot bypass row-level security. */
  appUrl: string
}

export interface Migrating {
  /** The service's role where the owner may not create one. */
  appUrl?: string | undefined
  secret: string
  /** Where the migrations are; the product's own unless given. */
  folder?: string
}

/**
 * Brings the database up to this program's version: runs the migrations that have not run yet, in order, all or nothing,
 * creates the service's own role and gives it its rights. Safe to run twice and by two at once.
 *
 * @throws CannotStart when the database cannot be reached or prepared, is newer than this program, or its migrations
 *   were edited
 */
export async function migrate(ownerUrl: string, migrating: Migrating): Promise<Migrated> {
  const owner = await connectOnce(ownerUrl, 'DATABASE_URL')
  try {
    await owner.query(`select pg_advisory_lock(hashtextextended('oneworkforce migrate', 0))`)
    const applied = await runMigrations(owner, migrating.folder ?? migrationsFolder)
    const appUrl = migrating.appUrl ?? (await createAppRole(owner, ownerUrl, migrating.secret))
    await refuseRoleThatSeesAll(appUrl)
    await giveRights(owner, appUrl)
    await createWorkerSchema(owner, appUrl)
    return { applied, appUrl }
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error
    throw new CannotStart(`The database could not be prepared: ${error.message}.`)
  } finally {
    await owner.end()
  }
}

/** The names of the migrations that have not run, so that a command can refuse a database that is behind. */
export async function pendingMigrations(ownerUrl: string): Promise<string[]> {
  const owner = await connectOnce(ownerUrl, 'DATABASE_URL')
  try {
    const { rows } = await owner.query<{ known: boolean }>(
      `select to_regclass('public.schema_migrations') is not null as known`,
    )
    const done = rows[0]?.known ? await ranBefore(owner) : new Map<string, string>()
    return (await migrationFiles(migrationsFolder)).map((file) => file.name).filter((name) => !done.has(name))
  } finally {
    await owner.end()
  }
}

async function runMigrations(owner: pg.Client, folder: string): Promise<string[]> {
  await owner.query(`create table if not exists schema_migrations (
    name text primary key, sha256 text not null, ran_at timestamptz not null default now())`)
  const done = await ranBefore(owner)
  const files = await migrationFiles(folder)
  for (const name of done.keys()) {
    if (!files.some((file) => file.name === name))
      throw new CannotStart(
        `The database is newer than this program: it has had ${name}. Install the newer version.`,
      )
  }
  const applied: string[] = []
  await owner.query('begin')
  try {
    for (const file of files) {
      const before = done.get(file.name)
      if (before === file.sha256) continue
      if (before !== undefined)
        throw new CannotStart(
          `Migration ${file.name} was changed after it had run. Put back the file as it was, and change the database by a new one.`,
        )
      await runMigration(owner, file)
      applied.push(file.name)
    }
    await owner.query('commit')
  } catch (error) {
    await owner.query('rollback')
    throw error
  }
  return applied
}

async function runMigration(owner: pg.Client, { name, sql, sha256 }: MigrationFile): Promise<void> {
  try {
    await owner.query(sql)
  } catch (error) {
    const { message, position } = error as pg.DatabaseError
    const line = position ? ` in line ${sql.slice(0, Number(position)).split('\n').length}` : ''
    throw new CannotStart(`Migration ${name} cannot be run${line}: ${message}.`)
  }
  await owner.query('insert into schema_migrations (name, sha256) values ($1, $2)', [name, sha256])
}

async function ranBefore(owner: pg.Client): Promise<Map<string, string>> {
  const { rows } = await owner.query<{ name: string; sha256: string }>(
    'select name, sha256 from schema_migrations',
  )
  return new Map(rows.map((row) => [row.name, row.sha256]))
}

interface MigrationFile {
  name: string
  sql: string
  sha256: string
}

async function migrationFiles(folder: string): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      // As written, also where git has changed the ends of the lines.
      const sql = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n')
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}
