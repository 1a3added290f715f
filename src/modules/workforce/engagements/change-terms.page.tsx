import { z } from 'zod'
import { formatDate } from '#platform'
import { DateField, dateAnswered, dateParts, page, problem, redirect, stale } from '#web'
import { findPerson } from '../people/people.queries.ts'
import { changeTerms } from './change-terms.ts'
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
  outside: 'The day must be while the engagement lasts',
  'begins-then': 'These terms began on that day: correct them instead',
}

/** Changes role, team, basis, hours or cohort from a day. What was true before that day stays. */
export const changeTermsPage = page({
  url: '/people/:personId/engagements/:engagementId/change',
  access: 'workforce.manage',
  params: z.object({ personId: z.uuid(), engagementId: z.uuid() }),
  form: z.object({ _version: z.coerce.number(), ...termsAnswers, ...dateParts('from') }),

  async show(ctx, { personId, engagementId }) {
    const person = await findPerson(ctx, personId)
    const engagement = await findEngagement(ctx, personId, engagementId)
    return {
      title: `What changes for ${person.fullName}?`,
      version: engagement.version,
      values: termsValues(engagement),
      choices: await termsChoices(ctx, engagement.organisationId),
      engagement,
    }
  },

  async submit(ctx, { personId, engagementId }, answers) {
    const engagement = await findEngagement(ctx, personId, engagementId)
    const from = dateAnswered(answers, 'from')
    if ('problem' in from) return problem({ from: from.problem })
    if (!from.date) return problem({ from: 'Enter the day from which this holds' })
    const terms = termsAnswered(answers)
    if ('problem' in terms) return problem(terms.problem)
    const wrong = choiceProblem(terms, await termsChoices(ctx, engagement.organisationId), engagement)
    if (wrong) return problem(wrong)
    const answer = await changeTerms(ctx, { engagementId, version: answers._version }, from.date, terms)
    if (answer.outcome === 'stale') return stale('this engagement')
    if (answer.outcome === 'refused') return problem({ from: refusals[answer.because] })
    return redirect(`/people/${personId}`, `The change holds from ${formatDate(from.date)}`)
  },

  view: ({ title, engagement, choices, form, link }) => (
    <FormOfPerson
      form={form}
      title={title}
      button="Save the change"
      back={{ href: link(`/people/${engagement.personId}`) }}
      intro={
        <p class="govuk-body">
          {engagement.role} at {engagement.organisation}. What was true before the day stays as it was, so
          figures of the past do not change. If something was wrong all along,{' '}
          <a
            class="govuk-link"
            href={link(`/people/${engagement.personId}/engagements/${engagement.id}/correct`)}
          >
            correct it
          </a>{' '}
          instead.
        </p>
      }
    >
      <DateField name="from" legend="From which day?" hint="For example, 1 4 2027" />
      <TermsFields choices={choices} />
    </FormOfPerson>
  ),
})
