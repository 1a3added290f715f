/** Adds, corrects and ends what is known of a group only as a number. What was said before is kept. */
import { type Context, type LocalDate, newId, record } from '#platform'
import type { Precision, Unit } from './headcount.ts'

export interface HeadcountDetails {
  sectorId: string
  groupName: string
  value: number | null
  precision: Precision
  unit: Unit
  scopeNote: string
  source: string
  asAt: LocalDate
  organisationId: string | null
  notDisaggregable: boolean
  areVolunteers: boolean
}

export type SaveAnswer = 'saved' | 'stale' | 'there-already'

/** A later date for the same group takes the place of the earlier number from that date; the same date is refused. */
export async function addHeadcount(
  ctx: Context,
  details: HeadcountDetails,
): Promise<{ outcome: SaveAnswer; id: string }> {
  const id = newId()
  const added = await ctx.db
    .insertInto('headcounts')
    .values({ partnershipId: ctx.partnership.id, id, ...details })
    .onConflict((conflict) =>
      conflict.columns(['partnershipId', 'sectorId', 'groupName', 'asAt']).doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  if (!added) return { outcome: 'there-already', id }
  await record(ctx, 'workforce.headcount-added', { type: 'headcount', id }, said(details))
  return { outcome: 'saved', id }
}

export async function correctHeadcount(
  ctx: Context,
  id: string,
  version: number,
  details: HeadcountDetails,
): Promise<SaveAnswer> {
  const other = await ctx.db
    .selectFrom('headcounts')
    .select('id')
    .where('sectorId', '=', details.sectorId)
    .where('groupName', '=', details.groupName)
    .where('asAt', '=', details.asAt)
    .where('id', '!=', id)
    .executeTakeFirst()
  if (other) return 'there-already'
  return change(ctx, id, version, details, 'workforce.headcount-corrected', said(details))
}

/** The group is not counted any more after this day. */
export function endHeadcount(
  ctx: Context,
  id: string,
  version: number,
  endedOn: LocalDate,
): Promise<SaveAnswer> {
  return change(ctx, id, version, { endedOn }, 'workforce.headcount-ended', { ended_on: endedOn })
}

async function change(
  ctx: Context,
  id: string,
  version: number,
  values: Partial<HeadcountDetails> & { endedOn?: LocalDate },
  action: string,
  details: Record<string, string | number | null>,
): Promise<SaveAnswer> {
  const changed = await ctx.db
    .updateTable('headcounts')
    .set((e) => ({ ...values, version: e('version', '+', 1) }))
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) return 'stale'
  await record(ctx, action, { type: 'headcount', id }, details)
  return 'saved'
}

const said = ({ groupName, value, precision, unit, asAt }: HeadcountDetails) => ({
  group: groupName,
  value,
  precision,
  unit,
  as_at: asAt,
})
