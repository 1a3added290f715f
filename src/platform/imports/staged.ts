/**
 * The rows of a file while they are matched, checked and applied: a temporary table that lives as long as the
 * transaction, with typed columns and fresh statistics, so that 50,000 rows are a handful of joins.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../context.ts'
import type { LocalDate } from '../dates.ts'
import type { ImportKind } from './import-kind.ts'
import { type ReadRow, emptyOf } from './read-rows.ts'

export type Outcome = 'created' | 'changed' | 'unchanged' | 'rejected'

export interface StagedSettings {
  asAt: LocalDate
  /** The kind's options by their names; those that were not given are absent. */
  options: Readonly<Record<string, string>>
  /** The canonical columns that the file has. */
  given: readonly string[]
}

/** A row that was found wanting against the register. */
export interface FoundProblem {
  column: string | null
  reason: string
}

export class Staged {
  readonly asAt: LocalDate
  readonly options: Readonly<Record<string, string>>
  /** The canonical columns that the file has. The others hold what the record holds already. */
  readonly given: ReadonlySet<string>
  private readonly ctx: Context
  private readonly kind: ImportKind

  private constructor(ctx: Context, kind: ImportKind, settings: StagedSettings) {
    this.ctx = ctx
    this.kind = kind
    this.asAt = settings.asAt
    this.options = settings.options
    this.given = new Set(settings.given)
  }

  static async create(ctx: Context, kind: ImportKind, settings: StagedSettings): Promise<Staged> {
    const working = Object.entries(kind.working ?? {}).map(([name, type]) => `${name} ${type}`)
    const columns = [...kind.columns.map(({ name, type }) => `${quoted(name)} ${type.sql}`), ...working]
    await sql`drop table if exists pg_temp.staged`.execute(ctx.db)
    await sql`create temporary table staged (
      row_number integer primary key, new_id uuid not null, cells jsonb not null,
      unreadable jsonb not null, problems jsonb not null default '[]',
      rejected boolean generated always as (unreadable <> '[]' or problems <> '[]') stored,
      id uuid, before jsonb, outcome text, ${sql.raw(columns.join(', '))}) on commit drop`.execute(ctx.db)
    return new Staged(ctx, kind, settings)
  }

  /** Adds rows as they were read. */
  async add(rows: readonly ReadRow[]): Promise<void> {
    const given = rows.map(({ row, newId, cells, unreadable }) => ({
      row_number: row,
      new_id: newId,
      cells,
      unreadable,
    }))
    await this.addFrom(sql`select * from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
      as given (row_number integer, new_id uuid, cells jsonb, unreadable jsonb)`)
  }

  /** Adds the rows that a query gives: row_number, new_id, cells and unreadable. */
  async addFrom(query: RawBuilder<unknown>): Promise<void> {
    const columns = this.kind.columns.map(({ name }) => quoted(name)).join(', ')
    await sql`insert into staged (row_number, new_id, cells, unreadable, ${sql.raw(columns)})
      select row_number, new_id, cells, unreadable, ${sql.raw(columns)}
      from (${query}) as given, jsonb_to_record(cells) as cell (${this.record()})`.execute(this.ctx.db)
  }

  /** Gives the database fresh statistics about the rows. Worth it after filling a column that is joined by. */
  async analyze(): Promise<void> {
    await sql`analyze staged`.execute(this.ctx.db)
  }

  /**
   * Does work with joins that suit the number of rows. What this transaction has just written is in no statistics yet,
   * and a loop that expected one row and met 50,000 has taken minutes: with many rows, loops are the last resort.
   */
  async planned<T>(work: () => Promise<T>): Promise<T> {
    const { rows } = await sql<{ many: boolean }>`select count(*) > 1000 as many from staged`.execute(
      this.ctx.db,
    )
    const loops = (allowed: boolean) =>
      sql`select set_config('enable_nestloop', ${allowed ? 'on' : 'off'}, true)`.execute(this.ctx.db)
    if (rows[0]?.many) await loops(false)
    const result = await work()
    await loops(true)
    return result
  }

  /**
   * Says which records the rows are about and how these stand. The query selects, from `staged` and the register,
   * `row_number`, the record's `id`, and `before`: a jsonb object with the value of every canonical column besides
   * the key, written as a file would have it (references and names rather than ids; null where not known).
   */
  async matched(query: RawBuilder<unknown>): Promise<void> {
    const key = this.kind.key.map((name) => `'${name}', cells -> '${name}'`).join(', ')
    await sql`update staged set id = found.id, before = jsonb_build_object(${sql.raw(key)}) || found.before
      from (${query}) as found where found.row_number = staged.row_number`.execute(this.ctx.db)
  }

  /** Rejects the rows that `where` is true of, with the reason: an SQL text over the columns of `staged`. */
  async refuse(
    column: string | null,
    reason: RawBuilder<unknown>,
    where: RawBuilder<unknown>,
  ): Promise<number> {
    const answer = await sql`update staged set problems = problems ||
      jsonb_build_object('column', ${column}::text, 'reason', (${reason})::text) where (${where})`.execute(
      this.ctx.db,
    )
    return Number(answer.numAffectedRows ?? 0)
  }

  /** Rejects the rows that a query finds: `row_number` and `reason`. For reasons that take a join. */
  async refuseFound(column: string | null, query: RawBuilder<unknown>): Promise<number> {
    const answer = await sql`update staged set problems = problems ||
      jsonb_build_object('column', ${column}::text, 'reason', found.reason)
      from (${query}) as found where found.row_number = staged.row_number`.execute(this.ctx.db)
    return Number(answer.numAffectedRows ?? 0)
  }

  /** Rejects rows that name something which is not there: the column is filled and what it was matched to is empty. */
  refuseUnknown(column: string, matchedTo: string, sentence: string): Promise<number> {
    return this.refuse(
      column,
      sql`'“' || ${sql.ref(column)} || '” ' || ${sentence}::text`,
      sql`${sql.ref(column)} is not null and ${sql.ref(matchedTo)} is null`,
    )
  }

  /**
   * Rejects values that another record would have too once the file is in, such as a registration number. `register`
   * selects `value`, `id` and `ref`, the record's key, of what is there now. A rejected row leaves its record as it is, which
   * can put others in the wrong: ask again until nothing more is found (`untilNothingMore`).
   */
  refuseTaken(column: string, register: RawBuilder<unknown>): Promise<number> {
    const key = sql.ref(this.kind.key[0] ?? 'id')
    const value = sql.ref(column)
    return this.refuseFound(
      column,
      sql`with holders as (
          select ${value} as value, coalesce(id, new_id) as id, ${key} as ref
          from staged where not rejected and ${value} is not null
          union all
          select there.value, there.id, there.ref from (${register}) as there where there.value is not null
            and not exists (select from staged s where s.id = there.id and not s.rejected))
        select s.row_number, '“' || s.${value} || '” is the ${sql.raw(column)} of ' || min(h.ref) as reason
        from staged s join holders h on h.value = s.${value} and h.id <> coalesce(s.id, s.new_id)
        where not s.rejected group by s.row_number, s.${value}`,
    )
  }

  /** The different values of a column in the rows that are to be written. Lists give their members. */
  async distinct(column: string): Promise<string[]> {
    const isList = this.kind.columns.find(({ name }) => name === column)?.type.sql === 'text[]'
    const value = isList ? sql`unnest(${sql.ref(column)})` : sql.ref(column)
    const { rows } = await sql<{ value: string }>`select distinct ${value} as value from staged
      where outcome in ('created', 'changed') and ${sql.ref(column)} is not null order by 1`.execute(
      this.ctx.db,
    )
    return rows.map((row) => row.value)
  }

  /** What each row would do, and the columns that the file lacks filled with what the record holds. */
  async settle(): Promise<void> {
    await sql`update staged set outcome = case when before is null then 'created'
      when before || cells = before then 'unchanged' else 'changed' end`.execute(this.ctx.db)
    const absent = this.kind.columns.filter(({ name }) => !this.given.has(name))
    if (absent.length === 0) return
    const names = absent.map(({ name }) => quoted(name)).join(', ')
    const whenNew = JSON.stringify(Object.fromEntries(absent.map((column) => [column.name, emptyOf(column)])))
    await sql`update staged set (${sql.raw(names)}) = (select ${sql.raw(names)}
      from jsonb_to_record(coalesce(before, ${whenNew}::jsonb)) as held (${this.record()}))`.execute(
      this.ctx.db,
    )
  }

  /** Rejects every row of a file that has another with the same key: which of them is meant cannot be known. */
  async refuseRepeatedKeys(): Promise<void> {
    const same = this.kind.key.join(' and ').replace(/ and (?=.* and )/g, ', ')
    await this.refuseRepeated(this.kind.key, `has the same ${same}`)
  }

  /** Rejects rows, of those that `among` is true of, that are alike in all of these columns: 'Row 7 is about the same person'. */
  async refuseRepeated(
    columns: readonly string[],
    sentence: string,
    among: RawBuilder<unknown> = sql`true`,
  ): Promise<void> {
    const filled = columns.map((name) => `${quoted(name)} is not null`).join(' and ')
    await this.refuseFound(
      this.kind.key[0] ?? null,
      sql`select row_number, 'Row ' || other || ' ' || ${sentence}::text as reason
        from (select row_number, coalesce(lag(row_number) over same, lead(row_number) over same) as other
              from staged where ${among} and ${sql.raw(filled)}
              window same as (partition by ${sql.raw(columns.map(quoted).join(', '))} order by row_number)) as repeated
        where other is not null`,
    )
  }

  /** Rejected rows are left out of everything that follows. */
  async close(): Promise<void> {
    await sql`update staged set outcome = 'rejected' where rejected`.execute(this.ctx.db)
  }

  async counts(): Promise<Record<Outcome, number>> {
    const { rows } = await sql<{
      outcome: Outcome
      rows: number
    }>`select outcome, count(*) as rows from staged
      group by outcome`.execute(this.ctx.db)
    const counts = { created: 0, changed: 0, unchanged: 0, rejected: 0 }
    for (const row of rows) counts[row.outcome] = row.rows
    return counts
  }

  /** Every problem of every rejected row, in the order of the file. */
  async problems(): Promise<(FoundProblem & { row: number })[]> {
    const { rows } = await sql<FoundProblem & { row: number }>`
      select row_number as row, problem ->> 'column' as column, problem ->> 'reason' as reason
      from staged, jsonb_array_elements(unreadable || problems) with ordinality as found (problem, position)
      where rejected order by row_number, position`.execute(this.ctx.db)
    return rows.map(({ row, column, reason }) => ({ row, column, reason }))
  }

  private record() {
    return sql.raw(this.kind.columns.map(({ name, type }) => `${quoted(name)} ${type.sql}`).join(', '))
  }
}

/** Asks again while one refusal can lead to another. */
export async function untilNothingMore(ask: () => Promise<number>): Promise<void> {
  while ((await ask()) > 0);
}

/** Some canonical headings, such as "from", are words of SQL. */
function quoted(name: string): string {
  return `"${name}"`
}
