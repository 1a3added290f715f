import { z } from 'zod'
import {
  DateField,
  Form,
  FormErrorSummary,
  SubmitButton,
  TextField,
  dateAnswered,
  dateParts,
  dateValues,
  optionalText,
  page,
  problem,
  redirect,
  stale,
  textAnswer,
} from '#web'
import { editPerson } from './edit-person.ts'
import { findPerson } from './people.queries.ts'

/** Corrects a person's name, date of birth, address for mail and registration numbers. */
export const editPersonPage = page({
  url: '/people/:personId/edit',
  access: 'workforce.manage',
  params: z.object({ personId: z.uuid() }),
  form: z.object({
    _version: z.coerce.number(),
    givenName: textAnswer('Enter the first name'),
    familyName: textAnswer('Enter the last name'),
    email: optionalText(300).refine(
      (text) => text === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text),
      'Enter an e-mail address, like name@example.org',
    ),
    sweNumber: optionalText(50),
    nmcPin: optionalText(50),
    trn: optionalText(50),
    ...dateParts('birthDate'),
  }),

  async show(ctx, { personId }) {
    const person = await findPerson(ctx, personId)
    const { givenName, familyName } = person
    return {
      title: `Correct the details of ${person.fullName}`,
      version: person.version,
      values: {
        givenName,
        familyName,
        email: person.email ?? '',
        sweNumber: person.sweNumber ?? '',
        nmcPin: person.nmcPin ?? '',
        trn: person.trn ?? '',
        ...dateValues('birthDate', person.birthDate),
      },
      personId,
    }
  },

  async submit(ctx, { personId }, answers) {
    await findPerson(ctx, personId)
    const birthDate = dateAnswered(answers, 'birthDate')
    if ('problem' in birthDate) return problem({ birthDate: birthDate.problem })
    if (birthDate.date && birthDate.date > ctx.today)
      return problem({ birthDate: 'The date of birth must be in the past' })
    const { givenName, familyName, email, sweNumber, nmcPin, trn } = answers
    const answer = await editPerson(ctx, personId, answers._version, {
      givenName,
      familyName,
      birthDate: birthDate.date,
      email: email || null,
      sweNumber: sweNumber || null,
      nmcPin: nmcPin || null,
      trn: trn || null,
    })
    if (answer.outcome === 'stale') return stale('this person')
    if (answer.outcome === 'refused')
      return problem({ [answer.field]: `Check the number: ${answer.ref} has it already` })
    return redirect(`/people/${personId}`, 'The details were corrected')
  },

  view: ({ title, personId, form, link }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <FormErrorSummary form={form} />
        <h1 class="govuk-heading-l">{title}</h1>
        <p class="govuk-body">
          The details come from your HR system: correct them there too, or the next file will bring the old
          ones back.
        </p>
        <Form form={form}>
          <TextField name="givenName" label="First name" width={20} />
          <TextField name="familyName" label="Last name" width={20} />
          <DateField name="birthDate" legend="Date of birth (optional)" hint="For example, 17 4 1998" />
          <TextField name="email" label="E-mail address (optional)" type="email" width="two-thirds" />
          <TextField name="sweNumber" label="Social Work England number (optional)" width={10} />
          <TextField name="nmcPin" label="NMC PIN (optional)" width={10} />
          <TextField name="trn" label="Teacher reference number (optional)" width={10} />
          <SubmitButton preventDoubleClick>Save</SubmitButton>
        </Form>
        <p class="govuk-body">
          <a class="govuk-link" href={link(`/people/${personId}`)}>
            Go back without saving
          </a>
        </p>
      </div>
    </div>
  ),
})
