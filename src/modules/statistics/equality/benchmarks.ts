import { type Context, type LocalDate, found, newId, record } from '#platform'
import { columnsOf, questions } from '#workforce'
import { ageBands, type Question } from '#workforce'

/** What the workforce is compared with: every column of the profile, and all ethnic groups but the white ones together. */
export const ethnicMinorities = { question: 'ethnicity', answer: 'minority', text: 'All ethnic minorities' }

export const compared: readonly Question[] = [ageBands, ...questions]

/** Each column that can be compared: `sex/female` → "Sex: Female". */
export const comparisons: { value: string; text: string }[] = compared.flatMap((question) => [
  ...columnsOf(question).map(({ code, text }) => ({
    value: `${question.code}/${code}`,
    text: `${question.name}: ${text}`,
  })),
  ...(question.code === ethnicMinorities.question
    ? [{ value: 'ethnicity/minority', text: `${question.name}: ${ethnicMinorities.text}` }]
    : []),
])

export interface BenchmarkDetails {
  question: string
  answer: string
  area: string
  percent: number
  asAt: LocalDate
  source: string
}

export type SaveBenchmark = { outcome: 'saved' } | { outcome: 'stale' } | { outcome: 'taken' }

export async function addBenchmark(ctx: Context, details: BenchmarkDetails): Promise<SaveBenchmark> {
  const id = newId()
  const added = await ctx.db
    .insertInto('populationBenchmarks')
    .values({ partnershipId: ctx.partnership.id, id, ...details })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (!added.numInsertedOrUpdatedRows) return { outcome: 'taken' }
  await record(ctx, 'statistics.benchmark-added', { type: 'population_benchmark', id }, { ...details })
  return { outcome: 'saved' }
}

export async function changeBenchmark(
  ctx: Context,
  { id, version }: { id: string; version: number },
  details: BenchmarkDetails,
): Promise<SaveBenchmark> {
  const same = await ctx.db
    .selectFrom('populationBenchmarks')
    .select('id')
    .where('id', '!=', id)
    .where('question', '=', details.question)
    .where('answer', '=', details.answer)
    .where('area', '=', details.area)
    .where('asAt', '=', details.asAt)
    .executeTakeFirst()
  if (same) return { outcome: 'taken' }
  const changed = await ctx.db
    .updateTable('populationBenchmarks')
    .set((e) => ({ ...details, version: e('version', '+', 1) }))
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) return { outcome: 'stale' }
  await record(ctx, 'statistics.benchmark-changed', { type: 'population_benchmark', id }, { ...details })
  return { outcome: 'saved' }
}

/** @throws NotFound */
export async function findBenchmark(ctx: Context, id: string) {
  return found(
    await ctx.db.selectFrom('populationBenchmarks').selectAll().where('id', '=', id).executeTakeFirst(),
  )
}

/** The newest benchmark of each column, by area. */
export async function benchmarksOf(ctx: Context, question: string) {
  return ctx.db
    .selectFrom('populationBenchmarks')
    .distinctOn(['answer', 'area'])
    .select(['id', 'answer', 'area', 'percent', 'asAt', 'source'])
    .where('question', '=', question)
    .orderBy('answer')
    .orderBy('area')
    .orderBy('asAt', 'desc')
    .execute()
}
