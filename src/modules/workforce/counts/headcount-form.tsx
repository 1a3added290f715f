/** The questions about a group that is known only as a number: the same when it is added and when it is corrected. */
import { z } from 'zod'
import { type Context, type LocalDate, formatDate } from '#platform'
import {
  CheckboxesField,
  DateField,
  type FieldChoice,
  RadiosField,
  SelectField,
  TextArea,
  TextField,
  choice,
  dateAnswered,
  dateParts,
  dateValues,
  optionalText,
  textAnswer,
  ticks,
} from '#web'
import { type Precision, type Unit, headcountProblem } from './headcount.ts'
import type { HeadcountDetails } from './save-headcount.ts'

const precisionItems: FieldChoice[] = [
  { value: 'exact', text: 'Exact', hint: 'Counted, such as 143' },
  { value: 'approximate', text: 'About', hint: 'Estimated or rounded, such as about 500' },
  { value: 'lower_bound', text: 'At least', hint: 'More than this, such as over 200' },
  { value: 'unknown', text: 'Not known', hint: 'The group exists, and nobody knows how many there are' },
]
const unitItems: FieldChoice[] = [
  { value: 'people', text: 'People' },
  { value: 'households', text: 'Households' },
  { value: 'organisations', text: 'Organisations' },
]

export const headcountAnswers = {
  sectorId: z.uuid('Choose the sector'),
  groupName: textAnswer('Enter what the group is called, such as school caretakers'),
  precision: choice(['exact', 'approximate', 'lower_bound', 'unknown'], 'Choose how sure the number is'),
  value: optionalText(20)
    .transform((text: string) => text.replaceAll(/[ ,]/g, ''))
    .refine(
      (text: string) => /^\d{0,7}$/.test(text),
      'Enter the number in figures, such as 143, from 0 to 9,999,999',
    ),
  unit: choice(['people', 'households', 'organisations'], 'Choose what the number counts'),
  scopeNote: optionalText(1000),
  source: textAnswer('Enter where the number is from, such as a report or who said it', 300),
  organisationRef: optionalText(100),
  marks: ticks(),
  ...dateParts('asAt'),
}
export type HeadcountAnswers = z.output<z.ZodObject<typeof headcountAnswers>>

/** What was answered as an entry, or the sentence by the field that needs another answer. */
export async function readHeadcount(
  ctx: Context,
  answers: HeadcountAnswers,
): Promise<HeadcountDetails | { errors: Record<string, string> }> {
  const precision: Precision = answers.precision
  const unit: Unit = answers.unit
  const value = answers.value === '' ? null : Number(answers.value)
  const wrong = headcountProblem({ value, precision })
  if (wrong) return { errors: { [wrong.field]: wrong.sentence } }
  const asAt = dateAnswered(answers, 'asAt')
  if ('problem' in asAt) return { errors: { asAt: asAt.problem } }
  if (!asAt.date) return { errors: { asAt: 'Enter the date that the number is for' } }
  if (asAt.date > ctx.today)
    return { errors: { asAt: `The date must be today, ${formatDate(ctx.today)}, or before` } }
  const sector = await ctx.db
    .selectFrom('sectors')
    .select('id')
    .where('id', '=', answers.sectorId)
    .executeTakeFirst()
  if (!sector) return { errors: { sectorId: 'Choose the sector' } }
  const organisation = answers.organisationRef
    ? await ctx.db
        .selectFrom('organisations')
        .select('id')
        .where('ref', '=', answers.organisationRef)
        .executeTakeFirst()
    : null
  if (organisation === undefined)
    return {
      errors: { organisationRef: `No organisation has the reference ${answers.organisationRef}: check it` },
    }
  return {
    sectorId: answers.sectorId,
    groupName: answers.groupName,
    value,
    precision,
    unit,
    scopeNote: answers.scopeNote,
    source: answers.source,
    asAt: asAt.date,
    organisationId: organisation?.id ?? null,
    notDisaggregable: answers.marks.includes('notDisaggregable'),
    areVolunteers: answers.marks.includes('areVolunteers'),
  }
}

/** What the fields hold for an entry that is there. */
export function headcountValues(entry: Omit<HeadcountDetails, 'asAt'> & { asAt: LocalDate }, ref: string) {
  return {
    sectorId: entry.sectorId,
    groupName: entry.groupName,
    precision: entry.precision,
    value: entry.value === null ? '' : String(entry.value),
    unit: entry.unit,
    scopeNote: entry.scopeNote,
    source: entry.source,
    organisationRef: ref,
    marks: [
      ...(entry.notDisaggregable ? ['notDisaggregable'] : []),
      ...(entry.areVolunteers ? ['areVolunteers'] : []),
    ],
    ...dateValues('asAt', entry.asAt),
  }
}

export function HeadcountFields({ sectors }: { sectors: { value: string; text: string }[] }) {
  return (
    <>
      <SelectField name="sectorId" label="Sector" items={sectors} emptyText="Choose a sector" />
      <TextField name="groupName" label="Group" hint="Such as: volunteer sports coaches" width="two-thirds" />
      <RadiosField name="precision" legend="How sure is the number?" items={precisionItems} />
      <TextField
        name="value"
        label="Number"
        hint="Leave it empty when it is not known"
        width={10}
        inputmode="numeric"
      />
      <RadiosField name="unit" legend="What does it count?" items={unitItems} inline />
      <TextArea
        name="scopeNote"
        label="What it covers and leaves out (optional)"
        hint="Such as: acute hospital staff, GPs and dentists are left out"
        rows={3}
      />
      <TextField name="source" label="Source" hint="The document, or who said it" width="two-thirds" />
      <DateField name="asAt" legend="As at" hint="The date that the number is for, such as 31 3 2026" />
      <TextField
        name="organisationRef"
        label="Reference of the organisation, if the group works in one (optional)"
        width={20}
      />
      <CheckboxesField
        name="marks"
        legend="About the group (optional)"
        items={[
          {
            value: 'notDisaggregable',
            text: 'Work with children cannot be told apart',
            hint: 'Not disaggregable: the group is kept out of every rate about work with children',
          },
          { value: 'areVolunteers', text: 'They are volunteers' },
        ]}
      />
    </>
  )
}
