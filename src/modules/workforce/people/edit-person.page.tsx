import { z } from 'zod'
import { Form, FormErrorSummary, SubmitButton, dateValues, page, problem, redirect, stale } from '#web'
import { editPerson, takenInWords } from './edit-person.ts'
import { DetailsFields, detailsAnswered, detailsAnswers } from './details-form.tsx'
import { findPerson } from './people.queries.ts'

/** Corrects a person's name, date of birth, address for mail and registration numbers. */
export const editPersonPage = page({
  url: '/people/:personId/edit',
  access: 'workforce.manage',
  params: z.object({ personId: z.uuid() }),
  form: z.object({
    _version: z.coerce.number(),
    ...detailsAnswers,
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
    const details = detailsAnswered(answers, ctx.today)
    if ('problem' in details) return problem(details.problem)
    const answer = await editPerson(ctx, personId, answers._version, details)
    if (answer.outcome === 'stale') return stale('this person')
    if (answer.outcome === 'refused') return problem({ [answer.field]: takenInWords(answer) })
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
          <DetailsFields />
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
