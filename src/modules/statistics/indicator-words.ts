import { type LocalDate, addMonths, formatDate } from '#platform'
import { compare, sharedDecimals } from './comparison.ts'
import type { Verdict } from './comparison.ts'
import type { IndicatorHistory } from './published-figures.ts'
import { figureSentence } from './wording.ts'

/** The sentence that belongs under an indicator: how it stands against the region and the year before. */
export function indicatorSentence({ indicator, own, region }: IndicatorHistory): string {
  const last = own.at(-1)!
  const before = own.at(-2)
  return figureSentence({
    subject: indicator.subject,
    figure: last,
    unit: '%',
    period: { kind: indicator.period, date: last.asAt },
    direction: indicator.direction,
    comparators: [
      ...(region ? [{ name: 'the region', figure: region }] : []),
      ...(before ? [{ name: nameOf(before.asAt, last.asAt), figure: before }] : []),
    ],
  })
}

function nameOf(before: LocalDate, last: LocalDate): string {
  return before === addMonths(last, -12) ? 'the year before' : `the figure for ${formatDate(before)}`
}

/** Better, worse or the same as the region, at the precision that both were printed in. */
export function againstRegion({ indicator, own, region }: IndicatorHistory): Verdict {
  const last = own.at(-1)!
  return compare({
    value: last.value,
    comparator: region?.value ?? null,
    direction: indicator.direction,
    printedDecimals: region ? sharedDecimals(last, region) : 0,
  })
}
