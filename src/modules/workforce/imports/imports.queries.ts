import { type Context, found } from '#platform'
import type { CellValue, Mapping, Unreadable } from '#platform/imports/index'
import type { Ask } from '#web'
import type { Absent, FoundProblem, Outcome } from '#platform/imports/index'
import type { ImportState, Samples } from './import.ts'

export type FoundImport = Awaited<ReturnType<typeof findImport>>

/** @throws NotFound */
export async function findImport(ctx: Context, id: string) {
  const row = found(await ctx.db.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirst())
  return {
    ...row,
    state: row.state as ImportState,
    samples: row.sample as unknown as Samples,
    mapping: row.mapping as Mapping | null,
    options: row.options as Record<string, string>,
    absent: row.absent as unknown as Absent[],
    ending: row.ending as string[],
  }
}

export interface PreviewRow {
  rowNumber: number
  cells: Record<string, CellValue | null>
  before: Record<string, CellValue | null> | null
}

/** The first rows of the file with this outcome. */
export async function firstRows(ctx: Context, importId: string, outcome: Outcome, limit: number) {
  const rows = await ctx.db
    .selectFrom('importRows')
    .select(['rowNumber', 'cells', 'before'])
    .where('importId', '=', importId)
    .where('outcome', '=', outcome)
    .orderBy('rowNumber')
    .limit(limit)
    .execute()
  return rows as unknown as PreviewRow[]
}

export interface RejectedRow {
  rowNumber: number
  cells: Record<string, CellValue | null>
  unreadable: Unreadable[]
  problems: FoundProblem[]
}

/** Rejected rows in the order of the file; all of them unless a limit is given. */
export async function rejectedRows(ctx: Context, importId: string, limit?: number) {
  let query = ctx.db
    .selectFrom('importRows')
    .select(['rowNumber', 'cells', 'unreadable', 'problems'])
    .where('importId', '=', importId)
    .where('outcome', '=', 'rejected')
    .orderBy('rowNumber')
  if (limit !== undefined) query = query.limit(limit)
  return (await query.execute()) as unknown as RejectedRow[]
}

export type ImportLine = Awaited<ReturnType<typeof listImports>>['rows'][number]

export async function listImports(ctx: Context, ask: Ask) {
  let query = ctx.db.selectFrom('imports')
  const { kind, state } = ask.filters
  if (kind) query = query.where('kind', '=', kind)
  if (state) query = query.where('state', '=', state)
  if (ask.search) query = query.where('fileName', 'ilike', `%${ask.search.replaceAll(/[\\%_]/g, '\\$&')}%`)
  const { total } = await query.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const sorted = { requested: 'requestedAt', file: 'fileName', rows: 'rowCount' } as const
  const rows = await query
    .select(['id', 'kind', 'fileName', 'state', 'asAt', 'requestedByName', 'requestedAt'])
    .select(['rowCount', 'createdCount', 'changedCount', 'unchangedCount', 'rejectedCount'])
    .orderBy(sorted[ask.sort as keyof typeof sorted] ?? 'requestedAt', ask.descending ? 'desc' : 'asc')
    .orderBy('id', 'desc')
    .limit(ask.limit)
    .offset(ask.offset)
    .execute()
  return { rows, total }
}
