import { type Context, newId, record } from '#platform'

/** Says which training every member of a team is to have. What is not among it any more is taken away. */
export async function setBaseline(
  ctx: Context,
  teamId: string,
  evidenceTypeIds: readonly string[],
): Promise<void> {
  await ctx.db
    .deleteFrom('teamBaselineItems')
    .where('teamId', '=', teamId)
    .$if(evidenceTypeIds.length > 0, (query) => query.where('evidenceTypeId', 'not in', evidenceTypeIds))
    .execute()
  for (const evidenceTypeId of evidenceTypeIds)
    await ctx.db
      .insertInto('teamBaselineItems')
      .values({ partnershipId: ctx.partnership.id, id: newId(), teamId, evidenceTypeId })
      .onConflict((conflict) => conflict.columns(['partnershipId', 'teamId', 'evidenceTypeId']).doNothing())
      .execute()
  await record(ctx, 'assurance.baseline-set', { type: 'team', id: teamId }, { evidenceTypeIds })
}
