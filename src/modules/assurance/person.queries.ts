import { sql } from 'kysely'
import { type Context, type LocalDate, found } from '#platform'

/** @throws NotFound also when the actor may not see this person */
export async function findPerson(ctx: Context, personId: string) {
  return found(
    await ctx.db
      .selectFrom('people')
      .select(['id', 'ref', 'fullName'])
      .where('id', '=', personId)
      .executeTakeFirst(),
  )
}

export interface EvidenceLine {
  id: string
  title: string
  code: string
  obtainedOn: LocalDate
  expiresOn: LocalDate | null
  hours: number | null
  provider: string | null
  reference: string | null
  source: 'import' | 'attendance' | 'recorded'
  withdrawnReason: string | null
}

/** All that a person has or had, the newest first. */
export async function evidenceOf(ctx: Context, personId: string): Promise<EvidenceLine[]> {
  const { rows } = await sql<EvidenceLine>`
    select e.id, t.title, t.code, e.obtained_on, e.expires_on, e.hours, e.provider, e.reference, e.source, e.withdrawn_reason
    from evidence e join evidence_types t on t.id = e.evidence_type_id
    where e.person_id = ${personId} order by e.obtained_on desc, t.title, e.id`.execute(ctx.db)
  return rows
}
