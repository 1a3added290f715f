/** Writes everything that the product keeps into one file, as it was at one moment, while the service goes on. */
import { createHmac } from 'node:crypto'
import type { Readable } from 'node:stream'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { Services } from '../context.ts'
import { FileMissing } from '../files/index.ts'
import { installationId } from '../ids.ts'
import { type End, type Migration, writeContainer } from './container.ts'
import { waitingJobs } from './jobs.ts'
import { type Table, seeEverything, tablesInOrder } from './tables.ts'

export interface BackedUp {
  tables: number
  rows: number
  files: number
  /** Files that the database names and the file store does not have. */
  missingFiles: string[]
}

type Writing = Parameters<Parameters<typeof writeContainer>[1]>[0]

interface Snapshot {
  client: pg.Client
  services: Services
  missingFiles: string[]
}

/**
 * Backs up as the owner of the database, from one snapshot. Row-level security binds an owner too, so each partnership is
 * read in turn as one who sees everybody in it: no right to step over the isolation is needed.
 */
export async function backUp(services: Services, ownerUrl: string, path: string): Promise<BackedUp> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'oneworkforce backup' })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read')
    const snapshot = { client, services, missingFiles: [] }
    const { rows, files } = await writeContainer(path, (write) => everything(snapshot, write))
    await client.query('commit')
    const counts = Object.values(rows)
    const all = counts.reduce((sum, count) => sum + count, 0)
    return { tables: counts.length, rows: all, files, missingFiles: snapshot.missingFiles }
  } finally {
    await client.end()
  }
}

async function* everything(snapshot: Snapshot, write: Writing): AsyncGenerator<Buffer, End> {
  const { client, services } = snapshot
  yield write.head({
    kind: 'backup',
    version: 1,
    madeAt: services.clock().toISOString(),
    migrations: await migrationsOf(client),
    secretMark: secretMark(services.settings.secret),
  })
  const partnerships = await client.query<{ id: string }>('select id from partnerships order by id')
  const owners = [installationId, ...partnerships.rows.map(({ id }) => id)]
  const rows: Record<string, number> = {}
  for (const table of await tablesInOrder(client)) {
    yield write.head({ kind: 'table', name: table.name, columns: table.columns })
    rows[table.name] = yield* rowsOf(client, table, owners, write)
  }
  yield write.head({ kind: 'jobs' })
  yield write.data(Buffer.from(JSON.stringify(await waitingJobs(services, client))))
  return { kind: 'end', rows, files: yield* filesOf(snapshot, owners, write) }
}

async function* rowsOf(
  client: pg.Client,
  { name, columns, isTenant }: Table,
  owners: readonly string[],
  write: Writing,
): AsyncGenerator<Buffer, number> {
  const list = columns.map((column) => pg.escapeIdentifier(column)).join(', ')
  let rows = 0
  for (const owner of isTenant ? owners : [installationId]) {
    await client.query(seeEverything, [owner])
    const where = isTenant ? ` where partnership_id = ${pg.escapeLiteral(owner)}` : ''
    const copying = client.query(copyTo(`copy (select ${list} from ${name}${where}) to stdout`))
    for await (const chunk of copying as AsyncIterable<Buffer>) yield write.data(chunk)
    rows += copying.rowCount
  }
  return rows
}

async function* filesOf(
  { client, services, missingFiles }: Snapshot,
  owners: readonly string[],
  write: Writing,
): AsyncGenerator<Buffer, number> {
  let files = 0
  for (const owner of owners) {
    await client.query(seeEverything, [owner])
    const kept = await client.query<{ key: string; content_type: string; size_bytes: string }>(
      'select key, content_type, size_bytes from stored_files where partnership_id = $1 order by id',
      [owner],
    )
    for (const { key, content_type: contentType, size_bytes: size } of kept.rows) {
      const content = await openIfThere(services, key)
      if (!content) {
        missingFiles.push(key)
        continue
      }
      yield write.head({ kind: 'file', key, contentType, sizeBytes: Number(size) })
      for await (const chunk of content as AsyncIterable<Buffer>) yield write.data(chunk)
      files += 1
    }
  }
  return files
}

async function openIfThere(services: Services, key: string): Promise<Readable | null> {
  try {
    return await services.files.open(key)
  } catch (error) {
    if (error instanceof FileMissing) return null
    throw error
  }
}

export async function migrationsOf(client: pg.Client): Promise<Migration[]> {
  const { rows } = await client.query<Migration>('select name, sha256 from schema_migrations order by name')
  return rows
}

/** The same for the same secret; the secret cannot be found from it. */
export function secretMark(secret: string): string {
  return createHmac('sha256', secret).update('mark of a oneworkforce backup').digest('hex').slice(0, 16)
}
