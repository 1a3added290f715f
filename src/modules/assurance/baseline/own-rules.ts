import { sql } from 'kysely'
import type { Context } from '#platform'
import { complianceOf } from '../compliance.queries.ts'

/** For each person, how many requirements their own engagements bring today, and how many of those are met. */
export async function complianceRowsOf(
  ctx: Context,
  personIds: readonly string[],
): Promise<Map<string, { required: number; met: number }>> {
  if (personIds.length === 0) return new Map()
  const { rows } = await sql<{ personId: string; required: number; met: number }>`
    select c.person_id, count(*) as required, count(*) filter (where c.status = 'met' or c.status = 'due_soon' and c.met_on is not null) as met
    from ${complianceOf({ asAt: ctx.today, personIds })} c where c.status <> 'exempt' group by c.person_id`.execute(
    ctx.db,
  )
  return new Map(rows.map(({ personId, ...counts }) => [personId, counts]))
}
