import { z } from 'zod'
import { formatDate } from '#platform'
import { DateField, dateAnswered, dateParts, dateValues, page, problem, redirect, stale } from '#web'
import { findPerson } from '../people/people.queries.ts'
import { correctEngagement } from './correct-engagement.ts'
import { findEngagement } from './engagement.queries.ts'
import { FormOfPerson } from './form-of-person.tsx'
import {
  TermsFields,
  choiceProblem,
  termsAnswered,
  termsAnswers,
  termsChoices,
  termsValues,
} from './terms-form.tsx'

const refusals = {
  'after-its-end': 'The first day must be on or before the last',
  'before-the-terms-before': 'The first day must be after that of the terms before',
}

/** Corrects what an engagement said by mistake. */
export const correctEngagementPage = page({
  url: '/people/:personId/engagements/:engagementId/correct',
  access: 'workforce.manage',
  params: z.object({ personId: z.uuid(), engagementId: z.uuid() }),
  form: z.object({ _version: z.coerce.number(), ...termsAnswers, ...dateParts('startedOn') }),

  async show(ctx, { personId, engagementId }) {
    const person = await findPerson(ctx, personId)
    const engagement = await findEngagement(ctx, personId, engagementId)
    return {
      title: `Correct what ${person.fullName} does`,
      version: engagement.version,
      values: { ...termsValues(engagement), ...dateValues('startedOn', engagement.startedOn) },
      choices: await termsChoices(ctx, engagement.organisationId),
      engagement,
    }
  },

  async submit(ctx, { personId, engagementId }, answers) {
    const engagement = await findEngagement(ctx, personId, engagementId)
    const startedOn = dateAnswered(answers, 'startedOn')
    if ('problem' in startedOn) return problem({ startedOn: startedOn.problem })
    if (!startedOn.date) return problem({ startedOn: 'Enter the first day' })
    const terms = termsAnswered(answers)
    if ('problem' in terms) return problem(terms.problem)
    const wrong = choiceProblem(terms, await termsChoices(ctx, engagement.organisationId), engagement)
    if (wrong) return problem(wrong)
    const seen = { engagementId, version: answers._version }
    const answer = await correctEngagement(ctx, seen, { ...terms, startedOn: startedOn.date })
    if (answer.outcome === 'stale') return stale('this engagement')
    if (answer.outcome === 'refused') return problem({ startedOn: refusals[answer.because] })
    return redirect(`/people/${personId}`, 'The engagement was corrected')
  },

  view: ({ title, engagement, choices, form, link }) => (
    <FormOfPerson
      form={form}
      title={title}
      button="Save the correction"
      back={{ href: link(`/people/${engagement.personId}`) }}
      intro={
        <p class="govuk-body">
          {engagement.role} at {engagement.organisation}
          {engagement.endedOn
            ? `, ${formatDate(engagement.startedOn)} to ${formatDate(engagement.endedOn)}`
            : `, since ${formatDate(engagement.startedOn)}`}
          . For what was wrong all along. What it said until now is kept. If something changed on a day,{' '}
          <a
            class="govuk-link"
            href={link(`/people/${engagement.personId}/engagements/${engagement.id}/change`)}
          >
            change it from that day
          </a>{' '}
          instead.
        </p>
      }
    >
      <DateField name="startedOn" legend="First day" hint="For example, 2 9 2024" />
      <TermsFields choices={choices} />
    </FormOfPerson>
  ),
})
