/**
 * What one kind of import is: the columns it reads and the SQL that matches, checks and applies them. Everything that
 * is the same for all kinds (reading files, mapping columns, duplicates, outcomes, reports, all-or-nothing) is done by
 * the engine around it.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../context.ts'
import type { ColumnType, Reading } from './column-types.ts'
import type { Mapping } from './mapping.ts'
import type { Staged } from './staged.ts'

export interface ImportColumn {
  /** The canonical heading, which is also the column's name in `staged`. */
  name: string
  /** The file must have this column, and every row must fill it. */
  required?: boolean
  type: ColumnType
  /** Teaches what belongs here, in a phrase: "The day the person left, empty while they are here". */
  hint: string
  /** One value as it could stand in a file. */
  example?: string
  /** What an empty cell means, and no such column for a new record. Otherwise it means "not known". */
  whenEmpty?: string | number
  /** Other headings that systems use for it, in any letter case: a mapping on screen begins with these guesses. */
  alsoCalled?: readonly string[]
}

/** Something that is asked once for the whole file, such as the strategy that its actions belong to. */
export interface ImportOption {
  name: string
  title: string
  hint?: string
  required?: boolean
  /** The value to keep, or the sentence that says what is wrong with it. */
  read(text: string): Reading
}

/** A file that is published or sent in the same shape every time, so that nobody has to map it. */
export interface PublishedShape {
  title: string
  /** Whether this is one, by its first row: the headings or, where it has none, the first record. */
  recognise(firstRow: readonly string[]): boolean
  mapping: Mapping
}

/** For kinds whose file can be declared complete for one organisation: who is missing from it then. */
export interface Completeness {
  /** Says what declaring a file complete means. */
  hint: string
  /** What is open on the as-at date for this organisation and not in the file. Throws `ImportRefused` for an unknown one. */
  absent(ctx: Context, staged: Staged, organisationRef: string): Promise<Absent[]>
  /** Ends those that somebody confirmed, on the as-at date. Those that are no longer open are left alone. */
  end(ctx: Context, staged: Staged, refs: readonly string[]): Promise<number>
}

export interface Absent {
  ref: string
  /** Who or what it is, in words. */
  description: string
}

/**
 * A kind of import. Its SQL works on the temporary table `staged`, one row for each row of the file:
 *
 * - `row_number` (the spreadsheet's), `new_id` (a UUIDv7 for the record that this row may make);
 * - one typed column for each of `columns`, and those of `working`, empty at first;
 * - `rejected` (true once there is a problem), and from `check` on `outcome`: created, changed, unchanged or rejected.
 *
 * The engine calls, in one transaction, always in this order:
 *
 * 1. `match` finds the record each row is about and writes down how it stands: `staged.matched(query)`.
 *    Afterwards the engine knows each row's outcome (new; differs in a column that the file has; the same), and
 *    columns that the file does not have hold what the record holds now, so `check` and `apply` see the final values.
 *    An empty cell of a column that the file has clears the fact.
 * 2. `check` refuses rows by `staged.refuse(column, reason, where)`, and sets `working` columns such as `person_id`.
 * 3. `apply` writes the rows `where outcome = 'created'` and `where outcome = 'changed'`, and adds to `version`.
 *    It is only called when the file may be applied; rejected rows never reach it.
 *
 * `match` and `check` may throw `ImportRefused` when the file as a whole cannot be taken.
 */
export interface ImportKind {
  /** The word on the command line: "organisations". */
  name: string
  title: string
  /** What one row is and what several are. */
  noun: readonly [one: string, many: string]
  /** Two or three sentences for someone who brings in such a file for the first time. */
  teaching: string
  columns: readonly ImportColumn[]
  /** The columns that together say which record a row is about. Two rows with the same are both rejected. */
  key: readonly string[]
  options?: readonly ImportOption[]
  /** Further columns of `staged` that this kind's SQL fills and reads: name and SQL type. */
  working?: Readonly<Record<string, string>>
  match(ctx: Context, staged: Staged): Promise<void>
  check?(ctx: Context, staged: Staged): Promise<void>
  apply(ctx: Context, staged: Staged): Promise<void>
  complete?: Completeness
  /** How many of these the partnership has now, to compare with what was brought in. */
  inRegister?(ctx: Context): Promise<number>
  shapes?: readonly PublishedShape[]
}

/** Counts what a query would give, for `inRegister`: what stands after `from`. */
export function counting(rows: RawBuilder<unknown>): (ctx: Context) => Promise<number> {
  return async (ctx) => {
    const answer = await sql<{ count: number }>`select count(*) as count from ${rows}`.execute(ctx.db)
    return answer.rows[0]?.count ?? 0
  }
}

/** The file as a whole cannot be taken, for a reason that the person who has it can mend. */
export class ImportRefused extends Error {
  override name = 'ImportRefused'
  readonly row: number | null
  readonly column: string | null

  constructor(reason: string, at: { row?: number | null; column?: string | null } = {}) {
    super(reason)
    this.row = at.row ?? null
    this.column = at.column ?? null
  }
}
