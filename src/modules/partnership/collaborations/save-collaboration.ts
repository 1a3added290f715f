/** Keeps collaborations with their members and work streams, and what members give. */
import { sql } from 'kysely'
import { type Context, type LocalDate, newId, record } from '#platform'
import type { ContributionKind } from './collaboration.ts'

export interface CollaborationDetails {
  name: string
  purpose: string
  startedOn: LocalDate | null
  endedOn: LocalDate | null
  statedMembers: number | null
  statedStreams: number | null
  source: string | null
  /** The names of those that take part, and of the one among them that hosts it. */
  members: readonly string[]
  host: string | null
  streams: readonly string[]
}

export type SavedCollaboration =
  | { outcome: 'saved'; collaborationId: string }
  | { outcome: 'stale' }
  | { outcome: 'refused'; field: 'name' | 'members' | 'streams'; reason: string }

/** Adds a collaboration, or changes the one that is given with the version that was seen. */
export async function saveCollaboration(
  ctx: Context,
  { members, host, streams, ...columns }: CollaborationDetails,
  seen?: { collaborationId: string; version: number },
): Promise<SavedCollaboration> {
  const id = seen?.collaborationId ?? newId()
  const inUse = seen ? await namesInUse(ctx, id) : { members: [], streams: [] }
  for (const [field, kept] of [
    ['members', members],
    ['streams', streams],
  ] as const) {
    const lost = inUse[field].find((name) => !kept.includes(name))
    if (lost)
      return { outcome: 'refused', field, reason: `Leave “${lost}” in: a contribution is recorded for it` }
  }
  const other = await ctx.db
    .selectFrom('collaborations')
    .select('id')
    .where('name', '=', columns.name)
    .where('id', '!=', id)
    .executeTakeFirst()
  if (other)
    return { outcome: 'refused', field: 'name', reason: 'Choose another name: there is one of this name' }
  const partnershipId = ctx.partnership.id
  if (seen) {
    const saved = await ctx.db
      .updateTable('collaborations')
      .set((e) => ({ ...columns, version: e('version', '+', 1) }))
      .where('id', '=', id)
      .where('version', '=', seen.version)
      .executeTakeFirst()
    if (saved.numUpdatedRows === 0n) return { outcome: 'stale' }
  } else
    await ctx.db
      .insertInto('collaborations')
      .values({ partnershipId, id, ...columns })
      .execute()
  for (const [table, names] of [
    ['collaborationMembers', members],
    ['collaborationStreams', streams],
  ] as const) {
    await ctx.db
      .deleteFrom(table)
      .where('collaborationId', '=', id)
      .$if(names.length > 0, (query) => query.where('name', 'not in', names))
      .execute()
    for (const name of names)
      await ctx.db
        .insertInto(table)
        .values({ partnershipId, id: newId(), collaborationId: id, name })
        .onConflict((conflict) => conflict.columns(['partnershipId', 'collaborationId', 'name']).doNothing())
        .execute()
  }
  await ctx.db
    .updateTable('collaborationMembers')
    .set({ isHost: sql<boolean>`name = ${host ?? ''}` })
    .where('collaborationId', '=', id)
    .execute()
  await record(ctx, 'partnership.collaboration-saved', { type: 'collaboration', id })
  return { outcome: 'saved', collaborationId: id }
}

/** Members and streams that contributions name. */
async function namesInUse(ctx: Context, id: string): Promise<Record<'members' | 'streams', string[]>> {
  const rows = await ctx.db
    .selectFrom('collaborationContributions as c')
    .innerJoin('collaborationMembers as m', 'm.id', 'c.memberId')
    .leftJoin('collaborationStreams as s', 's.id', 'c.streamId')
    .select(['m.name as member', 's.name as stream'])
    .where('c.collaborationId', '=', id)
    .execute()
  return {
    members: rows.map(({ member }) => member),
    streams: rows.flatMap(({ stream }) => stream ?? []),
  }
}

export interface NewContribution {
  memberId: string
  streamId: string | null
  kind: ContributionKind
  pence: number | null
  days: number | null
  description: string
  givenOn: LocalDate
}

export async function addContribution(
  ctx: Context,
  collaborationId: string,
  contribution: NewContribution,
): Promise<void> {
  await ctx.db
    .insertInto('collaborationContributions')
    .values({ partnershipId: ctx.partnership.id, id: newId(), collaborationId, ...contribution })
    .execute()
  const subject = { type: 'collaboration', id: collaborationId }
  await record(ctx, 'partnership.contribution-added', subject, { kind: contribution.kind })
}
