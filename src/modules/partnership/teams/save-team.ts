/** Adds, renames, moves and closes teams. What was recorded before is kept. */
import { type Context, type LocalDate, newId, record } from '#platform'
import { findParent, lockRegister } from '../organisations/parent.ts'

export interface TeamDetails {
  name: string
  /** The reference or name of its organisation, as typed; empty for a team of several employers. */
  organisation: string
  purpose: string | null
  isCoLocated: boolean
}

export type SavedTeam =
  | { outcome: 'saved'; teamId: string }
  | { outcome: 'stale' }
  | { outcome: 'refused'; field: 'name' | 'organisation'; reason: string }

/** Adds a team, or changes the one that is given with the version that was seen. */
export async function saveTeam(
  ctx: Context,
  details: TeamDetails,
  seen?: { teamId: string; version: number },
): Promise<SavedTeam> {
  await lockRegister(ctx)
  const organisation = await findParent(ctx, details.organisation, ctx.today)
  if ('reason' in organisation)
    return { outcome: 'refused', field: 'organisation', reason: organisation.reason }
  const { name, purpose, isCoLocated } = details
  const taken = await ctx.db
    .selectFrom('teams')
    .select('id')
    .where('name', '=', name)
    .where('organisationId', 'is not distinct from', organisation.id)
    .executeTakeFirst()
  if (taken && taken.id !== seen?.teamId)
    return {
      outcome: 'refused',
      field: 'name',
      reason: 'Choose another name: there is a team of this name already',
    }
  const columns = { name, purpose, isCoLocated, organisationId: organisation.id }
  if (!seen) {
    const teamId = newId()
    await ctx.db
      .insertInto('teams')
      .values({ partnershipId: ctx.partnership.id, id: teamId, ...columns })
      .execute()
    await record(ctx, 'partnership.team-added', { type: 'team', id: teamId }, { name })
    return { outcome: 'saved', teamId }
  }
  if (!(await change(ctx, seen, columns))) return { outcome: 'stale' }
  await record(ctx, 'partnership.team-changed', { type: 'team', id: seen.teamId }, { name })
  return { outcome: 'saved', teamId: seen.teamId }
}

/** Closes a team at the end of a day, or says that it goes on. False when somebody else saved before. */
export async function closeTeam(
  ctx: Context,
  seen: { teamId: string; version: number },
  closedOn: LocalDate | null,
): Promise<boolean> {
  if (!(await change(ctx, seen, { closedOn }))) return false
  const subject = { type: 'team', id: seen.teamId }
  await record(ctx, closedOn ? 'partnership.team-closed' : 'partnership.team-reopened', subject, { closedOn })
  return true
}

interface Columns {
  name?: string
  purpose?: string | null
  isCoLocated?: boolean
  organisationId?: string | null
  closedOn?: LocalDate | null
}

async function change(
  ctx: Context,
  { teamId, version }: { teamId: string; version: number },
  columns: Columns,
): Promise<boolean> {
  const answer = await ctx.db
    .updateTable('teams')
    .set((e) => ({ ...columns, version: e('version', '+', 1) }))
    .where('id', '=', teamId)
    .where('version', '=', version)
    .executeTakeFirst()
  return answer.numUpdatedRows > 0n
}
