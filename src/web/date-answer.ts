import { type DateReading, type LocalDate, readDate } from '#platform'
import { z } from 'zod'
import { typed } from './forms.ts'

const parts = ['day', 'month', 'year'] as const

/** The three answers of a `<DateField>`, for the form of a page: `z.object({ ...dateParts('endedOn') })`. */
export function dateParts<const Name extends string>(name: Name) {
  const part = z.string().trim().max(20, 'Enter a shorter date').default('')
  return Object.fromEntries(parts.map((one) => [`${name}-${one}`, part])) as Record<
    `${Name}-${(typeof parts)[number]}`,
    z.ZodDefault<z.ZodString>
  >
}

/** The date that was answered, null when all three parts are empty, or the sentence for what is wrong with it. */
export function dateAnswered(
  answers: Readonly<Record<string, unknown>>,
  name: string,
): DateReading | { date: null } {
  const written = parts.map((part) => typed(answers, `${name}-${part}`))
  if (written.every((part) => part === '')) return { date: null }
  const missing = parts.filter((_, index) => written[index] === '')
  if (missing.length > 0) return { problem: `The date must include a ${missing.join(' and a ')}` }
  return readDate(written.join(' '))
}

/** What the parts of a date hold, for the values that a page shows. */
export function dateValues(name: string, date: LocalDate | null): Record<string, string> {
  const [year = '', month = '', day = ''] = date?.split('-') ?? []
  const value = (text: string) => (text === '' ? '' : String(Number(text)))
  return { [`${name}-day`]: value(day), [`${name}-month`]: value(month), [`${name}-year`]: value(year) }
}
