/** Lets some of the invented people answer the questions of equality monitoring, and releases a first profile. */
import { type Context } from '#platform'
import { addBenchmark, releaseProfile } from '#statistics'
import { preferNotToSay } from '#workforce'
import type { InventedPartnership } from './build/partnership.ts'
import { insertRows } from './insert-rows.ts'

type Chances = readonly (readonly [string, number])[]

/** How often each is invented. None of it is a figure of anywhere: what is shown is labelled as invented. */
const invented: Record<string, Chances> = {
  sex: [
    ['female', 80],
    ['male', 18],
    [preferNotToSay, 2],
  ],
  ethnicity: [
    ['british', 70],
    ['white_other', 6],
    ['irish', 2],
    ['indian', 4],
    ['pakistani', 6],
    ['caribbean', 4],
    ['african', 4],
    ['white_and_black_caribbean', 3],
    ['other', 1],
    [preferNotToSay, 5],
  ],
  disability: [
    ['no', 82],
    ['yes', 8],
    [preferNotToSay, 10],
  ],
  skill_level: [
    ['level_4', 50],
    ['level_3', 28],
    ['level_2', 15],
    ['level_1', 3],
    ['none', 1],
    ['other', 3],
  ],
}

/** In some settings nearly everybody answers, in others hardly anybody. */
const willing = 62
const answersAQuestion = 0.93

export async function keepEquality(ctx: Context, made: InventedPartnership): Promise<number> {
  const { nextId, random } = made.making
  const chance = random.branch('equality')
  const rows = made.people.flatMap(({ id, engagements }) => {
    if (engagements[0]!.endedOn !== null || !chance.chance(willing / 100)) return []
    return Object.entries(invented)
      .filter(() => chance.chance(answersAQuestion))
      .map(([question, chances]) => ({
        id: nextId(),
        personId: id,
        question,
        answer: chance.weighted(chances),
        answeredAt: ctx.now,
      }))
  })
  await insertRows(ctx, 'equalityAnswers', rows)
  await keepBenchmark(ctx)
  await releaseProfile({ ...ctx, actor: { ...ctx.actor, name: 'the demonstration' } })
  return rows.length
}

/** The one share of residents that a partnership printed in its strategy. */
async function keepBenchmark(ctx: Context): Promise<void> {
  const printed = await ctx.db
    .selectFrom('figures')
    .select(['value', 'asAt', 'source'])
    .where('indicatorCode', '=', 'minority-ethnic-share')
    .where('value', 'is not', null)
    .executeTakeFirst()
  if (!printed) return
  const { asAt, source } = printed
  await addBenchmark(ctx, {
    question: 'ethnicity',
    answer: 'minority',
    area: ctx.partnership.name,
    percent: printed.value!,
    asAt,
    source,
  })
}
