import { type Context, newId } from '#platform'
import { type ImportAnswer, importFile } from '#platform/imports/index'
import { strategyImport } from './strategy.import.ts'

/** What a strategy is, beside its table of actions. */
export interface StrategyDescription {
  code: string
  title: string
  startedOn: string | null
  endedOn: string | null
  lenses: string[]
  vision: string | null
  owner: string
  source: { title: string; date: string; organisation: string }
}

/** Makes a strategy and brings in its table of actions, by the same road as a person's file. */
export async function loadStrategy(
  ctx: Context,
  description: StrategyDescription,
  table: { fileName: string; path: string },
): Promise<ImportAnswer> {
  const id = newId()
  const { source } = description
  await ctx.db
    .insertInto('strategies')
    .values({
      partnershipId: ctx.partnership.id,
      id,
      code: description.code,
      title: description.title,
      startedOn: description.startedOn,
      endedOn: description.endedOn,
      vision: description.vision ?? '',
      owner: description.owner,
      source: `${source.title}, ${source.organisation}, ${source.date}`,
    })
    .execute()
  for (const [index, name] of description.lenses.entries())
    await ctx.db
      .insertInto('lenses')
      .values({ partnershipId: ctx.partnership.id, id: newId(), strategyId: id, name, position: index + 1 })
      .execute()
  return importFile(ctx, { kind: strategyImport, file: table, options: { strategy: description.code } })
}
