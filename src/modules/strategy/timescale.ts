import { type LocalDate, addDays, addMonths } from '#platform'

/** What a printed timescale says, beside the words themselves, which are kept as they are. */
export interface Timescale {
  kind: 'none' | 'date' | 'range' | 'dates' | 'recurring' | 'ongoing' | 'completed' | 'unclear'
  /** The first day that is meant, and the last. */
  from: LocalDate | null
  to: LocalDate | null
  /** For recurring ones. "Bi-annual" says two things, so it has no number until someone says which is meant. */
  repeatsEveryMonths: number | null
}

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

const INTERVALS: [RegExp, number | null][] = [
  [/\bmonthly\b|\b(each|every) month\b/i, 1],
  [/\bquarterly\b|\b(each|every) quarter\b/i, 3],
  [/\btermly\b|\b(each|every) term\b/i, 4],
  [
    /\b(six|6)[- ]monthly\b|\b(every|each) (six|6) months\b|\bhalf[- ]yearly\b|\btwice a year\b|\btwo .*a year\b/i,
    6,
  ],
  [/\bbi[- ]?annual(ly)?\b/i, null],
  [/\bannual(ly)?\b|\byearly\b|\b(each|every) year\b/i, 12],
]

const nothing = { from: null, to: null, repeatsEveryMonths: null }

/**
 * Reads the timescales that plans print: "November 2010", "January to April 2010", "July 2010 & October 2010",
 * "Quarterly events throughout the year", "On-going", "Completed April 2010", "2010-2014", or nothing at all.
 * A month alone is meant to its last day. Words that say no date are kept as unclear, never guessed at.
 */
export function readTimescale(printed: string): Timescale {
  const text = printed.trim()
  if (text === '') return { ...nothing, kind: 'none' }
  const days = readDays(text)
  const span = spanOf(days)
  if (/^(completed?|done|achieved)\b/i.test(text)) return { ...nothing, kind: 'completed', ...span }
  if (/^on-?\s?going\b|^continu(ous|ing)\b/i.test(text)) return { ...nothing, kind: 'ongoing' }
  const interval = INTERVALS.find(([pattern]) => pattern.test(text))
  if (interval) return { kind: 'recurring', from: null, to: null, ...span, repeatsEveryMonths: interval[1] }
  if (!span) return { ...nothing, kind: 'unclear' }
  const isWholeYear = span.from.endsWith('-01-01') && span.to.endsWith('-12-31')
  const kind = isWholeYear || isRange(text) ? 'range' : days.length === 1 ? 'date' : 'dates'
  return { ...nothing, kind, ...span }
}

/** From the first day named to the last; null where none is, or where the words run backwards. */
function spanOf(days: readonly Days[]): Days | null {
  const [first, last] = [days[0], days.at(-1)]
  return first && last && first.from <= last.to ? { from: first.from, to: last.to } : null
}

interface Days {
  from: LocalDate
  to: LocalDate
}

const isRange = (text: string) => /\bto\b|–|—|\d\s*-\s*\d|\bbetween\b/i.test(text)

/** The months, days or years that a text names, in its order. A month without a year takes the next year named. */
function readDays(text: string): Days[] {
  const pattern = new RegExp(
    `(?:(\\d{1,2})(?:st|nd|rd|th)?\\s+)?\\b(${MONTHS.map((m) => `${m.slice(0, 3)}(?:${m.slice(3)})?`).join('|')})\\b\\.?(?:\\s+((?:19|20)\\d{2}))?|\\b((?:19|20)\\d{2})\\b`,
    'gi',
  )
  const named = [...text.matchAll(pattern)].map(([, day, month, year, yearAlone]) => ({
    day,
    month,
    year: year ?? yearAlone,
  }))
  let year: string | undefined
  const days: Days[] = []
  for (const { day, month, year: own } of named.toReversed()) {
    year = own ?? year
    if (!year) continue
    if (!month) {
      days.unshift({ from: `${year}-01-01`, to: `${year}-12-31` })
      continue
    }
    const number = MONTHS.findIndex((name) => name.startsWith(month.slice(0, 3).toLowerCase())) + 1
    const first = `${year}-${String(number).padStart(2, '0')}-01`
    const lastOfMonth = addDays(addMonths(first, 1), -1)
    if (!day) days.unshift({ from: first, to: lastOfMonth })
    else {
      const exact = addDays(first, Number(day) - 1)
      if (exact <= lastOfMonth) days.unshift({ from: exact, to: exact })
    }
  }
  return days
}

/** Whether what was promised should be over by today: only where the plan said when. */
export function isPast(timescale: Pick<Timescale, 'kind' | 'to'>, today: LocalDate): boolean {
  return (
    timescale.kind !== 'ongoing' &&
    timescale.kind !== 'completed' &&
    timescale.to !== null &&
    timescale.to < today
  )
}

/** The kinds of timescale, as a person chooses among them. */
export const timescaleKinds: Record<Timescale['kind'], string> = {
  date: 'By a date',
  range: 'Over a period',
  dates: 'On several dates',
  recurring: 'Again and again',
  ongoing: 'On-going',
  completed: 'Completed',
  unclear: 'No date can be read',
  none: 'No timescale given',
}

/** What the timescale means, in words, where the printed ones leave it open. */
export function explainTimescale(timescale: Timescale): string | null {
  if (timescale.kind === 'unclear') return 'No date can be read from this'
  if (timescale.kind !== 'recurring') return null
  if (timescale.repeatsEveryMonths === null)
    return 'Can mean twice a year or every two years: give a number of months'
  return timescale.repeatsEveryMonths === 1 ? 'Every month' : `Every ${timescale.repeatsEveryMonths} months`
}
