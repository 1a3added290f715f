import type { Context } from '#platform'
import type { Visitor } from '#web'
import { complianceRows } from './compliance.queries.ts'

/** For the first page: how many of the things required of this person are late. */
export async function overdueOfMine(ctx: Context, visitor: Visitor): Promise<string | null> {
  if (!visitor.personId) return null
  const rows = await complianceRows(ctx, { asAt: ctx.today, personIds: [visitor.personId] })
  const late = rows.filter((row) => row.status === 'overdue' || row.status === 'in_grace').length
  if (late === 0) return null
  return late === 1 ? '1 requirement is overdue' : `${late} requirements are overdue`
}
