/** Transfers a person to another organisation: where to, then when and as what. */
import { z } from 'zod'
import { formatDate } from '#platform'
import {
  DateField,
  TextField,
  dateAnswered,
  dateParts,
  optionalText,
  page,
  problem,
  redirect,
  stale,
} from '#web'
import { findPerson } from '../people/people.queries.ts'
import { chooseOrganisationPage } from './choose-organisation.tsx'
import { findEngagement, findOrganisationToWorkFor } from './engagement.queries.ts'
import { FormOfPerson } from './form-of-person.tsx'
import {
  TermsFields,
  choiceProblem,
  termsAnswered,
  termsAnswers,
  termsChoices,
  termsValues,
} from './terms-form.tsx'
import { transferPerson } from './transfer-person.ts'

const refusals = {
  'same-organisation': 'They work there already: change the engagement from that day instead',
  'not-engaged-then': 'The day before must be while the engagement lasts',
}

export const whereToTransferPage = chooseOrganisationPage({
  url: '/people/:personId/engagements/:engagementId/transfer',
  params: z.object({ personId: z.uuid(), engagementId: z.uuid() }),
  async ask(ctx, { personId, engagementId }) {
    const { fullName } = await findPerson(ctx, personId)
    const { role, organisation } = await findEngagement(ctx, personId, engagementId)
    return {
      title: `Where does ${fullName} go?`,
      back: `/people/${personId}`,
      intro: `From ${role} at ${organisation}. The person stays the same in the register: training, evidence and what they did before go along, and you get a receipt.`,
    }
  },
  next: ({ personId, engagementId }, organisationId) =>
    `/people/${personId}/engagements/${engagementId}/transfer/${organisationId}`,
})

export const transferPage = page({
  url: '/people/:personId/engagements/:engagementId/transfer/:organisationId',
  access: 'workforce.manage',
  params: z.object({ personId: z.uuid(), engagementId: z.uuid(), organisationId: z.uuid() }),
  form: z.object({
    _version: z.coerce.number(),
    ...termsAnswers,
    ...dateParts('on'),
    reason: optionalText(300),
  }),

  async show(ctx, { personId, engagementId, organisationId }) {
    const person = await findPerson(ctx, personId)
    const engagement = await findEngagement(ctx, personId, engagementId)
    const to = await findOrganisationToWorkFor(ctx, organisationId)
    return {
      title: `Transfer ${person.fullName} to ${to.name}`,
      version: engagement.version,
      values: { ...termsValues(engagement), team: '', cohort: '' },
      engagement,
      choices: await termsChoices(ctx, organisationId),
    }
  },

  async submit(ctx, { personId, engagementId, organisationId }, answers) {
    await findEngagement(ctx, personId, engagementId)
    const to = await findOrganisationToWorkFor(ctx, organisationId)
    const on = dateAnswered(answers, 'on')
    if ('problem' in on) return problem({ on: on.problem })
    if (!on.date) return problem({ on: 'Enter the first day there' })
    const terms = termsAnswered(answers)
    if ('problem' in terms) return problem(terms.problem)
    const wrong = choiceProblem(terms, await termsChoices(ctx, organisationId))
    if (wrong) return problem(wrong)
    const { _version: version, reason } = answers
    const answer = await transferPerson(ctx, { engagementId, version, to, on: on.date, reason, terms })
    if (answer.outcome === 'stale') return stale('this engagement')
    if (answer.outcome === 'refused') return problem({ on: refusals[answer.because] })
    return redirect(`/transfers/${answer.transferId}`, 'The transfer is recorded')
  },

  view: ({ title, engagement, choices, form, link }) => (
    <FormOfPerson
      form={form}
      title={title}
      button="Transfer"
      back={{ href: link(`/people/${engagement.personId}`) }}
      intro={
        <p class="govuk-body">
          {engagement.role} at {engagement.organisation}, since {formatDate(engagement.firstOn)}, ends the day
          before.
        </p>
      }
    >
      <DateField name="on" legend="First day at the new organisation" hint="For example, 1 4 2027" />
      <TextField name="reason" label="Reason (optional)" width="two-thirds" />
      <TermsFields choices={choices} />
    </FormOfPerson>
  ),
})
