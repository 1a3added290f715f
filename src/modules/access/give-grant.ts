import { type Context, type LocalDate, everyone, newId, record, withScope } from '#platform'
import type { RoleCode } from './roles.ts'

export interface NewGrant {
  accountId: string
  role: RoleCode
  /** Over an organisation or a team; over the whole partnership when neither is named. */
  organisationId?: string | null
  teamId?: string | null
  /** Today unless another day is given. */
  startedOn?: LocalDate
  endedOn?: LocalDate | null
  /** Held for someone who is away: ends when theirs does. */
  delegatedFromId?: string | null
  reason?: string | null
  /** Whose decision it was, where that is not whoever is acting: an invitation is accepted by the invited. */
  grantedBy?: string | null
}

/**
 * Gives an account a role. Where its person works there, the grant remembers the engagement and ends with it, whoever
 * ends the engagement and however. Whether the giver may is for the caller to have asked.
 */
export async function giveGrant(ctx: Context, grant: NewGrant): Promise<string> {
  const id = newId()
  const startedOn = grant.startedOn ?? ctx.today
  const sourceEngagementId = await engagementBehind(ctx, grant, startedOn)
  const { endedOn } = await ctx.db
    .insertInto('grants')
    .values({
      partnershipId: ctx.partnership.id,
      id,
      accountId: grant.accountId,
      role: grant.role,
      organisationId: grant.organisationId ?? null,
      teamId: grant.teamId ?? null,
      startedOn,
      endedOn: grant.endedOn ?? null,
      sourceEngagementId,
      delegatedFromId: grant.delegatedFromId ?? null,
      grantedBy: grant.grantedBy ?? ctx.actor.accountId,
      grantedAt: ctx.now,
      reason: grant.reason ?? null,
    })
    .returning('endedOn')
    .executeTakeFirstOrThrow()
  await record(
    ctx,
    'access.grant-given',
    { type: 'grant', id },
    { ...grant, startedOn, endedOn, sourceEngagementId },
  )
  return id
}

/**
 * The engagement that a role comes from: the person's at that organisation, or in that team or the team's organisation;
 * for the whole partnership their only one. Of several the one that lasts longest, so that nothing ends too soon.
 */
async function engagementBehind(ctx: Context, grant: NewGrant, on: LocalDate): Promise<string | null> {
  const { organisationId, teamId } = grant
  return withScope(ctx, everyone, async (ctx) => {
    const engagements = await ctx.db
      .selectFrom('engagements as e')
      .innerJoin('accountPeople as p', (join) =>
        join.onRef('p.partnershipId', '=', 'e.partnershipId').onRef('p.personId', '=', 'e.personId'),
      )
      .select(['e.id', 'e.organisationId', 'e.teamId'])
      .where('p.accountId', '=', grant.accountId)
      .where('e.startedOn', '<=', on)
      .where((or) => or.or([or('e.endedOn', 'is', null), or('e.endedOn', '>=', on)]))
      .orderBy('e.endedOn', (order) => order.desc().nullsFirst())
      .orderBy('e.startedOn')
      .execute()
    if (organisationId) return engagements.find((one) => one.organisationId === organisationId)?.id ?? null
    if (!teamId) return engagements.length === 1 ? engagements[0]!.id : null
    const inTeam = engagements.find((one) => one.teamId === teamId)
    if (inTeam) return inTeam.id
    const team = await ctx.db
      .selectFrom('teams')
      .select('organisationId')
      .where('id', '=', teamId)
      .executeTakeFirst()
    return engagements.find((one) => one.organisationId === team?.organisationId)?.id ?? null
  })
}
