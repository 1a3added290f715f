/** Answers that several of this module's forms ask for, read so that every mistake shows at once. */
import { z } from 'zod'
import { type LocalDate, isId } from '#platform'
import { dateAnswered, ticks } from '#web'

/** A form with dates in three parts: each date reaches the schema as one answer under its own name. */
export function formWithDates<const Shape extends z.ZodType>(names: readonly string[], shape: Shape) {
  return z.preprocess((given) => {
    const answers = given as Record<string, unknown>
    return { ...answers, ...Object.fromEntries(names.map((name) => [name, dateAnswered(answers, name)])) }
  }, shape)
}

/** A date that must be given. */
export function requiredDate(sentence: string) {
  return dateOrNull().refine((date): date is LocalDate => date !== null, sentence)
}

/** A date that may be left empty. */
export function dateOrNull() {
  return z.custom<ReturnType<typeof dateAnswered>>().transform((reading, ctx): LocalDate | null => {
    if ('date' in reading) return reading.date
    ctx.addIssue({ code: 'custom', message: reading.problem })
    return z.NEVER
  })
}

/** A whole number that may be left empty. What is wrong with it is said with the field's label: a form has several. */
export function wholeNumberOrNull(label: string, min: number, max: number) {
  const sentence = `${label}: enter a whole number from ${min.toLocaleString('en-GB')} to ${max.toLocaleString('en-GB')}, or leave it empty`
  return z
    .string()
    .trim()
    .default('')
    .refine(
      (text) => text === '' || (/^\d{1,6}$/.test(text) && Number(text) >= min && Number(text) <= max),
      sentence,
    )
    .transform((text) => (text === '' ? null : Number(text)))
}

/** Ticked boxes whose values are ids. */
export function tickedIds() {
  return ticks().refine((values) => values.every(isId), 'Choose from the list')
}
