/** Records what organisations are in the partnership, and who speaks for them. */
import { sql } from 'kysely'
import { type Context, type LocalDate, newId, record } from '#platform'
import { findParent, lockRegister } from '../organisations/parent.ts'
import type { Capacity, PartnerRole } from './partner.ts'

export type AddedPartner =
  { outcome: 'added'; partnerRoleId: string } | { outcome: 'refused'; field: 'organisation'; reason: string }

export async function addPartner(
  ctx: Context,
  wanted: { organisation: string; role: PartnerRole; localityId: string | null; startedOn: LocalDate },
): Promise<AddedPartner> {
  // Also keeps two that add the same from meeting at the constraint.
  await lockRegister(ctx)
  const organisation = await findParent(ctx, wanted.organisation, ctx.today)
  if ('reason' in organisation)
    return { outcome: 'refused', field: 'organisation', reason: organisation.reason }
  const { role, localityId, startedOn } = wanted
  const there = await ctx.db
    .selectFrom('partnerRoles')
    .select('id')
    .where('organisationId', '=', organisation.id)
    .where('role', '=', role)
    .where('localityId', 'is not distinct from', localityId)
    .where(sql<boolean>`coalesce(ended_on >= ${startedOn}::date, true)`)
    .executeTakeFirst()
  if (there)
    return {
      outcome: 'refused',
      field: 'organisation',
      reason: 'This organisation is recorded as that already',
    }
  const id = newId()
  await ctx.db
    .insertInto('partnerRoles')
    .values({
      partnershipId: ctx.partnership.id,
      id,
      organisationId: organisation.id!,
      role,
      localityId,
      startedOn,
    })
    .execute()
  await record(ctx, 'partnership.partner-added', { type: 'partner-role', id }, { role })
  return { outcome: 'added', partnerRoleId: id }
}

export async function addRepresentative(
  ctx: Context,
  partnerRoleId: string,
  given: { name: string; job: string | null; capacity: Capacity; startedOn: LocalDate },
): Promise<void> {
  const id = newId()
  await ctx.db
    .insertInto('partnerRepresentatives')
    .values({ partnershipId: ctx.partnership.id, id, partnerRoleId, ...given })
    .execute()
  const subject = { type: 'partner-role', id: partnerRoleId }
  await record(ctx, 'partnership.representative-added', subject, { capacity: given.capacity })
}

/** Ends what an organisation is, or that somebody speaks for it. False when somebody else saved before. */
export async function endOf(
  ctx: Context,
  table: 'partnerRoles' | 'partnerRepresentatives',
  seen: { id: string; version: number },
  endedOn: LocalDate,
): Promise<boolean> {
  const ended = await ctx.db
    .updateTable(table)
    .set((e) => ({ endedOn, version: e('version', '+', 1) }))
    .where('id', '=', seen.id)
    .where('version', '=', seen.version)
    .executeTakeFirst()
  if (ended.numUpdatedRows === 0n) return false
  const type = table === 'partnerRoles' ? 'partner-role' : 'partner-representative'
  await record(ctx, `partnership.${type}-ended`, { type, id: seen.id }, { endedOn })
  return true
}
