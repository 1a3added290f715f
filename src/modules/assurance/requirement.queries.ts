import { type RawBuilder, sql } from 'kysely'
import { type Context, type LocalDate, found } from '#platform'
import type { Ask } from '#web'
import { complianceOf, prepareForManyRows } from './compliance.queries.ts'
import { type ComplianceStatus, type StatusCounts, countStatuses } from './compliance.ts'
import type { RequirementRule, RequirementScope } from './requirement.ts'

export interface Requirement extends RequirementScope, RequirementRule {
  id: string
  code: string
  title: string
  source: string | null
  evidence: { code: string; title: string }[]
  version: number
}

const columns = sql`r.id, r.code, r.title, r.source, r.bases, r.kinds, r.due_within_days, r.valid_for_months, r.warn_days,
  r.grace_days, r.applies_from, r.applies_to, r.version,
  array(select x.name from requirement_roles l join roles x on x.id = l.role_id
    where l.requirement_id = r.id order by x.name) as roles,
  array(select x.name from requirement_sectors l join sectors x on x.id = l.sector_id
    where l.requirement_id = r.id order by x.name) as sectors,
  (select coalesce(jsonb_agg(jsonb_build_object('code', x.code, 'title', x.title) order by x.title, x.code), '[]')
    from requirement_evidence_types l join evidence_types x on x.id = l.evidence_type_id
    where l.requirement_id = r.id) as evidence`

export async function findRequirement(ctx: Context, id: string): Promise<Requirement> {
  const { rows } = await sql<Requirement>`select ${columns} from requirements r where r.id = ${id}`.execute(
    ctx.db,
  )
  return found(rows[0])
}

const sorts = { title: 'lower(r.title)', code: 'lower(r.code)', from: 'r.applies_from' } as const

export async function listRequirements(
  ctx: Context,
  ask: Ask,
): Promise<{ rows: Requirement[]; total: number }> {
  const pattern = `%${ask.search.replaceAll(/[\\%_]/g, '\\$&')}%`
  const applies = sql`(r.applies_from <= ${ctx.today}::date and coalesce(r.applies_to >= ${ctx.today}::date, true))`
  const wanted: RawBuilder<unknown>[] = [sql`r.partnership_id = app.partnership()`]
  if (ask.search !== '') wanted.push(sql`(r.title ilike ${pattern} or r.code ilike ${pattern})`)
  if (ask.filters['applies'] === 'now') wanted.push(applies)
  if (ask.filters['applies'] === 'not') wanted.push(sql`not ${applies}`)
  const where = sql.join(wanted, sql` and `)
  const order = sql.raw(sorts[ask.sort as keyof typeof sorts] ?? sorts.title)
  const { rows } = await sql<Requirement>`select ${columns} from requirements r where ${where}
    order by ${order} ${ask.descending ? sql`desc` : sql`asc`}, r.code limit ${ask.limit} offset ${ask.offset}`.execute(
    ctx.db,
  )
  const count = await sql<{
    total: number
  }>`select count(*) as total from requirements r where ${where}`.execute(ctx.db)
  return { rows, total: count.rows[0]?.total ?? 0 }
}

/** How those whom the actor may see stand against one requirement on a date. */
export async function countsOf(ctx: Context, requirementId: string, asAt: LocalDate): Promise<StatusCounts> {
  await prepareForManyRows(ctx)
  const { rows } = await sql<{ status: ComplianceStatus; count: number }>`
    select c.status, count(*) as count from ${complianceOf({ asAt })} c
    where c.requirement_id = ${requirementId}::uuid group by c.status`.execute(ctx.db)
  return countStatuses(rows)
}

export interface LatePerson {
  id: string
  fullName: string
  dueOn: LocalDate
}

/** Those who are overdue, the longest first, among those the actor may see. */
export async function overdueFor(
  ctx: Context,
  requirementId: string,
  asAt: LocalDate,
  limit: number,
): Promise<LatePerson[]> {
  const { rows } = await sql<LatePerson>`
    select p.id, p.full_name, c.due_on from ${complianceOf({ asAt })} c join people p on p.id = c.person_id
    where c.requirement_id = ${requirementId}::uuid and c.status = 'overdue'
    order by c.due_on, p.family_name, p.given_name, p.id limit ${limit}`.execute(ctx.db)
  return rows
}
