import { formatDate } from '#platform'
import { type Block, bullets, table } from '#platform/documents/index'
import { againstRegion, indicatorSentence } from './indicator-words.ts'
import type { IndicatorHistory } from './published-figures.ts'

const verdicts = {
  better: 'Better than the region',
  worse: 'Worse than the region',
  same: 'Same as the region',
  higher: 'Higher than the region',
  lower: 'Lower than the region',
  'not-comparable': 'No figure for the region',
} as const

export function verdictWords(history: IndicatorHistory): string {
  return verdicts[againstRegion(history)]
}

/** Published indicators as a table with their dates, the region and the verdict in words, and a sentence for each. */
export function comparisonBlocks(histories: readonly IndicatorHistory[]): Block[] {
  if (histories.length === 0) return []
  return [
    table({
      caption: 'Published figures against the region',
      columns: [
        { heading: 'Measure' },
        { heading: 'Before', numeric: true },
        { heading: 'Latest', numeric: true },
        { heading: 'Region', numeric: true },
        { heading: 'In words' },
      ],
      rows: histories.map((history) => {
        const last = history.own.at(-1)!
        const before = history.own.at(-2)
        return {
          header: history.indicator.name,
          cells: [
            before ? `${before.printed} (${formatDate(before.asAt)})` : 'not published',
            `${last.printed} (${formatDate(last.asAt)})`,
            history.region ? `${history.region.printed} (${history.region.name})` : 'not published',
            verdictWords(history),
          ],
        }
      }),
      notes: [
        `Published figures, as printed. Source: ${[...new Set(histories.map((history) => history.source))].join('; ')}.`,
        'Only the percentages are printed there, not the counts behind them.',
      ],
    }),
    bullets(histories.map(indicatorSentence)),
  ]
}
