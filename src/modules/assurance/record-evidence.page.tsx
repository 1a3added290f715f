import { z } from 'zod'
import type { Context } from '#platform'
import {
  BackLink,
  DateField,
  Form,
  FormErrorSummary,
  SelectField,
  SubmitButton,
  TextField,
  optionalText,
  page,
  problem,
  redirect,
} from '#web'
import { dateOrNull, formWithDates, requiredDate } from './form-answers.ts'
import { findPerson } from './person.queries.ts'
import { recordEvidence } from './record-evidence.ts'
import { evidenceInWords } from './requirement.ts'

const hours = z
  .string()
  .trim()
  .default('')
  .refine(
    (text) => text === '' || /^\d{1,4}(\.\d{1,2})?$/.test(text),
    'Enter the hours as a number, like 6 or 2.5, or leave it empty',
  )
  .transform((text) => (text === '' ? null : Number(text)))

/** Records by hand what a person has: training taken elsewhere, a check that was seen. */
export const recordEvidencePage = page({
  url: '/assurance/people/:personId/evidence/new',
  access: 'assurance.manage',
  params: z.object({ personId: z.uuid() }),
  form: formWithDates(
    ['obtainedOn', 'expiresOn'],
    z
      .object({
        evidenceTypeId: z.uuid('Choose what the person has'),
        obtainedOn: requiredDate('Enter the day it was completed or issued'),
        expiresOn: dateOrNull(),
        provider: optionalText(300),
        reference: optionalText(300),
        hours,
      })
      .refine(({ obtainedOn, expiresOn }) => expiresOn === null || expiresOn >= obtainedOn, {
        path: ['expiresOn'],
        message: 'It must run out on or after the day it was completed or issued',
      }),
  ),

  async show(ctx, { personId }) {
    const person = await findPerson(ctx, personId)
    return { title: `Record what ${person.fullName} has`, person, types: await evidenceTypeOptions(ctx) }
  },

  async submit(ctx, { personId }, answers) {
    const { evidenceTypeId, obtainedOn, expiresOn, provider, reference } = answers
    const person = await findPerson(ctx, personId)
    const types = await evidenceTypeOptions(ctx)
    if (!types.some(({ value }) => value === evidenceTypeId))
      return problem({ evidenceTypeId: 'Choose what the person has from the list' })
    if (obtainedOn > ctx.today) return problem({ obtainedOn: 'The day must be today or in the past' })
    const same = await ctx.db
      .selectFrom('evidence')
      .select('id')
      .where('personId', '=', personId)
      .where('evidenceTypeId', '=', evidenceTypeId)
      .where('obtainedOn', '=', obtainedOn)
      .where('withdrawnAt', 'is', null)
      .executeTakeFirst()
    if (same) return problem({ obtainedOn: 'This is recorded for that day already' })
    await recordEvidence(ctx, {
      personId,
      evidenceTypeId,
      obtainedOn,
      expiresOn,
      hours: answers.hours,
      provider: provider || null,
      reference: reference || null,
      source: 'recorded',
    })
    return redirect(`/assurance/people/${personId}`, `It is recorded that ${person.fullName} has this`)
  },

  view: ({ title, person, types, form, link }) => (
    <>
      <BackLink href={link(`/assurance/people/${person.id}`)} text={person.fullName} />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <h1 class="govuk-heading-l">{title}</h1>
          <p class="govuk-body">
            For training taken elsewhere, or a check or registration that you have seen. Do not write down
            what a check said, only that it was made.
          </p>
          <Form form={form}>
            <SelectField
              name="evidenceTypeId"
              label="What the person has"
              items={types}
              emptyText="Choose one"
            />
            <DateField
              name="obtainedOn"
              legend="When was it completed or issued?"
              hint="For example, 24 3 2026"
            />
            <DateField
              name="expiresOn"
              legend="When does it run out?"
              hint="Only if it says so itself. Otherwise each requirement decides how long it counts."
            />
            <TextField name="provider" label="Who ran or issued it (optional)" />
            <TextField name="reference" label="Number (optional)" width={20} spellcheck={false} />
            <TextField name="hours" label="Length (optional)" suffix="hours" width={5} inputmode="decimal" />
            <SubmitButton preventDoubleClick>Record it</SubmitButton>
          </Form>
        </div>
      </div>
    </>
  ),
})

async function evidenceTypeOptions(ctx: Context) {
  const rows = await ctx.db
    .selectFrom('evidenceTypes')
    .select(['id', 'title', 'code'])
    .orderBy('title')
    .orderBy('code')
    .execute()
  return rows.map(({ id, ...type }) => ({ value: id, text: evidenceInWords(type) }))
}
