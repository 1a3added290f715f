import { z } from 'zod'
import { formatDate } from '#platform'
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
  type PageContext,
  problem,
  redirect,
  stale,
} from '#web'
import { findPerson } from '../people/people.queries.ts'
import { endEngagement } from './end-engagement.ts'
import { findEngagement } from './engagement.queries.ts'

/** Gives an engagement its last day. */
export const endEngagementPage = page({
  url: '/people/:personId/engagements/:engagementId/end',
  access: 'workforce.manage',
  params: z.object({ personId: z.uuid(), engagementId: z.uuid() }),
  form: z.object({
    _version: z.coerce.number(),
    leavingReason: optionalText(300),
    destination: optionalText(300),
    ...dateParts('endedOn'),
  }),

  async show(ctx, params) {
    const { person, engagement } = await findBoth(ctx, params)
    return {
      title: `When did ${person.fullName} leave?`,
      version: engagement.version,
      values: {
        ...dateValues('endedOn', engagement.lastOn),
        leavingReason: engagement.leavingReason ?? '',
        destination: engagement.destination ?? '',
      },
      person,
      engagement,
    }
  },

  async submit(ctx, params, answers) {
    const { person, engagement } = await findBoth(ctx, params)
    const endedOn = dateAnswered(answers, 'endedOn')
    if ('problem' in endedOn) return problem({ endedOn: endedOn.problem })
    if (!endedOn.date) return problem({ endedOn: 'Enter the last day' })
    const answer = await endEngagement(ctx, engagement.id, answers._version, {
      endedOn: endedOn.date,
      leavingReason: answers.leavingReason || null,
      destination: answers.destination || null,
    })
    if (answer.outcome === 'stale') return stale('this engagement')
    if (answer.outcome === 'refused')
      return problem({
        endedOn: `The last day must be on or after the first, ${formatDate(answer.startedOn)}`,
      })
    return redirect(`/people/${person.id}`, `${engagement.role} ends on ${formatDate(endedOn.date)}`)
  },

  view: ({ title, person, engagement, form, link }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <FormErrorSummary form={form} />
        <h1 class="govuk-heading-l">{title}</h1>
        <p class="govuk-body">
          {engagement.role} at {engagement.organisation}
          {engagement.team ? `, ${engagement.team}` : ''}, since {formatDate(engagement.firstOn)}. Roles in
          this service that came with it end on the same day.
        </p>
        <Form form={form}>
          <DateField name="endedOn" legend="Last day" hint="For example, 30 9 2026" />
          <TextField name="leavingReason" label="Reason for leaving (optional)" width="two-thirds" />
          <TextField name="destination" label="Where they went (optional)" width="two-thirds" />
          <SubmitButton preventDoubleClick>Save</SubmitButton>
        </Form>
        <p class="govuk-body">
          <a class="govuk-link" href={link(`/people/${person.id}`)}>
            Go back without saving
          </a>
        </p>
      </div>
    </div>
  ),
})

async function findBoth(
  ctx: PageContext,
  { personId, engagementId }: { personId: string; engagementId: string },
) {
  const person = await findPerson(ctx, personId)
  const engagement = await findEngagement(ctx, personId, engagementId)
  return { person, engagement }
}
