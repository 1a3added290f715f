/** What a partnership has published, as it was published: strategy, figures, headcounts, board paper. Nothing here is invented. */
import { type Context, newId } from '#platform'
import { type StrategyDescription, loadStrategy } from '#strategy'
import type { JsonValue } from '#platform/database/schema'
import { insertRows } from './insert-rows.ts'
import { loadHeadcounts, loadSectors } from './published-sectors.ts'
import { dataPath, numberOrNull, readJson, readTable, textOrNull } from './sources.ts'

export interface PublishedPartnership {
  code: string
  name: string
  laNumber: string
  region: string
  localities: string[]
}

export const readPartnership = (code: string): Promise<PublishedPartnership> =>
  readJson(dataPath('partnerships', code, 'partnership.json'))

/** Loads all that is published, and says how much. `sectorIds` holds the sectors by their names. */
export async function loadPublished(ctx: Context, sectorIds: ReadonlyMap<string, string>) {
  const { code } = ctx.partnership
  const actions = await loadPlan(ctx, code)
  await loadSectors(ctx, sectorIds)
  return {
    actions,
    figures: await loadFigures(ctx, code),
    headcounts: await loadHeadcounts(ctx, sectorIds),
    papers: await loadBoardPaper(ctx, code),
  }
}

async function loadPlan(ctx: Context, code: string): Promise<number> {
  const path = dataPath('partnerships', code, 'strategy.csv')
  const description = await readJson<StrategyDescription>(dataPath('partnerships', code, 'strategy.json'))
  const answer = await loadStrategy(ctx, description, { fileName: 'strategy.csv', path })
  if ('refused' in answer || answer.rejected.length > 0)
    throw new Error(`The strategy of ${code} could not be loaded: ${JSON.stringify(answer)}`)
  return answer.created
}

async function loadFigures(ctx: Context, code: string): Promise<number> {
  const rows = await readTable(dataPath('partnerships', code, 'figures.csv'), [
    'indicator_code',
    'label',
    'scope_kind',
    'scope',
    'as_at',
    'as_at_basis',
    'period_from',
    'period_to',
    'numerator',
    'denominator',
    'value_printed',
    'value',
    'unit',
    'precision',
    'comparator',
    'source',
    'scope_note',
  ])
  await insertRows(
    ctx,
    'figures',
    rows.map((row, index) => ({
      id: newId(),
      indicatorCode: row.indicator_code,
      label: row.label,
      scopeKind: row.scope_kind,
      scope: row.scope,
      asAt: row.as_at,
      asAtBasis: row.as_at_basis,
      periodFrom: textOrNull(row.period_from),
      periodTo: textOrNull(row.period_to),
      numerator: numberOrNull(row.numerator),
      denominator: numberOrNull(row.denominator),
      value: numberOrNull(row.value),
      valuePrinted: row.value_printed,
      unit: row.unit,
      precision: row.precision,
      comparator: row.comparator,
      source: row.source,
      scopeNote: row.scope_note,
      position: index + 1,
    })),
  )
  return rows.length
}

type BoardPaper = Record<string, JsonValue> & { title: string; reportTo: string; meetingOn: string | null }

async function loadBoardPaper(ctx: Context, code: string): Promise<number> {
  const paper = await readJson<BoardPaper>(dataPath('partnerships', code, 'board-paper.json'))
  await insertRows(ctx, 'papers', [
    {
      id: newId(),
      code: 'board-paper',
      title: paper.title,
      reportTo: paper.reportTo,
      meetingOn: paper.meetingOn,
      content: paper,
    },
  ])
  return 1
}
