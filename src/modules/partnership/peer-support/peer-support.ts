/** Support between authorities: given by people of this partnership, or received from others. */
import { type Context, type LocalDate, found, newId, record } from '#platform'

export const directions = { given: 'Given', received: 'Received' } as const
export type Direction = keyof typeof directions

export const supportKinds = {
  mentoring: 'Mentoring',
  review: 'Peer review',
  visit: 'Visit',
  training: 'Training',
  sharing: 'Sharing of practice',
  other: 'Other',
} as const
export type SupportKind = keyof typeof supportKinds

export interface PeerSupport {
  direction: Direction
  /** The authority, or authorities, on the other side. */
  otherParty: string
  kind: SupportKind
  topic: string
  startedOn: LocalDate
  endedOn: LocalDate | null
  days: number | null
  whatChanged: string | null
  source: string | null
  collaborationId: string | null
}

/** @throws NotFound */
export async function findPeerSupport(ctx: Context, id: string): Promise<PeerSupport & { version: number }> {
  return found(
    await ctx.db
      .selectFrom('peerSupportEntries')
      .selectAll()
      .where('id', '=', id)
      .$castTo<PeerSupport & { version: number }>()
      .executeTakeFirst(),
  )
}

export async function logPeerSupport(ctx: Context, entry: PeerSupport): Promise<string> {
  const id = newId()
  await ctx.db
    .insertInto('peerSupportEntries')
    .values({ partnershipId: ctx.partnership.id, id, ...entry })
    .execute()
  await record(ctx, 'partnership.peer-support-logged', { type: 'peer-support', id })
  return id
}

/** False when somebody else saved before. */
export async function correctPeerSupport(
  ctx: Context,
  id: string,
  version: number,
  entry: PeerSupport,
): Promise<boolean> {
  const saved = await ctx.db
    .updateTable('peerSupportEntries')
    .set((e) => ({ ...entry, version: e('version', '+', 1) }))
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (saved.numUpdatedRows === 0n) return false
  await record(ctx, 'partnership.peer-support-corrected', { type: 'peer-support', id })
  return true
}
