/** Reads and checks a file that was uploaded, and keeps the rows with what each would do, to be looked through. */
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import { type Context, inContext, job, later } from '#platform'
import { type Absent, ImportRefused, type Staged, check, headerOf, stageSheet } from '#platform/imports/index'
import { type Refusal, SheetRefused, isRefusal, openSheet } from '#platform/spreadsheets/index'
import { findImport, type FoundImport } from './imports.queries.ts'
import { findKind } from './offered-imports.ts'
import { reasonIn } from './import.ts'
import { sharedOnly } from './refuse-withheld.ts'

const PROGRESS_EVERY = 20_000

/** Has the file checked, now that it is said how to read it. */
export function requestCheck(ctx: Context, importId: string): Promise<void> {
  return later(ctx, 'check-import', { importId })
}

export const checkImportJob = job({
  name: 'check-import',
  async run(ctx, { importId = '' }) {
    await sql`select pg_advisory_xact_lock(hashtextextended('check import ' || ${importId}::text, 0))`.execute(
      ctx.db,
    )
    const asked = await findImport(ctx, importId)
    if (asked.state !== 'checking') return
    await ctx.db.deleteFrom('importRows').where('importId', '=', importId).execute()
    const answer = await readAndCheck(ctx, asked)
    if ('reason' in answer) {
      await finish(ctx, importId, { state: 'refused', problem: answer.reason })
      return
    }
    await keepRows(ctx, importId)
    await finish(ctx, importId, {
      state: 'checked',
      problem: null,
      absent: JSON.stringify(answer.absent),
      ...(await countsOf(answer.staged)),
    })
  },
})

async function readAndCheck(
  ctx: Context,
  asked: FoundImport,
): Promise<{ staged: Staged; absent: Absent[] } | { reason: string }> {
  const kind = sharedOnly(findKind(asked.kind), asked.completeFor)
  const mapping = asked.mapping ?? {}
  try {
    const staged = await withLocalCopy(ctx, asked, async (path) => {
      const sheet = await openSheet({ fileName: asked.fileName, path }, headerOf(mapping))
      if (isRefusal(sheet)) return sheet
      return stageSheet(ctx, kind, sheet, mapping, asked, progressOf(ctx, asked.id))
    })
    if ('refused' in staged) return { reason: reasonIn(staged) }
    await check(ctx, kind, staged)
    const absent = asked.completeFor ? await kind.complete?.absent(ctx, staged, asked.completeFor) : []
    return { staged, absent: absent ?? [] }
  } catch (error) {
    if (error instanceof SheetRefused) return { reason: reasonIn(error.refusal) }
    if (error instanceof ImportRefused) return { reason: error.message }
    throw error
  }
}

/** Says on the page how far the reading has come, in transactions of its own: this job's is not seen until it ends. */
function progressOf(ctx: Context, importId: string) {
  let said = 0
  return async (rows: number) => {
    if (rows - said < PROGRESS_EVERY) return
    said = rows
    await inContext(ctx.services, { partnership: ctx.partnership, actor: ctx.actor }, (apart) =>
      apart.db.updateTable('imports').set({ rowCount: rows }).where('id', '=', importId).execute(),
    )
  }
}

async function withLocalCopy(
  ctx: Context,
  asked: FoundImport,
  work: (path: string) => Promise<Staged | Refusal>,
): Promise<Staged | Refusal> {
  const file = await ctx.db
    .selectFrom('storedFiles')
    .select('key')
    .where('id', '=', asked.fileId)
    .executeTakeFirstOrThrow()
  const folder = await mkdtemp(join(tmpdir(), 'oneworkforce-import-'))
  try {
    const path = join(folder, 'file')
    await pipeline(await ctx.services.files.open(file.key), createWriteStream(path, { mode: 0o600 }))
    return await work(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Keeps what was read and found, for looking through and for applying. */
export async function keepRows(ctx: Context, importId: string): Promise<void> {
  await sql`insert into import_rows
      (partnership_id, import_id, row_number, new_id, cells, unreadable, problems, before, outcome)
    select ${ctx.partnership.id}::uuid, ${importId}::uuid, row_number, new_id, cells, unreadable, problems,
      case when outcome = 'changed' then before end, outcome
    from staged
    on conflict (partnership_id, import_id, row_number)
    do update set problems = excluded.problems, before = excluded.before, outcome = excluded.outcome`.execute(
    ctx.db,
  )
}

export async function countsOf(staged: Staged) {
  const { created, changed, unchanged, rejected } = await staged.counts()
  return {
    rowCount: created + changed + unchanged + rejected,
    createdCount: created,
    changedCount: changed,
    unchangedCount: unchanged,
    rejectedCount: rejected,
  }
}

type Finished = {
  state: 'checked' | 'refused' | 'applied'
  problem: string | null
  absent?: string
  finishedAt?: Date
} & Partial<Awaited<ReturnType<typeof countsOf>>>

/** Says on the import what became of it. */
export async function finish(ctx: Context, importId: string, values: Finished): Promise<void> {
  await ctx.db
    .updateTable('imports')
    .set((e) => ({ ...values, version: e('version', '+', 1) }))
    .where('id', '=', importId)
    .execute()
}
