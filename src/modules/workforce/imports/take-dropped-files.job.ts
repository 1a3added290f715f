/**
 * Files that another system leaves in a folder. A file whose name begins with that of remembered columns is checked or
 * brought in as these say, then moved to `done` or `failed`, beside a file of reasons. A crash before it was moved only
 * means that it is taken again: the same file changes nothing the second time.
 */
import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { sql } from 'kysely'
import { type Context, type PartnershipIdentity, inContext, job, operator, sendMail } from '#platform'
import { type ImportAnswer, importFile, isDone } from '#platform/imports/index'
import { writeCsv } from '#platform/spreadsheets/index'
import { noteImport } from './note-import.ts'
import { reasonIn } from './import.ts'
import { findKind } from './offered-imports.ts'
import { type SavedMapping, findSavedMapping } from './saved-mappings.ts'
import { uploadImport } from './upload-import.ts'

/** A file that was changed a moment ago may still be being written. */
const SECONDS_AT_REST = 60

export const takeDroppedFilesJob = job({
  name: 'take-dropped-files',
  everyMinutes: 5,
  async run(ctx) {
    const folder = ctx.services.settings.dropFolder
    if (!folder || !(await aloneWith(ctx, folder))) return
    const partnerships = await ctx.db
      .selectFrom('partnerships')
      .select(['id', 'code', 'name', 'isDemonstration'])
      .execute()
    for (const partnership of partnerships) await takeFiles(ctx, partnership, join(folder, partnership.code))
  },
})

async function aloneWith(ctx: Context, folder: string): Promise<boolean> {
  const { rows } = await sql<{ alone: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('dropped files ' || ${folder}, 0)) as alone`.execute(
    ctx.db,
  )
  return rows[0]?.alone === true
}

async function takeFiles(ctx: Context, partnership: PartnershipIdentity, folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  for (const entry of entries.filter((one) => one.isFile() && !one.name.startsWith('.'))) {
    const path = join(folder, entry.name)
    const { mtime, size } = await stat(path)
    if (ctx.services.clock().getTime() - mtime.getTime() < SECONDS_AT_REST * 1000) continue
    const actor = operator('folder')
    const taken = await inContext(ctx.services, { partnership, actor }, (inside) =>
      take(inside, path, size),
    ).catch((error: unknown) => {
      ctx.services.log.error(
        { err: error, partnership: partnership.code },
        'a dropped file could not be taken',
      )
      return null
    })
    if (taken) await putAway(ctx, folder, entry.name, taken)
  }
}

interface Taken {
  isDone: boolean
  /** Why, for a file that failed. */
  reasons: { row: number | null; column: string | null; reason: string }[]
}

/** Null for a file that no remembered columns are named for: it stays where it is. */
async function take(ctx: Context, path: string, sizeBytes: number): Promise<Taken | null> {
  const fileName = basename(path)
  const system = await systemOf(ctx, fileName)
  if (!system) return null
  const taken = system.applies ? await bringIn(ctx, system, path) : await lookAt(ctx, system, path, sizeBytes)
  if (system.tell)
    await sendMail(ctx, {
      to: system.tell,
      subject: `${fileName}: ${taken.isDone ? 'taken' : 'not taken'}`,
      body: `${taken.said}\n\n${addressOf(ctx, '/imports')}`,
    })
  return taken
}

/** The longest name that the file's begins with, whatever the case, spaces and punctuation. */
async function systemOf(ctx: Context, fileName: string): Promise<SavedMapping | null> {
  const plain = (name: string) => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '')
  const saved = await ctx.db.selectFrom('importMappings').select(['id', 'name']).orderBy('id').execute()
  const [found] = saved
    .filter(({ name }) => plain(name) !== '' && plain(fileName).startsWith(plain(name)))
    .sort((one, other) => plain(other.name).length - plain(one.name).length)
  return found ? findSavedMapping(ctx, found.id) : null
}

async function bringIn(ctx: Context, system: SavedMapping, path: string): Promise<Taken & { said: string }> {
  const kind = findKind(system.kind)
  const fileName = basename(path)
  const answer = await importFile(ctx, {
    kind,
    file: { fileName, path },
    note: (inside, report) => noteImport(inside, { kind, fileName, asAt: inside.today }, report),
    mapping: system.mapping,
    options: system.options,
    complete: system.completeFor ?? undefined,
  })
  return { isDone: isDone(answer), reasons: reasonsIn(answer), said: wordsFor(answer, kind.noun[1]) }
}

async function lookAt(
  ctx: Context,
  system: SavedMapping,
  path: string,
  sizeBytes: number,
): Promise<Taken & { said: string }> {
  const answer = await uploadImport(ctx, {
    kind: findKind(system.kind),
    file: { path, fileName: basename(path), contentType: '', sizeBytes },
    asAt: ctx.today,
    options: system.options,
    completeFor: system.completeFor,
    mapping: system.mapping,
  })
  if (answer.outcome === 'refused')
    return {
      isDone: false,
      reasons: [{ row: null, column: null, reason: answer.reason }],
      said: answer.reason,
    }
  return { isDone: true, reasons: [], said: 'The file is checked and waits to be looked through.' }
}

function reasonsIn(answer: ImportAnswer): Taken['reasons'] {
  return 'refused' in answer ? [{ row: null, column: null, reason: reasonIn(answer) }] : answer.rejected
}

function wordsFor(answer: ImportAnswer, noun: string): string {
  if ('refused' in answer) return `Nothing was brought in. ${reasonIn(answer)}`
  const { rows, created, changed, unchanged, rejected, absent = [] } = answer
  if (!isDone(answer))
    return `Nothing was brought in: ${new Set(rejected.map(({ row }) => row)).size} of ${rows} rows are rejected. The reasons are in the folder “failed”.`
  const missing = absent.length > 0 ? ` ${absent.length} are not in the file: ${absent.join(', ')}.` : ''
  return `Of ${rows} rows of ${noun}, ${created} are new, ${changed} changed and ${unchanged} the same.${missing}`
}

async function putAway(ctx: Context, folder: string, fileName: string, taken: Taken): Promise<void> {
  const away = join(folder, taken.isDone ? 'done' : 'failed')
  await mkdir(away, { recursive: true })
  const stamp = ctx.now.toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const name = `${basename(fileName, extname(fileName))} ${stamp}`
  if (!taken.isDone) {
    const columns = (['row', 'column', 'reason'] as const).map((header) => ({
      header,
      value: (one: Taken['reasons'][number]) => one[header],
    }))
    await writeFile(join(away, `${name} reasons.csv`), await text(writeCsv(columns, taken.reasons)))
  }
  await rename(join(folder, fileName), join(away, `${name}${extname(fileName)}`))
}

function addressOf({ services, partnership }: Context, path: string): string {
  const { publicUrl, host, port } = services.settings
  return `${publicUrl ?? `http://${host}:${port}`}/p/${partnership.code}${path}`
}
