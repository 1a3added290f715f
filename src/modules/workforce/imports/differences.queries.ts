/** What a file would do, or did, line by line: against what is in the register, which the last file left there. */
import { sql } from 'kysely'
import type { Context } from '#platform'
import type { Ask } from '#web'
import { findImport } from './imports.queries.ts'
import { findKind } from './offered-imports.ts'

/** Files of people and of what they do speak of starters and leavers; others of what is new. */
export const differences = {
  created: 'New or starter',
  absent: 'Leaver: not in the file',
  changed: 'Changed',
  unchanged: 'The same',
  rejected: 'Rejected',
} as const

type Difference = keyof typeof differences

export interface DifferenceLine {
  what: Difference
  /** The spreadsheet's; null for what is not in the file. */
  rowNumber: number | null
  /** What the row is about, by its key. */
  about: string
  column: string | null
  before: string | null
  after: string | null
  reason: string | null
}

/**
 * One line for each row that is new, the same or absent, for each column that changes, and for each reason of a row that
 * is rejected. First come leavers, then the rows in the order of the file.
 */
export async function listDifferences(
  ctx: Context,
  ask: Ask,
): Promise<{ rows: DifferenceLine[]; total: number }> {
  const importId = ask.params?.['importId'] ?? ''
  const { kind: kindName } = await findImport(ctx, importId)
  const key = sql.join(
    findKind(kindName).key.map((name) => sql`cells ->> ${sql.lit(name)}`),
    sql`, `,
  )
  const written = (value: string) => sql`case jsonb_typeof(${sql.ref(value)}) when 'array'
    then (select string_agg(part, '; ') from jsonb_array_elements_text(${sql.ref(value)}) part)
    when 'number' then trim_scale((${sql.ref(value)})::numeric)::text
    else nullif(${sql.ref(value)} #>> '{}', '') end`
  const lines = sql`
    select 'absent' as what, null::integer as row_number, one ->> 'ref' as about, null as column, one ->> 'description' as before,
      null as after, null as reason
    from imports, jsonb_array_elements(absent) as one where id = ${importId}::uuid
    union all
    select outcome, row_number, concat_ws(', ', ${key}), null, null, null, null
    from import_rows where import_id = ${importId}::uuid and outcome in ('created', 'unchanged')
    union all
    select 'changed', row_number, concat_ws(', ', ${key}), cell.key, ${written('was.value')}, ${written('cell.value')}, null
    from import_rows, jsonb_each(cells) as cell, lateral (select before -> cell.key as value) as was
    where import_id = ${importId}::uuid and outcome = 'changed' and was.value is distinct from cell.value
    union all
    select 'rejected', row_number, concat_ws(', ', ${key}), problem ->> 'column', null, problem ->> 'text', problem ->> 'reason'
    from import_rows, jsonb_array_elements(unreadable || problems) as problem
    where import_id = ${importId}::uuid and outcome = 'rejected'`
  const { what = '' } = ask.filters
  const words = `%${ask.search.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<DifferenceLine & { total: number }>`
    select *, count(*) over () as total from (${lines}) as line
    where (${what} = '' or what = ${what})
      and (${ask.search} = '' or lower(concat_ws(' ', about, before, after, reason)) like ${words})
    order by row_number ${sql.raw(ask.descending ? 'desc nulls last' : 'nulls first')}, about, "column"
    limit ${ask.limit} offset ${ask.offset}`.execute(ctx.db)
  return { rows, total: rows[0]?.total ?? 0 }
}
