/** What somebody answers to "are these two one person?" is remembered, so that it is asked once. */
import { type Context, record } from '#platform'
import { type MergeAnswer, mergePeople } from './merge-people.ts'

type Decision = 'keep-one' | 'keep-other' | 'different' | 'ask-again'

type DecideAnswer = { outcome: 'stale' } | { outcome: 'remembered' } | MergeAnswer

export async function decideMatch(
  ctx: Context,
  matchId: string,
  version: number,
  decision: Decision,
): Promise<DecideAnswer> {
  const isDifferent = decision === 'different'
  const match = await ctx.db
    .updateTable('personMatches')
    .set((e) => ({
      state: isDifferent ? 'different' : 'open',
      decidedBy: isDifferent ? ctx.actor.accountId : null,
      decidedByName: isDifferent ? ctx.actor.name : null,
      decidedAt: isDifferent ? ctx.now : null,
      version: e('version', '+', 1),
    }))
    .where('id', '=', matchId)
    .where('version', '=', version)
    .where('state', '=', decision === 'ask-again' ? 'different' : 'open')
    .returning(['oneId', 'otherId'])
    .executeTakeFirst()
  if (!match) return { outcome: 'stale' }
  if (decision === 'keep-one') return mergePeople(ctx, { keptId: match.oneId, goneId: match.otherId })
  if (decision === 'keep-other') return mergePeople(ctx, { keptId: match.otherId, goneId: match.oneId })
  await record(
    ctx,
    isDifferent ? 'workforce.people-told-apart' : 'workforce.match-reopened',
    { type: 'match', id: matchId },
    match,
  )
  return { outcome: 'remembered' }
}
