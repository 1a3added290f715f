import { sql } from 'kysely'
import type { Context, LocalDate } from '#platform'

export interface BaselineItem {
  evidenceTypeId: string
  title: string
}

/** The training that every member of a team is to have, whoever employs them. */
export function baselineOf(ctx: Context, teamId: string): Promise<BaselineItem[]> {
  return ctx.db
    .selectFrom('teamBaselineItems as item')
    .innerJoin('evidenceTypes as type', 'type.id', 'item.evidenceTypeId')
    .select(['item.evidenceTypeId', 'type.title'])
    .where('item.teamId', '=', teamId)
    .orderBy('type.title')
    .execute()
}

/** What people hold of some kinds of evidence on a date: the last obtained of each, until when it counts. */
export async function heldOn(
  ctx: Context,
  personIds: readonly string[],
  evidenceTypeIds: readonly string[],
  on: LocalDate,
): Promise<
  { personId: string; evidenceTypeId: string; obtainedOn: LocalDate; expiresOn: LocalDate | null }[]
> {
  const { rows } = await sql<{
    personId: string
    evidenceTypeId: string
    obtainedOn: LocalDate
    expiresOn: LocalDate | null
  }>`
    select distinct on (e.person_id, e.evidence_type_id) e.person_id, e.evidence_type_id, e.obtained_on, e.expires_on
    from evidence e
    where e.person_id = any (${personIds}::uuid[]) and e.evidence_type_id = any (${evidenceTypeIds}::uuid[])
      and e.withdrawn_at is null and e.obtained_on <= ${on}::date
    order by e.person_id, e.evidence_type_id, e.expires_on desc nulls first, e.obtained_on desc`.execute(
    ctx.db,
  )
  return rows
}
