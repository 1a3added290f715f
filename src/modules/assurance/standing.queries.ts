import { sql } from 'kysely'
import type { Context, LocalDate } from '#platform'
import { complianceOf } from './compliance.queries.ts'
import { type Compliance, statuses } from './compliance.ts'

/** How one person stands against one requirement, with what a page says about it. */
export interface Standing extends Compliance {
  code: string
  title: string
  /** What would meet it: any of these. */
  accepted: { id: string; title: string }[]
  /** The evidence that counts. */
  metBy: string | null
  /** Why it applies: the engagements that bring the person into scope, the earliest first. */
  because: { role: string; organisation: string; since: LocalDate }[]
  exemption: { until: LocalDate | null; reason: string } | null
}

/** A person's requirements on a date, the worst first and then by what is due soonest. */
export async function standingsOf(ctx: Context, personId: string, asAt: LocalDate): Promise<Standing[]> {
  const people = sql`array[${personId}::uuid]`
  const { rows } = await sql<Standing>`
    select c.*, r.code, r.title, accepted.types as accepted,
      (select t.title from evidence e join evidence_types t on t.id = e.evidence_type_id
       where e.person_id = c.person_id and e.obtained_on = c.met_on and e.withdrawn_at is null
         and e.evidence_type_id in (select l.evidence_type_id from requirement_evidence_types l where l.requirement_id = r.id)
       order by e.expires_on desc nulls first, t.title limit 1) as met_by,
      because.engagements as because,
      (select jsonb_build_object('until', x.ended_on, 'reason', x.reason) from exemptions x
       where x.person_id = c.person_id and x.requirement_id = c.requirement_id and x.started_on <= ${asAt}::date
         and coalesce(x.ended_on >= ${asAt}::date, true)
       order by x.ended_on desc nulls first limit 1) as exemption
    from ${complianceOf({ asAt, personIds: [personId] })} c
    join requirements r on r.id = c.requirement_id
    cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'title', t.title) order by t.title), '[]') as types
      from requirement_evidence_types l join evidence_types t on t.id = l.evidence_type_id where l.requirement_id = r.id
    ) accepted
    cross join lateral (
      select jsonb_agg(jsonb_build_object('role', ro.name, 'organisation', coalesce(o.name, org.ref), 'since', b.started_on)
        order by b.started_on) as engagements
      from app.binding_engagements(${asAt}::date, ${people}) b
      join engagements e on e.id = b.engagement_id
      join roles ro on ro.id = e.role_id
      join organisations org on org.id = e.organisation_id
      left join app.current_periods(${asAt}::date) o on o.organisation_id = org.id
      where b.requirement_id = r.id
    ) because
    order by array_position(${statuses}::text[], c.status), c.due_on nulls last, r.title`.execute(ctx.db)
  return rows
}
