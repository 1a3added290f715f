/** Brings a backup back into an empty installation: all of it, or nothing. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Services } from '../context.ts'
import { installationId } from '../ids.ts'
import { migrationsOf, secretMark } from './backup.ts'
import { BackupUnreadable, type End, type Migration, type Section, readContainer } from './container.ts'
import { type WaitingJob, addJobs } from './jobs.ts'
import { seeEverything, tablesInOrder } from './tables.ts'

/** The backup is not restored, for a reason that the person at the keyboard can do something about. */
export class RestoreRefused extends Error {
  override name = 'RestoreRefused'
}

export interface Restored {
  madeAt: string
  tables: number
  rows: number
  files: number
  jobs: number
  /** False: what is encrypted with the installation's secret, the second factors, cannot be read here. */
  hasSameSecret: boolean
}

/**
 * @throws RestoreRefused when the installation is not empty, is of another version, or the file is not whole
 */
export async function restore(services: Services, ownerUrl: string, path: string): Promise<Restored> {
  const backup = await examined(path)
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'oneworkforce restore' })
  client.on('error', () => {})
  await client.connect()
  const putFiles: string[] = []
  try {
    await client.query('begin')
    refuseOtherVersion(backup.migrations, await migrationsOf(client))
    await refuseUnlessEmpty(client)
    const opened = await openTables(client)
    const { end, jobs } = await bringBack(services, client, path, putFiles)
    await checkCounts(client, end)
    await continueNumbers(client)
    await closeTables(client, opened)
    await client.query('commit')
    await client.query('analyze')
    await addJobs(services, jobs)
    const counts = Object.values(end.rows)
    return {
      madeAt: backup.madeAt,
      tables: counts.length,
      rows: counts.reduce((sum, count) => sum + count, 0),
      files: end.files,
      jobs: jobs.length,
      hasSameSecret: backup.secretMark === secretMark(services.settings.secret),
    }
  } catch (error) {
    await client.query('rollback').catch(() => {})
    for (const key of putFiles) await services.files.remove(key)
    throw error instanceof BackupUnreadable ? unusable(path, error) : error
  } finally {
    await client.end()
  }
}

/** Reads the whole file before anything is changed. */
async function examined(path: string) {
  try {
    const sections = readContainer(path)
    const first = await sections.next()
    if (first.done || first.value.head.kind !== 'backup') throw new BackupUnreadable('it is no backup')
    const { head } = first.value
    if (head.version !== 1)
      throw new RestoreRefused(`${path} was made by a newer OneWorkforce: restore it with that one.`)
    while (!(await sections.next()).done);
    return head
  } catch (error) {
    if (error instanceof BackupUnreadable) throw unusable(path, error)
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR')
      throw new RestoreRefused(`${path} cannot be read (${code}): name the file that backup made.`)
    throw error
  }
}

function unusable(path: string, { message }: BackupUnreadable): RestoreRefused {
  return new RestoreRefused(
    `${path} cannot be restored: ${message}. Nothing was changed. Use another copy of it.`,
  )
}

function refuseOtherVersion(made: readonly Migration[], here: readonly Migration[]): void {
  const isSame =
    made.length === here.length &&
    made.every(({ name, sha256 }, index) => name === here[index]!.name && sha256 === here[index]!.sha256)
  if (isSame) return
  throw new RestoreRefused(
    `The backup was made by another version of OneWorkforce (up to ${made.at(-1)?.name ?? 'nothing'}; here it is ` +
      `${here.at(-1)?.name ?? 'nothing'}). Restore it with the version that made it, then install the newer one.`,
  )
}

async function refuseUnlessEmpty(client: pg.Client): Promise<void> {
  await client.query(seeEverything, [installationId])
  const { rows } = await client.query<{ used: boolean }>(
    'select exists (select from partnerships) or exists (select from accounts) as used',
  )
  if (rows[0]!.used)
    throw new RestoreRefused(
      'There are partnerships or accounts here already. A backup is restored into an empty installation: ' +
        'set ONEWORKFORCE_DATA to a new folder, or DATABASE_URL to an empty database.',
    )
}

/**
 * Lets rows be written as they are: no triggers of ours, which would record and check them a second time, and no row-level
 * security for the owner. Both come back before anybody else sees a row. Foreign keys and checks stay on.
 */
async function openTables(client: pg.Client): Promise<{ name: string; isForced: boolean }[]> {
  const tables = await tablesInOrder(client)
  const forced = await client.query<{ relname: string }>(
    `select relname from pg_class where relnamespace = 'public'::regnamespace and relforcerowsecurity`,
  )
  const opened = tables.map(({ name }) => ({
    name,
    isForced: forced.rows.some(({ relname }) => relname === name),
  }))
  // Nobody is here, but somebody may have tried to sign in.
  await client.query(`truncate ${opened.map(({ name }) => name).join(', ')}`)
  for (const { name, isForced } of opened) {
    await client.query(`alter table ${name} disable trigger user`)
    if (isForced) await client.query(`alter table ${name} no force row level security`)
  }
  return opened
}

async function closeTables(client: pg.Client, opened: { name: string; isForced: boolean }[]): Promise<void> {
  for (const { name, isForced } of opened) {
    await client.query(`alter table ${name} enable trigger user`)
    if (isForced) await client.query(`alter table ${name} force row level security`)
  }
}

async function bringBack(services: Services, client: pg.Client, path: string, putFiles: string[]) {
  const sections = readContainer(path)
  let jobs: WaitingJob[] = []
  for (;;) {
    const next = await sections.next()
    if (next.done) return { end: next.value, jobs }
    const { head, data } = next.value
    if (head.kind === 'table') await copyIn(client, head, data)
    else if (head.kind === 'jobs') jobs = JSON.parse((await whole(data)).toString('utf8')) as WaitingJob[]
    else if (head.kind === 'file') {
      putFiles.push(head.key)
      await services.files.put(head.key, Readable.from(data), head)
    }
  }
}

async function copyIn(
  client: pg.Client,
  { name, columns }: Extract<Section['head'], { kind: 'table' }>,
  data: Section['data'],
): Promise<void> {
  const list = columns.map((column) => pg.escapeIdentifier(column)).join(', ')
  await pipeline(
    Readable.from(data),
    client.query(copyFrom(`copy ${pg.escapeIdentifier(name)} (${list}) from stdin`)),
  )
}

async function whole(data: Section['data']): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of data) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function checkCounts(client: pg.Client, { rows }: End): Promise<void> {
  for (const [name, expected] of Object.entries(rows)) {
    const counted = await client.query<{ count: string }>(`select count(*) from ${pg.escapeIdentifier(name)}`)
    const count = Number(counted.rows[0]!.count)
    if (count !== expected) throw new Error(`${name} has ${count} rows and should have ${expected}`)
  }
}

/** Numbers that the database gives out go on from the largest that is there. */
async function continueNumbers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string }>(
    `select c.relname as table, a.attname as column from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace = 'public'::regnamespace and a.attidentity <> '' and not a.attisdropped`,
  )
  for (const { table, column } of rows)
    await client.query(
      `select setval(pg_get_serial_sequence($1, $2), coalesce(max(${pg.escapeIdentifier(column)}), 0) + 1, false)
       from ${pg.escapeIdentifier(table)}`,
      [table, column],
    )
}
