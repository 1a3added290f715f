/** The columns of a system's files, remembered under a name and offered again. */
import { sql } from 'kysely'
import { type Context, found, newId, record } from '#platform'
import type { Mapping } from '#platform/imports/index'
import { isConstant, mappedTo } from '#platform/imports/index'
import type { Ask } from '#web'
import { type Samples, sampleFor, usableHeadings } from './import.ts'

export type SavedMapping = Awaited<ReturnType<typeof findSavedMapping>>

/** @throws NotFound */
export async function findSavedMapping(ctx: Context, id: string) {
  const row = found(
    await ctx.db.selectFrom('importMappings').selectAll().where('id', '=', id).executeTakeFirst(),
  )
  return { ...row, mapping: row.mapping as Mapping, options: row.options as Record<string, string> }
}

export async function listSavedMappings(ctx: Context, ask: Ask) {
  const words = `%${ask.search.replaceAll(/[\\%_]/g, '\\$&')}%`
  const query = ctx.db.selectFrom('importMappings').where('name', 'ilike', words)
  const { total } = await query.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await query
    .selectAll()
    .orderBy('name', ask.descending ? 'desc' : 'asc')
    .limit(ask.limit)
    .offset(ask.offset)
    .execute()
  return { rows, total }
}

/** Keeps the columns under a name. Those that had the name before are replaced, for the same kind of file. */
export async function saveMapping(
  ctx: Context,
  saved: {
    kind: string
    name: string
    mapping: Mapping
    options: Record<string, string>
    completeFor: string | null
  },
): Promise<{ outcome: 'saved' } | { outcome: 'of-another-kind' }> {
  const row = {
    ...saved,
    mapping: JSON.stringify(saved.mapping),
    options: JSON.stringify(saved.options),
    savedBy: ctx.actor.accountId,
    savedByName: ctx.actor.name,
    savedAt: ctx.now,
  }
  const { mapping, options, savedBy, savedByName, savedAt, completeFor } = row
  const written = await ctx.db
    .insertInto('importMappings')
    .values({ ...row, partnershipId: ctx.partnership.id, id: newId(), usedAt: ctx.now })
    .onConflict((conflict) =>
      conflict
        .columns(['partnershipId', 'name'])
        .doUpdateSet({
          mapping,
          options,
          savedBy,
          savedByName,
          savedAt,
          completeFor,
          version: sql`import_mappings.version + 1`,
        })
        .where('importMappings.kind', '=', saved.kind),
    )
    .returning('id')
    .executeTakeFirst()
  if (!written) return { outcome: 'of-another-kind' }
  await record(ctx, 'import.mapping-saved', { type: 'import_mapping', id: written.id }, { name: saved.name })
  return { outcome: 'saved' }
}

/** What was remembered for such a file: of this kind, with every column it takes in the file; the last that was used. */
export async function rememberedFor(
  ctx: Context,
  kind: string,
  samples: Samples,
): Promise<{ name: string; mapping: Mapping } | null> {
  const saved = await ctx.db
    .selectFrom('importMappings')
    .select(['id', 'name', 'mapping'])
    .where('kind', '=', kind)
    .orderBy('usedAt', 'desc')
    .orderBy('id')
    .execute()
  const fitting = saved.find(({ mapping }) => fits(mapping as Mapping, samples))
  if (!fitting) return null
  await ctx.db.updateTable('importMappings').set({ usedAt: ctx.now }).where('id', '=', fitting.id).execute()
  return { name: fitting.name, mapping: fitting.mapping as Mapping }
}

/** The name under which exactly these columns are remembered. */
export async function nameOf(ctx: Context, kind: string, mapping: Mapping | null): Promise<string> {
  const saved = await ctx.db
    .selectFrom('importMappings')
    .select('name')
    .where('kind', '=', kind)
    .where('mapping', '=', JSON.stringify(mapping ?? {}))
    .executeTakeFirst()
  return saved?.name ?? ''
}

function fits(mapping: Mapping, samples: Samples): boolean {
  if (typeof mapping.header === 'number') return false
  const headings = usableHeadings(sampleFor(samples, mapping))
  return Object.keys(mapping).every((column) => {
    if (column === 'header') return true
    const to = mappedTo(mapping, column)
    return isConstant(to) || (to !== undefined && headings.includes(to))
  })
}
