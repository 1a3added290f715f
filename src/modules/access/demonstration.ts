import { type Context, NotFound, record } from '#platform'
import { type RoleCode, isRole, roleCodes } from './roles.ts'
import { startSession } from './sessions.ts'

export interface DemonstrationPerson {
  accountId: string
  name: string
  role: RoleCode
  /** What the role is over: the organisation's or team's name; null for the whole partnership. */
  over: string | null
}

/** Whom a visitor of the demonstration can be, by role; each once, by their widest role. */
export async function whomOneCanBe(ctx: Context): Promise<DemonstrationPerson[]> {
  const rows = await ctx.db
    .selectFrom('grants as g')
    .innerJoin('accounts as a', 'a.id', 'g.accountId')
    .leftJoin('teams as t', (join) =>
      join.onRef('t.partnershipId', '=', 'g.partnershipId').onRef('t.id', '=', 'g.teamId'),
    )
    .leftJoin('organisationPeriods as o', (join) =>
      join
        .onRef('o.partnershipId', '=', 'g.partnershipId')
        .onRef('o.organisationId', '=', 'g.organisationId')
        .on((on) => on.or([on('o.startedOn', 'is', null), on('o.startedOn', '<=', ctx.today)]))
        .on((on) => on.or([on('o.endedOn', 'is', null), on('o.endedOn', '>=', ctx.today)])),
    )
    .select([
      'a.id as accountId',
      'a.displayName as name',
      'g.role',
      (select) => select.fn.coalesce('t.name', 'o.name').as('over'),
    ])
    .where('a.isDemonstration', '=', true)
    .where('a.closedAt', 'is', null)
    .where('g.startedOn', '<=', ctx.today)
    .where((or) => or.or([or('g.endedOn', 'is', null), or('g.endedOn', '>=', ctx.today)]))
    .orderBy('a.displayName')
    .execute()
  const people = new Map<string, DemonstrationPerson>()
  for (const role of roleCodes)
    for (const row of rows)
      if (row.role === role && isRole(row.role) && !people.has(row.accountId))
        people.set(row.accountId, { ...row, role })
  return [...people.values()]
}

/** Signs a visitor in as somebody of the demonstration: without a password, and only as an account made for that. */
export async function beInDemonstration(
  ctx: Context,
  accountId: string,
): Promise<{ token: string; name: string }> {
  if (!ctx.partnership.isDemonstration) throw new NotFound('Not a demonstration')
  const person = (await whomOneCanBe(ctx)).find((one) => one.accountId === accountId)
  if (!person) throw new NotFound('Nobody of the demonstration')
  const token = await startSession(ctx, { accountId, isDemonstration: true, secondFactorGiven: true })
  await record(ctx, 'access.chosen-in-demonstration', { type: 'account', id: accountId })
  return { token, name: person.name }
}
