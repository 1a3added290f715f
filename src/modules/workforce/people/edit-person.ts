/** Corrects who a person is. What it said before is kept. */
import { type Context, type LocalDate, everyone, record, withScope } from '#platform'
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

/** A number that somebody else has; the ref only of somebody whom the actor may see. */
export interface TakenNumber {
  field: (typeof numbers)[number]
  ref: string | null
}

export type EditAnswer = { outcome: 'saved' } | { outcome: 'stale' } | ({ outcome: 'refused' } & TakenNumber)

/** Imports ask the same of registration numbers, so neither must look while the other writes. */
export async function lockNumbers(ctx: Context): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('import ' || ${ctx.partnership.id}::text, 0))`.execute(
    ctx.db,
  )
}

/** A number belongs to one person of the partnership, whoever may see them. */
export async function numberTaken(
  ctx: Context,
  details: PersonDetails,
  personId?: string,
): Promise<TakenNumber | null> {
  for (const field of numbers) {
    const value = details[field]
    if (value === null) continue
    const find = (ctx: Context) => {
      const others = ctx.db.selectFrom('people').select('ref').where(field, '=', value)
      return (personId ? others.where('id', '!=', personId) : others).executeTakeFirst()
    }
    const seen = await find(ctx)
    if (seen) return { field, ref: seen.ref }
    if (await withScope(ctx, everyone, find)) return { field, ref: null }
  }
  return null
}

/** What to say of it, beside the field. */
export const takenInWords = ({ ref }: TakenNumber): string =>
  `Check the number: ${ref ?? 'somebody whom you may not see'} has it already`

export async function editPerson(
  ctx: Context,
  personId: string,
  version: number,
  details: PersonDetails,
): Promise<EditAnswer> {
  await lockNumbers(ctx)
  const taken = await numberTaken(ctx, details, personId)
  if (taken) return { outcome: 'refused', ...taken }
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
