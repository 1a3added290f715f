/** Keeps and takes away what people say of themselves. The history says that they answered, and never what. */
import { type Context, newId, record } from '#platform'

/** One's own answers, by the code of the question. Row-level security gives nobody another's. */
export async function myAnswers(ctx: Context): Promise<Record<string, string>> {
  const rows = await ctx.db.selectFrom('equalityAnswers').select(['question', 'answer']).execute()
  return Object.fromEntries(rows.map(({ question, answer }) => [question, answer]))
}

/** Keeps one's answers as they are given now: a question left empty has no answer any more. */
export async function answerQuestions(
  ctx: Context,
  personId: string,
  given: Readonly<Record<string, string>>,
): Promise<void> {
  const before = await myAnswers(ctx)
  const gone = Object.keys(before).filter((question) => before[question] !== given[question])
  if (gone.length > 0)
    await ctx.db
      .deleteFrom('equalityAnswers')
      .where('personId', '=', personId)
      .where('question', 'in', gone)
      .execute()
  const added = Object.entries(given).filter(([question, answer]) => before[question] !== answer)
  if (added.length > 0)
    await ctx.db
      .insertInto('equalityAnswers')
      .values(
        added.map(([question, answer]) => ({
          partnershipId: ctx.partnership.id,
          id: newId(),
          personId,
          question,
          answer,
          answeredAt: ctx.now,
        })),
      )
      .execute()
  if (gone.length + added.length > 0) await record(ctx, 'workforce.equality-answered', null)
}

/** Takes all of one's answers away. */
export async function withdrawAnswers(ctx: Context, personId: string): Promise<void> {
  await ctx.db.deleteFrom('equalityAnswers').where('personId', '=', personId).execute()
  await record(ctx, 'workforce.equality-withdrawn', null)
}
