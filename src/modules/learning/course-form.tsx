/** The questions about a course, and its answers as they are kept. */
import { z } from 'zod'
import { Form, RadiosField, SubmitButton, TextArea, TextField, choice, optionalText, textAnswer } from '#web'
import type { FormState } from '#web'
import type { Course } from './course.queries.ts'
import type { CourseDetails } from './save-course.ts'
import { modeWords, modes } from './session-words.ts'

const code = z
  .string({ error: 'Enter a code, like SG-CORE' })
  .trim()
  .min(1, 'Enter a code, like SG-CORE')
  .max(40, 'The code must be 40 characters or fewer')
  .regex(/^[A-Za-z0-9][A-Za-z0-9 ._/-]*$/, 'The code can have letters, numbers, hyphens, dots and slashes')

export const courseForm = z
  .object({
    code,
    title: textAnswer('Enter what the course is called'),
    summary: optionalText(400),
    aims: optionalText(4000),
    audience: optionalText(400),
    mode: choice(modes, 'Choose how the course is held'),
    hours: z
      .string()
      .trim()
      .default('')
      .refine(
        (text) =>
          text === '' || (/^\d{1,3}(\.\d{1,2})?$/.test(text) && Number(text) > 0 && Number(text) <= 500),
        'Enter the length in hours as a number, like 6 or 2.5, or leave it empty',
      ),
    months: z
      .string()
      .trim()
      .default('')
      .refine(
        (text) => text === '' || (/^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 240),
        'Enter how many months it counts for as a whole number from 1 to 240, or leave it empty',
      ),
    evidenceCode: z.union([z.literal(''), code]).default(''),
    _version: z.string().optional(),
  })
  .transform(({ hours, months, evidenceCode, _version, ...course }) => ({
    version: Number(_version),
    details: {
      ...course,
      durationMinutes: hours === '' ? null : Math.max(1, Math.round(Number(hours) * 60)),
      validForMonths: months === '' ? null : Number(months),
      evidenceCode: evidenceCode === '' ? course.code : evidenceCode,
    } satisfies CourseDetails,
  }))

/** What the form's fields hold for a course. */
export function valuesOfCourse(course: Course): Record<string, string> {
  const { code, title, summary, aims, audience, mode, evidenceCode, durationMinutes, validForMonths } = course
  return {
    code,
    title,
    summary,
    aims,
    audience,
    mode,
    evidenceCode,
    hours: durationMinutes === null ? '' : String(Number((durationMinutes / 60).toFixed(2))),
    months: validForMonths === null ? '' : String(validForMonths),
  }
}

/** 360 is "6 hours", 150 is "2 hours 30 minutes". */
export function durationInWords(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  return [hours > 0 && counted(hours, 'hour'), rest > 0 && counted(rest, 'minute')].filter(Boolean).join(' ')
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

export function CourseForm({ form, button }: { form: FormState; button: string }) {
  return (
    <Form form={form}>
      <TextField name="title" label="Title" hint="As people would look for it" />
      <TextField
        name="code"
        label="Code"
        hint="Short and unique, like SG-CORE"
        width={10}
        spellcheck={false}
      />
      <TextArea
        name="summary"
        label="Summary"
        hint="One or two sentences, shown in the catalogue"
        rows={3}
        limit={400}
      />
      <TextField
        name="audience"
        label="For whom"
        hint="Such as: everyone who works with children under five"
      />
      <TextArea name="aims" label="What people will learn" hint="One aim on each line" rows={5} />
      <RadiosField
        name="mode"
        legend="How is it held?"
        items={modes.map((value) => ({ value, text: modeWords[value] }))}
      />
      <TextField
        name="hours"
        label="Length"
        suffix="hours"
        width={4}
        inputmode="decimal"
        hint="Leave empty when it varies"
      />
      <TextField
        name="months"
        label="Months it counts for"
        suffix="months"
        width={4}
        inputmode="numeric"
        hint="Leave empty to let each requirement decide"
      />
      <TextField
        name="evidenceCode"
        label="What attending counts for"
        hint="The evidence code that requirements ask for. Leave empty to use the code of the course."
        width={10}
        spellcheck={false}
      />
      <SubmitButton preventDoubleClick>{button}</SubmitButton>
    </Form>
  )
}
