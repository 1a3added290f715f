import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createWorkerSchema } from './worker-schema.ts'
import pg from 'pg'
import { projectRoot } from '../root.ts'

const folder = join(projectRoot, 'db', 'migrations')

export interface Migrated {
  applied: string[]
  /** The address with which the service itself connects: a role that cannot bypass row-level security. */
  appUrl: string
}

export class MigrationError extends Error {}

/**
 * Brings the database up to this program's version: runs the migrations that have not run yet, in order, all or nothing,
 * creates the service's own role and gives it its rights. Safe to run twice and by two at once.
 *
 * @throws MigrationError when a migration that has run was edited, or the database is newer than this program
 */
export async function migrate(
  ownerUrl: string,
  options: { appUrl?: string | undefined; secret: string },
): Promise<Migrated> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'oneworkforce migrate' })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtextextended('oneworkforce migrate', 0))`)
    const applied = await runMigrations(client)
    const appUrl = options.appUrl ?? (await createAppRole(client, ownerUrl, options.secret))
    await giveRights(client, new URL(appUrl).username)
    await createWorkerSchema(client, appUrl)
    return { applied, appUrl }
  } finally {
    await client.end()
  }
}

/** The migrations that have not run, so that a command can refuse a database that is behind. */
export async function pendingMigrations(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query<{ known: boolean }>(
      `select to_regclass('public.schema_migrations') is not null as known`,
    )
    const done = rows[0]?.known ? await ranBefore(client) : new Map<string, string>()
    return (await migrationFiles()).map((file) => file.name).filter((name) => !done.has(name))
  } finally {
    await client.end()
  }
}

async function runMigrations(client: pg.Client): Promise<string[]> {
  await client.query(`create table if not exists schema_migrations (
    name text primary key, sha256 text not null, ran_at timestamptz not null default now())`)
  const done = await ranBefore(client)
  const files = await migrationFiles()
  for (const name of done.keys()) {
    if (!files.some((file) => file.name === name))
      throw new MigrationError(
        `The database is newer than this program: it has had ${name}. Install the newer version.`,
      )
  }
  const applied: string[] = []
  await client.query('begin')
  try {
    for (const { name, sql, sha256 } of files) {
      const before = done.get(name)
      if (before === sha256) continue
      if (before !== undefined) throw new MigrationError(`Migration ${name} was changed after it had run.`)
      await client.query(sql)
      await client.query('insert into schema_migrations (name, sha256) values ($1, $2)', [name, sha256])
      applied.push(name)
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
  return applied
}

async function ranBefore(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; sha256: string }>(
    'select name, sha256 from schema_migrations',
  )
  return new Map(rows.map((row) => [row.name, row.sha256]))
}

async function migrationFiles() {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), 'utf8')
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/** The role is named after the database and its password follows from the installation's secret, so nothing is stored. */
async function createAppRole(client: pg.Client, ownerUrl: string, secret: string): Promise<string> {
  const { rows } = await client.query<{ name: string }>('select current_database() as name')
  const role = `${rows[0]!.name}_app`
  const password = createHash('sha256').update(`${role}:${secret}`).digest('base64url')
  const exists = await client.query('select 1 from pg_roles where rolname = $1', [role])
  const verb = exists.rowCount ? 'alter' : 'create'
  try {
    await client.query(
      `${verb} role ${pg.escapeIdentifier(role)} login nosuperuser nobypassrls nocreatedb nocreaterole
       password ${pg.escapeLiteral(password)}`,
    )
  } catch (error) {
    throw new MigrationError(
      `The owner of the database may not create the role ${role} (${(error as Error).message}). ` +
        'Create a role yourself and name it in DATABASE_APP_URL.',
    )
  }
  const url = new URL(ownerUrl)
  url.username = role
  url.password = password
  return url.href
}

async function giveRights(client: pg.Client, role: string): Promise<void> {
  const grants = await readFile(join(projectRoot, 'db', 'grants.sql'), 'utf8')
  const { rows } = await client.query<{ name: string }>('select current_database() as name')
  await client.query(
    grants
      .replaceAll('{{role}}', pg.escapeIdentifier(decodeURIComponent(role)))
      .replaceAll('{{database}}', pg.escapeIdentifier(rows[0]!.name)),
  )
}
