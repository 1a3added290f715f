import { z } from 'zod'
import { type LocalDate, dateOf } from '#platform'

/** The three answers that a date field sends: day, month and year, any of them left out. */
export function datePartAnswers<const Name extends string>(name: Name) {
  const part = z.string().trim().max(20, 'Enter a date, such as 1 4 2027').default('')
  return {
    [`${name}-day`]: part,
    [`${name}-month`]: part,
    [`${name}-year`]: part,
  } as Record<`${Name}-day` | `${Name}-month` | `${Name}-year`, typeof part>
}

/** The date that was answered; null when nothing was, and a sentence when it is no date. */
export function dateFrom(answers: object, name: string): { date: LocalDate } | { problem: string } | null {
  const given = answers as Record<string, string | undefined>
  const [day, month, year] = ['day', 'month', 'year'].map((part) => (given[`${name}-${part}`] ?? '').trim())
  if (!day && !month && !year) return null
  const isWritten = [day, month].every((text) => /^\d{1,2}$/.test(text!)) && /^\d{4}$/.test(year!)
  const date = isWritten ? dateOf(Number(year), Number(month), Number(day)) : undefined
  return date ? { date } : { problem: 'Enter a real date with day, month and year, such as 1 4 2027' }
}
