/** Brings a file in: reads, matches, checks and applies it, all of it or nothing, in the transaction of the context. */
import { sql } from 'kysely'
import { type Actor, type Context, type PartnershipIdentity, type Services, inContext } from '../context.ts'
import type { LocalDate } from '../dates.ts'
import { record } from '../history/record.ts'
import { newId } from '../ids.ts'
import {
  type Refusal,
  type Sheet,
  type SheetFile,
  SheetRefused,
  isRefusal,
  openSheet,
} from '../spreadsheets/index.ts'
import { type ImportKind, ImportRefused } from './import-kind.ts'
import { type Mapping, canonicalMapping } from './mapping.ts'
import { planColumns, readRows } from './read-rows.ts'
import { Staged } from './staged.ts'

/** What an import did or, when it was refused or tried, would do. Commands print exactly this. */
export interface ImportReport {
  rows: number
  created: number
  changed: number
  unchanged: number
  /** One for each problem, in the order of the file; `row` is the spreadsheet's. */
  rejected: { row: number; column: string | null; reason: string }[]
  /** For a file declared complete: the refs that are open here and not in it. They end only when confirmed. */
  absent?: string[]
}

export type ImportAnswer = ImportReport | Refusal

export interface ImportRequest {
  kind: ImportKind
  file: SheetFile
  /** Without one, the file has the canonical headings. */
  mapping?: Mapping | undefined
  /** Dates the facts that have no date column; today unless given. */
  asAt?: LocalDate | undefined
  /** Says what the import would do, and does nothing. */
  dryRun?: boolean | undefined
  /** Applies the valid rows of a file that has rejected ones; otherwise such a file changes nothing. */
  acceptValid?: boolean | undefined
  /** The organisation that the file is declared complete for. */
  complete?: string | undefined
  /** Of the refs that are absent from a complete file, those to end. */
  confirmedAbsent?: readonly string[] | undefined
  /** The kind's options as they were typed. */
  options?: Readonly<Record<string, string | undefined>> | undefined
  /** Told of what was done, in the same transaction. */
  note?: ((ctx: Context, report: ImportReport) => Promise<void>) | undefined
}

export interface ImportFromFile extends Omit<ImportRequest, 'file'> {
  partnership: PartnershipIdentity
  actor: Actor
  path: string
  /** What the file is called, for people; its path's last part unless given. */
  fileName?: string
}

/** Brings in a file from the disk as one transaction: what commands do. Exit status 1 is for `isDone(answer)` being false. */
export async function importFromFile(services: Services, request: ImportFromFile): Promise<ImportAnswer> {
  const { partnership, actor, path, fileName = path.split(/[/\\]/).at(-1) ?? path, ...rest } = request
  return inContext(services, { partnership, actor }, (ctx) =>
    importFile(ctx, { ...rest, file: { fileName, path } }),
  )
}

/** Whether what was asked has been done, or would be: a file with a rejected row is not, unless its valid rows were wanted. */
export function isDone(answer: ImportAnswer, acceptValid = false): answer is ImportReport {
  return !('refused' in answer) && (answer.rejected.length === 0 || acceptValid)
}

/** Brings in a file within the transaction of the context. */
export async function importFile(ctx: Context, request: ImportRequest): Promise<ImportAnswer> {
  const { kind, file, asAt = ctx.today, dryRun = false, acceptValid = false } = request
  try {
    const sheet = await openSheet(file, headerOf(request.mapping))
    if (isRefusal(sheet)) return sheet
    if (request.complete && !kind.complete)
      throw new ImportRefused(`A file of ${kind.noun[1]} cannot be declared complete`)
    const options = readOptions(kind, request.options ?? {})
    const mapping = request.mapping ?? canonicalMapping(kind, sheet.header)
    if (!dryRun) await oneImportAtATime(ctx)
    const staged = await stageSheet(ctx, kind, sheet, mapping, { asAt, options })
    if ('refused' in staged) return staged
    await check(ctx, kind, staged)
    const absent =
      request.complete && kind.complete
        ? await kind.complete.absent(ctx, staged, request.complete)
        : undefined
    const report = await reportOf(
      staged,
      acceptValid,
      absent?.map(({ ref }) => ref),
    )
    if (dryRun || !isDone(report, acceptValid)) return report
    const ending = request.confirmedAbsent?.filter((ref) => report.absent?.includes(ref))
    await apply(ctx, kind, staged, report, { fileName: file.fileName, ending })
    await request.note?.(ctx, report)
    return report
  } catch (error) {
    if (error instanceof SheetRefused) return error.refusal
    if (error instanceof ImportRefused) return refusalOf(error, file.fileName)
    throw error
  }
}

/** The way the sheet is to be opened, by the reserved key of the mapping. */
export function headerOf(mapping: Mapping | undefined): { header?: boolean; headerRow?: number } {
  const { header } = mapping ?? {}
  if (header === false) return { header: false }
  return typeof header === 'number' ? { headerRow: header } : {}
}

/** Options as they were typed, read. @throws ImportRefused with the sentence for the first that cannot be taken */
export function readOptions(
  kind: ImportKind,
  given: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const options: Record<string, string> = {}
  for (const option of kind.options ?? []) {
    const text = given[option.name]?.trim() ?? ''
    if (text === '') {
      if (option.required)
        throw new ImportRefused(`Give the ${option.title.toLowerCase()}`, { column: option.name })
      continue
    }
    const reading = option.read(text)
    if ('problem' in reading) throw new ImportRefused(reading.problem, { column: option.name })
    options[option.name] = String(reading.value)
  }
  return options
}

/** Of imports into one partnership, a second waits for the first, and then sees what that one has changed. */
export async function oneImportAtATime(ctx: Context): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('import ' || ${ctx.partnership.id}::text, 0))`.execute(
    ctx.db,
  )
}

/** Reads a sheet into `staged`. `onRows` hears how many rows have been read so far. */
export async function stageSheet(
  ctx: Context,
  kind: ImportKind,
  sheet: Sheet,
  mapping: Mapping,
  settings: { asAt: LocalDate; options: Readonly<Record<string, string>> },
  onRows?: (rows: number) => Promise<void>,
): Promise<Staged | Refusal> {
  const plan = planColumns(kind, sheet, mapping)
  if ('refused' in plan) return plan
  const staged = await Staged.create(ctx, kind, { ...settings, given: plan.given })
  let rows = 0
  for await (const batch of readRows(sheet, plan)) {
    await staged.add(batch)
    rows += batch.length
    await onRows?.(rows)
  }
  return staged
}

/** Matches and checks what was read: afterwards every row has its outcome. */
export async function check(ctx: Context, kind: ImportKind, staged: Staged): Promise<void> {
  await staged.analyze()
  await staged.planned(async () => {
    await kind.match(ctx, staged)
    await staged.settle()
    await staged.refuseRepeatedKeys()
    await kind.check?.(ctx, staged)
    await staged.close()
  })
}

/** What was found. A file with a rejected row changes nothing, unless its valid rows are wanted. */
export async function reportOf(
  staged: Staged,
  acceptValid: boolean,
  absent?: string[],
): Promise<ImportReport> {
  const { created, changed, unchanged, rejected } = await staged.counts()
  const changesNothing = rejected > 0 && !acceptValid
  return {
    rows: created + changed + unchanged + rejected,
    created: changesNothing ? 0 : created,
    changed: changesNothing ? 0 : changed,
    unchanged,
    rejected: await staged.problems(),
    ...(absent ? { absent } : {}),
  }
}

/** Writes what was checked, and adds it to the history. */
export async function apply(
  ctx: Context,
  kind: ImportKind,
  staged: Staged,
  report: Pick<ImportReport, 'rows' | 'created' | 'changed' | 'unchanged'>,
  about: { fileName: string; importId?: string; ending?: readonly string[] | undefined },
): Promise<void> {
  await staged.analyze()
  // Every row remembers where it came from.
  await sql`select set_config('app.source', ${`file: ${about.fileName}`}, true)`.execute(ctx.db)
  if (report.created + report.changed > 0) await staged.planned(() => kind.apply(ctx, staged))
  const ended = about.ending?.length ? await kind.complete?.end(ctx, staged, about.ending) : 0
  if (report.created + report.changed + (ended ?? 0) === 0) return
  const { rows, created, changed, unchanged } = report
  await record(
    ctx,
    'imported',
    { type: 'import', id: about.importId ?? newId() },
    {
      kind: kind.name,
      file: about.fileName,
      as_at: staged.asAt,
      options: staged.options,
      rows,
      created,
      changed,
      unchanged,
      ...(ended ? { ended } : {}),
    },
  )
}

function refusalOf(error: ImportRefused, file: string): Refusal {
  return { refused: [{ file, row: error.row, column: error.column, reason: error.message }] }
}
