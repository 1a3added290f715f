import { type Context, type LocalDate, record } from '#platform'
import type { RoleCode } from './roles.ts'

interface GrantToEnd {
  id: string
  role: string
  organisationId: string | null
  teamId: string | null
  delegatedFromId: string | null
  startedOn: LocalDate
  endedOn: LocalDate | null
  version: number
}

export type Ended = { outcome: 'ended' } | { outcome: 'refused'; because: 'changed' | 'last-administrator' }

/**
 * Ends a grant on its last day, and with it what was delegated from it. The partnership's last administrator stays:
 * otherwise nobody could give a role any more.
 */
export async function endGrant(ctx: Context, grant: GrantToEnd, lastDay: LocalDate): Promise<Ended> {
  if (isAdministration(grant) && (await isLastAdministration(ctx, grant)))
    return { outcome: 'refused', because: 'last-administrator' }
  const ended = await ctx.db
    .updateTable('grants')
    .set({ endedOn: lastDay, version: grant.version + 1 })
    .where('id', '=', grant.id)
    .where('version', '=', grant.version)
    .executeTakeFirst()
  if (ended.numUpdatedRows === 0n) return { outcome: 'refused', because: 'changed' }
  await record(ctx, 'access.grant-ended', { type: 'grant', id: grant.id }, { lastDay })
  return { outcome: 'ended' }
}

const administrator: RoleCode = 'administrator'

/** A role that lets its holder give every role, for good: not over a part, not for a time, not in someone's place. */
function isAdministration(grant: GrantToEnd): boolean {
  const { role, organisationId, teamId, endedOn, delegatedFromId } = grant
  return role === administrator && !organisationId && !teamId && endedOn === null && delegatedFromId === null
}

/** Asked one at a time in a partnership, or two administrators could each end the other's. */
async function isLastAdministration(ctx: Context, grant: GrantToEnd): Promise<boolean> {
  await ctx.db
    .selectFrom('partnerships')
    .select('id')
    .where('id', '=', ctx.partnership.id)
    .forUpdate()
    .execute()
  const others = await ctx.db
    .selectFrom('grants')
    .innerJoin('accounts as a', 'a.id', 'grants.accountId')
    .select('grants.id')
    .where('role', '=', administrator)
    .where('organisationId', 'is', null)
    .where('teamId', 'is', null)
    .where('delegatedFromId', 'is', null)
    .where('endedOn', 'is', null)
    .where('startedOn', '<=', ctx.today)
    .where('a.closedAt', 'is', null)
    .where('grants.id', '<>', grant.id)
    .limit(1)
    .execute()
  return others.length === 0
}
