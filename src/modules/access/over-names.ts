import type { Context } from '#platform'
import type { Over } from './may-give.ts'

/** What roles are over, in words: the organisation's or team's name, or the whole partnership. */
export async function overNames(ctx: Context): Promise<(over: Over) => string> {
  const organisations = await ctx.db
    .selectFrom('organisationPeriods')
    .distinctOn('organisationId')
    .select(['organisationId', 'name'])
    .where('organisationId', 'in', (query) => {
      const granted = query
        .selectFrom('grants')
        .select('organisationId')
        .where('organisationId', 'is not', null)
      const invited = query
        .selectFrom('invitations')
        .select('organisationId')
        .where('organisationId', 'is not', null)
      return granted.union(invited)
    })
    .orderBy('organisationId')
    .orderBy('startedOn', (order) => order.desc().nullsLast())
    .execute()
  const teams = await ctx.db.selectFrom('teams').select(['id', 'name']).execute()
  const names = new Map([
    ...organisations.map((one) => [one.organisationId, one.name] as const),
    ...teams.map((one) => [one.id, one.name] as const),
  ])
  return ({ organisationId, teamId }) => names.get(organisationId ?? teamId ?? '') ?? 'The whole partnership'
}
