import { z } from 'zod'
import type { Context } from '#platform'
import {
  DateField,
  Form,
  type FormState,
  type Problem,
  RadiosField,
  SubmitButton,
  TextArea,
  TextField,
  choice,
  dateAnswered,
  dateParts,
  dateValues,
  optionalText,
  problem,
  textAnswer,
} from '#web'
import { type LawfulBasis, type Sharing, lawfulBases, sharings } from './agreement.ts'
import { type findAgreement, organisationsNamed } from './agreement.queries.ts'
import type { AgreementDetails } from './save-agreement.ts'

export const agreementForm = z.object({
  _version: z.coerce.number().optional(),
  title: textAnswer('Enter what the agreement is called'),
  organisations: textAnswer('Enter the organisations that share, one on each line', 20_000),
  purpose: textAnswer('Enter what the sharing is for', 2000),
  lawfulBasis: choice(Object.keys(lawfulBases) as LawfulBasis[], 'Choose the lawful basis'),
  shares: choice(Object.keys(sharings) as Sharing[], 'Choose what is shared'),
  items: textAnswer('Enter which data is shared', 2000),
  keptFor: optionalText(500),
  security: optionalText(500),
  breachContact: optionalText(200),
  documentRef: optionalText(200),
  ...dateParts('startedOn'),
  ...dateParts('reviewOn'),
})

type Answers = z.output<typeof agreementForm>

/** What was answered, or what is wrong with it. */
export async function readAgreement(
  ctx: Context,
  answers: Answers,
): Promise<Problem | { details: AgreementDetails; organisationIds: string[] }> {
  const { _version, organisations, ...rest } = answers
  const [started, review] = [dateAnswered(answers, 'startedOn'), dateAnswered(answers, 'reviewOn')]
  if ('problem' in started) return problem({ startedOn: started.problem })
  if ('problem' in review) return problem({ reviewOn: review.problem })
  if (!started.date) return problem({ startedOn: 'Enter the first day of the agreement' })
  if (!review.date) return problem({ reviewOn: 'Enter when the agreement is to be reviewed' })
  if (review.date <= started.date) return problem({ reviewOn: 'The review must come after the first day' })
  const lines = organisations
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const { ids, unknown } = await organisationsNamed(ctx, lines)
  if (unknown.length > 0) {
    const named = unknown.slice(0, 3).map((line) => (line.length > 60 ? `${line.slice(0, 60)}…` : line))
    return problem({
      organisations: `No organisation has this reference or name: ${named.join(', ')}. Check the list of organisations`,
    })
  }
  const { title, purpose, lawfulBasis, shares, items, keptFor, security, breachContact, documentRef } = rest
  const details = {
    title,
    purpose,
    lawfulBasis,
    shares,
    items,
    keptFor,
    security,
    breachContact,
    documentRef,
  }
  return { details: { ...details, startedOn: started.date, reviewOn: review.date }, organisationIds: ids }
}

export function valuesOfAgreement(agreement: Awaited<ReturnType<typeof findAgreement>>) {
  return {
    title: agreement.title,
    organisations: agreement.organisations.map(({ ref }) => ref).join('\n'),
    purpose: agreement.purpose,
    lawfulBasis: agreement.lawfulBasis,
    shares: agreement.shares,
    items: agreement.items,
    keptFor: agreement.keptFor,
    security: agreement.security,
    breachContact: agreement.breachContact,
    documentRef: agreement.documentRef,
    ...dateValues('startedOn', agreement.startedOn),
    ...dateValues('reviewOn', agreement.reviewOn),
  }
}

const choicesOf = (words: Record<string, string>) =>
  Object.entries(words).map(([value, text]) => ({ value, text }))

export function AgreementForm({ form, button }: { form: FormState; button: string }) {
  return (
    <Form form={form}>
      <TextField name="title" label="Title" hint="What people call it" />
      <TextArea
        name="organisations"
        label="Organisations that share"
        hint="One on each line, by reference or name. The other side is the authority."
        rows={4}
        spellcheck={false}
      />
      <TextArea
        name="purpose"
        label="Purpose"
        hint="What the authority does with it, and why it needs it"
        rows={3}
      />
      <RadiosField name="lawfulBasis" legend="Lawful basis" items={choicesOf(lawfulBases)} />
      <RadiosField
        name="shares"
        legend="What is shared"
        items={[
          {
            value: 'totals',
            text: sharings.totals,
            hint: 'How many people, by kind of work. Small numbers are withheld.',
          },
          {
            value: 'named',
            text: sharings.named,
            hint: 'Whoever has a role over the whole partnership sees each person, while the agreement lasts.',
          },
        ]}
      />
      <TextArea
        name="items"
        label="Which data"
        hint="For example: name, employer, role, courses with date and outcome"
        rows={3}
      />
      <DateField name="startedOn" legend="First day" hint="For example, 1 9 2026" />
      <DateField name="reviewOn" legend="To be reviewed by" hint="Within a year" />
      <TextField name="keptFor" label="How long it is kept" />
      <TextField name="security" label="How it is kept safe" />
      <TextField
        name="breachContact"
        label="Whom to tell of a breach"
        hint="A team or its address for mail"
      />
      <TextField name="documentRef" label="Where the signed agreement is" hint="A document reference" />
      <SubmitButton preventDoubleClick>{button}</SubmitButton>
    </Form>
  )
}
