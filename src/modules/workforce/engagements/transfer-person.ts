/** Moves a person to another organisation: one engagement ends, another begins the next day, and the history goes along. */
import { type Context, type LocalDate, addDays, everyone, newId, record, withScope } from '#platform'
import { recordsElsewhere } from '../people/records-elsewhere.ts'
import { addEngagement } from './add-engagement.ts'
import { endEngagement } from './end-engagement.ts'
import { type Terms, rowOn } from './engagement.ts'
import { lockLine } from './line.queries.ts'
import { newReference } from './reference.ts'

export interface Transfer {
  engagementId: string
  version: number
  to: { id: string; name: string }
  /** The first day there. */
  on: LocalDate
  reason: string
  terms: Terms
}

export type TransferAnswer =
  | { outcome: 'transferred'; transferId: string }
  | { outcome: 'stale' }
  | { outcome: 'refused'; because: 'same-organisation' | 'not-engaged-then' }

export async function transferPerson(ctx: Context, transfer: Transfer): Promise<TransferAnswer> {
  const line = await lockLine(ctx, transfer.engagementId)
  const lastDay = addDays(transfer.on, -1)
  const from = rowOn(line, lastDay)
  if (!from) return { outcome: 'refused', because: 'not-engaged-then' }
  if (from.organisationId === transfer.to.id) return { outcome: 'refused', because: 'same-organisation' }
  const ending = { endedOn: lastDay, leavingReason: 'Transfer', destination: transfer.to.name }
  const ended = await endEngagement(ctx, transfer.engagementId, transfer.version, ending)
  if (ended.outcome !== 'ended') return { outcome: 'stale' }
  const toEngagementId = await addEngagement(ctx, {
    ...transfer.terms,
    personId: from.personId,
    organisationId: transfer.to.id,
    startedOn: transfer.on,
  })
  const carried = await withScope(ctx, everyone, (ctx) => recordsElsewhere(ctx, from.personId))
  const transferId = newId()
  await ctx.db
    .insertInto('transfers')
    .values({
      id: transferId,
      partnershipId: ctx.partnership.id,
      ref: newReference('T'),
      personId: from.personId,
      fromEngagementId: from.id,
      toEngagementId,
      transferredOn: transfer.on,
      reason: transfer.reason,
      carried: JSON.stringify(carried.map(({ what, count }) => ({ what, count }))),
      recordedByName: ctx.actor.name,
    })
    .execute()
  await record(
    ctx,
    'workforce.person-transferred',
    { type: 'person', id: from.personId },
    { transfer: transferId, on: transfer.on, to: transfer.to.name },
  )
  return { outcome: 'transferred', transferId }
}
