/** Corrects who a person is. What it said before is kept. */
import { type Context, type LocalDate, record } from '#platform'
import { sql } from 'kysely'

export interface PersonDetails {
  givenName: string
  familyName: string
  birthDate: LocalDate | null
  email: string | null
  sweNumber: string | null
  nmcPin: string | null
  trn: string | null
}

const numbers = ['sweNumber', 'nmcPin', 'trn'] as const

export type EditAnswer =
  | { outcome: 'saved' }
  | { outcome: 'stale' }
  | { outcome: 'refused'; field: (typeof numbers)[number]; ref: string }

export async function editPerson(
  ctx: Context,
  personId: string,
  version: number,
  details: PersonDetails,
): Promise<EditAnswer> {
  // Imports ask the same of registration numbers, so neither must look while the other writes.
  await sql`select pg_advisory_xact_lock(hashtextextended('import ' || ${ctx.partnership.id}::text, 0))`.execute(
    ctx.db,
  )
  for (const field of numbers) {
    const value = details[field]
    if (value === null) continue
    const other = await ctx.db
      .selectFrom('people')
      .select('ref')
      .where(field, '=', value)
      .where('id', '!=', personId)
      .executeTakeFirst()
    if (other) return { outcome: 'refused', field, ref: other.ref }
  }
  const changed = await ctx.db
    .updateTable('people')
    .set((e) => ({ ...details, version: e('version', '+', 1) }))
    .where('id', '=', personId)
    .where('version', '=', version)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) return { outcome: 'stale' }
  await record(ctx, 'workforce.person-corrected', { type: 'person', id: personId })
  return { outcome: 'saved' }
}
