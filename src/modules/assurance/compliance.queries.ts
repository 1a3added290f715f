import { type RawBuilder, sql } from 'kysely'
import type { Context, LocalDate } from '#platform'
import type { Compliance, ComplianceStatus } from './compliance.ts'

/** A date, and whose compliance is meant: everyone's whom the actor may see, unless people are given. */
export interface ComplianceQuestion {
  asAt: LocalDate
  personIds?: readonly string[] | undefined
}

/** One line of what the compliance command prints, named as the published interface names it. */
export interface ComplianceLine {
  person_ref: string
  requirement_code: string
  status: ComplianceStatus
  due_on: LocalDate | null
  met_on: LocalDate | null
}

/** What `app.compliance` returns for a question, to be selected from in SQL. */
export function complianceOf({ asAt, personIds }: ComplianceQuestion): RawBuilder<Compliance> {
  return sql<Compliance>`app.compliance(${asAt}::date, ${personIds ?? null}::uuid[])`
}

/** Everyone in scope of each requirement on a date and how they stand, by the order of code points of ref and code. */
export async function complianceRows(ctx: Context, question: ComplianceQuestion): Promise<ComplianceLine[]> {
  if (!question.personIds) await prepareForManyRows(ctx)
  // The people are listed before they are joined, or the planner would look each of them up for each requirement.
  const { rows } = await sql<ComplianceLine>`
    with listed as materialized (
      select p.id, p.ref from people p
      where p.partnership_id = app.partnership()
        and (${question.personIds ?? null}::uuid[] is null or p.id = any (${question.personIds ?? null}::uuid[]))
    )
    select p.ref as person_ref, r.code as requirement_code, c.status, c.due_on, c.met_on
    from ${complianceOf(question)} c
    join listed p on p.id = c.person_id
    join requirements r on r.partnership_id = app.partnership() and r.id = c.requirement_id
    order by p.ref collate "C", r.code collate "C"
  `.execute(ctx.db.withoutPlugins())
  return rows
}

/** For the rest of the transaction: room to sort and group in memory, and no compiling, which takes longer than it saves. */
export async function prepareForManyRows(ctx: Context): Promise<void> {
  await sql`select set_config('work_mem', '64MB', true), set_config('jit', 'off', true)`.execute(ctx.db)
}
