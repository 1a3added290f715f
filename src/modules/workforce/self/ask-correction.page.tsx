import { z } from 'zod'
import { readDate } from '#platform'
import {
  BackLink,
  Form,
  FormErrorSummary,
  SelectField,
  SubmitButton,
  TextArea,
  choice,
  optionalText,
  page,
  problem,
  redirect,
  textAnswer,
} from '#web'
import { type Correctable, askForCorrection, correctable } from './correction.ts'
import { ownPersonId } from './my-record.queries.ts'

const fields = Object.keys(correctable) as Correctable[]

/** Asks the employer to correct what others rely on: a name, a date of birth, a registration, a job. */
export const askCorrectionPage = page({
  url: '/me/corrections/new',
  access: 'signed-in',
  query: z.object({ field: z.enum(['', ...fields]).catch('') }),
  form: z.object({
    field: choice(fields, 'Choose what is wrong'),
    wanted: textAnswer('Enter what it should say', 1000),
    reason: optionalText(1000),
  }),
  async show(ctx, _params, { field }) {
    ownPersonId(ctx)
    return { title: 'Ask for a correction', values: { field } }
  },
  async submit(ctx, _params, answers) {
    const personId = ownPersonId(ctx)
    const wanted = valueOf(answers.field, answers.wanted)
    if (wanted === null) return problem({ wanted: 'Enter the date of birth, such as 17 4 1998' })
    if (!(await askForCorrection(ctx, personId, { ...answers, wanted })))
      return problem({ field: 'You have asked to correct this already, and it waits for an answer' })
    return redirect('/me', 'Your request was sent to those who keep your record')
  },
  view: ({ title, form, link }) => (
    <>
      <BackLink href={link('/me')} text="My record" />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <h1 class="govuk-heading-l">{title}</h1>
          <p class="govuk-body">
            You have the right to have what is wrong put right. Others rely on these details, so whoever keeps
            your record looks first, and tells you why if they do not agree.
          </p>
          <Form form={form}>
            <SelectField
              name="field"
              label="What is wrong"
              items={fields.map((value) => ({ value, text: correctable[value] }))}
              emptyText="Choose one"
            />
            <TextArea
              name="wanted"
              label="What it should say"
              hint="A date as day, month and year: 17 4 1998"
              rows={2}
            />
            <TextArea
              name="reason"
              label="Why (optional)"
              hint="Such as: my name changed when I married"
              rows={3}
            />
            <SubmitButton preventDoubleClick>Ask for the correction</SubmitButton>
          </Form>
        </div>
      </div>
    </>
  ),
})

/** What is kept of the answer: a date as a date; null when it should be one and is none. */
function valueOf(field: Correctable, wanted: string): string | null {
  if (field !== 'birth_date') return wanted
  const reading = readDate(wanted)
  return 'date' in reading ? reading.date : null
}
