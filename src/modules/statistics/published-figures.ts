import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Context, type LocalDate, projectRoot } from '#platform'
import type { Direction } from './comparison.ts'
import { type PrintedFigure, readPrintedFigure } from './figures.ts'
import type { TeamPosition } from './reconciliation.ts'
import type { StatedTotals } from './reconciliation.ts'

/** What an indicator measures: its two counts, what a rise means, and whose definition it is. */
export interface Indicator {
  code: string
  name: string
  /** As it begins a sentence. */
  subject: string
  direction: Direction
  period: 'on' | 'year-to'
  numerator: string
  denominator: string
  source: string
}

const file = join(projectRoot, 'data', 'reference', 'indicators.json')
let read: Promise<Indicator[]> | undefined

export function indicators(): Promise<Indicator[]> {
  read ??= readFile(file, 'utf8').then((text) => JSON.parse(text) as Indicator[])
  return read
}

export interface PublishedFigure {
  indicatorCode: string
  label: string
  scopeKind: string
  scope: string
  comparator: string
  asAt: LocalDate
  asAtBasis: string
  valuePrinted: string
  unit: string
  precision: string
  source: string
  scopeNote: string
}

/** Every figure that was published for this partnership, as printed. */
export function publishedFigures(ctx: Context): Promise<PublishedFigure[]> {
  return ctx.db
    .selectFrom('figures')
    .select([
      'indicatorCode',
      'label',
      'scopeKind',
      'scope',
      'comparator',
      'asAt',
      'asAtBasis',
      'valuePrinted',
      'unit',
      'precision',
      'source',
      'scopeNote',
    ])
    .orderBy('position')
    .execute()
}

export interface IndicatorHistory {
  indicator: Indicator
  /** The partnership's own, oldest first. */
  own: (PrintedFigure & { asAt: LocalDate; printed: string })[]
  /** The region's on the date of the last own figure, when it was published. */
  region: (PrintedFigure & { name: string; printed: string }) | null
  source: string
}

/** For each indicator with published figures: the partnership's own through time, and the region's at the last date. */
export async function indicatorHistories(figures: readonly PublishedFigure[]): Promise<IndicatorHistory[]> {
  const histories: IndicatorHistory[] = []
  for (const indicator of await indicators()) {
    const all = figures.filter((figure) => figure.indicatorCode === indicator.code)
    const own = all
      .filter((figure) => figure.scopeKind === 'partnership' && !figure.label.includes('as stated'))
      .sort((a, b) => (a.asAt < b.asAt ? -1 : 1))
      .flatMap((figure) => {
        const read = readPrintedFigure(figure.valuePrinted)
        return read
          ? [{ ...read, asAt: figure.asAt, printed: figure.valuePrinted, source: figure.source }]
          : []
      })
    const last = own.at(-1)
    if (!last) continue
    const regional = all.find((figure) => figure.comparator === 'region' && figure.asAt === last.asAt)
    const region = regional && readPrintedFigure(regional.valuePrinted)
    histories.push({
      indicator,
      own,
      region: region ? { ...region, name: regional.scope, printed: regional.valuePrinted } : null,
      source: last.source,
    })
  }
  return histories
}

export interface PublishedTeams {
  asAt: LocalDate
  positions: TeamPosition[]
  stated: StatedTotals
  earlier: { team: string; printed: string; asAt: LocalDate }[]
  source: string
}

/** The table of teams as it was published, or null where none was. */
export function publishedTeams(figures: readonly PublishedFigure[]): PublishedTeams | null {
  const ofTeams = figures.filter((figure) => figure.scopeKind === 'team')
  const asAt = ofTeams
    .map((figure) => figure.asAt)
    .sort()
    .at(-1)
  if (!asAt) return null
  const valueOf = (code: string, scope: string) =>
    figures.find((figure) => figure.indicatorCode === code && figure.scope === scope && figure.asAt === asAt)
      ?.valuePrinted
  const figureOf = (code: string, scope: string) => readPrintedFigure(valueOf(code, scope) ?? '')
  const teams = [...new Set(ofTeams.filter((figure) => figure.asAt === asAt).map((figure) => figure.scope))]
  const positions = teams.flatMap((team): TeamPosition[] => {
    const [vacancies, workers, filled, agency] = [
      'vacancies',
      'agency-workers',
      'permanent-filled',
      'agency',
    ].map((code) => figureOf(code, team))
    if (!vacancies || !workers || !filled || !agency) return []
    return [
      { team, vacancies: vacancies.value, agencyWorkers: workers.value, permanentFilled: filled, agency },
    ]
  })
  return {
    asAt,
    positions,
    stated: {
      vacancies: figureOf('vacancies', '')?.value ?? null,
      agencyWorkers: figureOf('agency-workers', '')?.value ?? null,
      permanentFilled: figureOf('permanent-filled', ''),
      agency: figureOf('agency', ''),
    },
    earlier: ofTeams
      .filter((figure) => figure.asAt < asAt)
      .map((figure) => ({ team: figure.scope, printed: figure.valuePrinted, asAt: figure.asAt })),
    source: ofTeams[0]!.source,
  }
}
