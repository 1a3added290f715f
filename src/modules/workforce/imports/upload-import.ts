/** Takes a file to be brought in: keeps it, looks at its headings, and has it checked when nothing needs choosing. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { type Context, type LocalDate, addDays, later, newId, record } from '#platform'
import { type ImportKind, type Mapping, canonicalMapping } from '#platform/imports/index'
import { type SheetFile, SheetRefused, isRefusal, openSheet } from '#platform/spreadsheets/index'
import type { UploadedFile } from '#web'
import { type Sample, type Samples, daysKept, firstMapping, isCanonical, reasonIn } from './import.ts'
import { requestCheck } from './check-import.job.ts'
import { rememberedFor } from './saved-mappings.ts'

interface Upload {
  kind: ImportKind
  file: UploadedFile
  asAt: LocalDate
  options: Record<string, string>
  completeFor: string | null
  /** Given for a file that comes from a known system: then there is nothing to choose. */
  mapping?: Mapping
}

export type UploadAnswer =
  { outcome: 'refused'; reason: string } | { outcome: 'checking' | 'columns-to-choose'; importId: string }

const SAMPLE_ROWS = 3

export async function uploadImport(ctx: Context, upload: Upload): Promise<UploadAnswer> {
  const { kind, file } = upload
  const samples = await readSamples({ fileName: file.fileName, path: file.path })
  if ('reason' in samples) return { outcome: 'refused', reason: samples.reason }

  const importId = newId()
  const isKnown = upload.mapping !== undefined || isCanonical(kind, samples)
  const mapping = upload.mapping ?? (await beginWith(ctx, kind, samples))
  await ctx.db
    .insertInto('imports')
    .values({
      partnershipId: ctx.partnership.id,
      id: importId,
      kind: kind.name,
      fileName: file.fileName,
      fileId: await keepFile(ctx, importId, file),
      sample: JSON.stringify(samples),
      mapping: JSON.stringify(mapping),
      options: JSON.stringify(upload.options),
      asAt: upload.asAt,
      completeFor: upload.completeFor,
      state: isKnown ? 'checking' : 'uploaded',
      requestedBy: ctx.actor.accountId,
      requestedByName: ctx.actor.name,
      requestedAt: ctx.now,
    })
    .execute()
  await record(
    ctx,
    'import.uploaded',
    { type: 'import', id: importId },
    { kind: kind.name, file: file.fileName },
  )
  await later(
    ctx,
    'forget-import',
    { importId },
    { runAt: new Date(`${addDays(ctx.today, daysKept)}T03:00:00Z`) },
  )
  if (isKnown) await requestCheck(ctx, importId)
  return { outcome: isKnown ? 'checking' : 'columns-to-choose', importId }
}

/** The canonical columns, what is remembered for such a file, or the best guess. */
async function beginWith(ctx: Context, kind: ImportKind, samples: Samples): Promise<Mapping> {
  if (isCanonical(kind, samples)) return canonicalMapping(kind, samples.headings.names)
  return (await rememberedFor(ctx, kind.name, samples))?.mapping ?? firstMapping(kind, samples)
}

/** The headings and first rows, or why the file cannot be read. */
async function readSamples(file: SheetFile): Promise<Samples | { reason: string }> {
  try {
    const headings = await readSample(file, {})
    if ('reason' in headings) return headings
    const letters = await readSample(file, { header: false })
    return 'reason' in letters ? letters : { headings, letters }
  } catch (error) {
    if (error instanceof SheetRefused) return { reason: reasonIn(error.refusal) }
    throw error
  }
}

async function readSample(
  file: SheetFile,
  options: { header?: boolean },
): Promise<Sample | { reason: string }> {
  const sheet = await openSheet(file, options)
  if (isRefusal(sheet)) return { reason: reasonIn(sheet) }
  const rows: string[][] = []
  for await (const { cells } of sheet.rows()) {
    rows.push(cells.map((cell) => cell.slice(0, 100)))
    if (rows.length === SAMPLE_ROWS) break
  }
  return { names: sheet.header, rows }
}

async function keepFile(ctx: Context, importId: string, file: UploadedFile): Promise<string> {
  const sha256 = createHash('sha256')
  await pipeline(createReadStream(file.path), sha256)
  const id = newId()
  const key = `imports/${ctx.partnership.id}/${importId}`
  const contentType = file.contentType || 'application/octet-stream'
  await ctx.services.files.put(key, createReadStream(file.path), { contentType, sizeBytes: file.sizeBytes })
  await ctx.db
    .insertInto('storedFiles')
    .values({
      partnershipId: ctx.partnership.id,
      id,
      key,
      fileName: file.fileName,
      contentType,
      sizeBytes: file.sizeBytes,
      sha256: sha256.digest(),
      storedBy: ctx.actor.accountId,
      storedAt: ctx.now,
    })
    .execute()
  return id
}
