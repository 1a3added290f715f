/** Takes back what turned out wrong about an engagement: a change of its terms, or its end. */
import { z } from 'zod'
import { formatDate } from '#platform'
import { page, redirect, stale } from '#web'
import { findPerson } from '../people/people.queries.ts'
import { undoChange } from './change-terms.ts'
import { reopenEngagement } from './end-engagement.ts'
import { findEngagement } from './engagement.queries.ts'
import { FormOfPerson } from './form-of-person.tsx'

const params = z.object({ personId: z.uuid(), engagementId: z.uuid() })
const form = z.object({ _version: z.coerce.number() })

export const undoChangePage = page({
  url: '/people/:personId/engagements/:engagementId/undo',
  access: 'workforce.manage',
  params,
  form,
  async show(ctx, { personId, engagementId }) {
    const person = await findPerson(ctx, personId)
    const engagement = await findEngagement(ctx, personId, engagementId)
    return { title: `Take back a change for ${person.fullName}`, version: engagement.version, engagement }
  },
  async submit(ctx, { personId, engagementId }, answers) {
    await findEngagement(ctx, personId, engagementId)
    if (!(await undoChange(ctx, { engagementId, version: answers._version }))) return stale('this engagement')
    return redirect(`/people/${personId}`, 'The change was taken back')
  },
  view: ({ title, engagement, form, link }) => (
    <FormOfPerson
      form={form}
      title={title}
      button="Take the change back"
      warning
      back={{ href: link(`/people/${engagement.personId}`), text: 'Keep the change' }}
      intro={
        <p class="govuk-body">
          {engagement.continuesId
            ? `What changed on ${formatDate(engagement.startedOn)} (${engagement.role} at ${engagement.organisation}) will not have happened: what was true before goes on.`
            : `Nothing changed on ${formatDate(engagement.startedOn)}: that is the first day of the engagement. Correct it, or say when it ended.`}
        </p>
      }
    />
  ),
})

export const reopenEngagementPage = page({
  url: '/people/:personId/engagements/:engagementId/reopen',
  access: 'workforce.manage',
  params,
  form,
  async show(ctx, { personId, engagementId }) {
    const person = await findPerson(ctx, personId)
    const engagement = await findEngagement(ctx, personId, engagementId)
    return { title: `Has ${person.fullName} not left?`, version: engagement.version, engagement }
  },
  async submit(ctx, { personId, engagementId }, answers) {
    const { role } = await findEngagement(ctx, personId, engagementId)
    if (!(await reopenEngagement(ctx, engagementId, answers._version))) return stale('this engagement')
    return redirect(`/people/${personId}`, `${role} goes on`)
  },
  view: ({ title, engagement, form, link }) => (
    <FormOfPerson
      form={form}
      title={title}
      button="It goes on"
      back={{ href: link(`/people/${engagement.personId}`) }}
      intro={
        <p class="govuk-body">
          {engagement.role} at {engagement.organisation}{' '}
          {engagement.lastOn ? `has ${formatDate(engagement.lastOn)} as its last day` : 'has no last day'}. If
          that is wrong, the engagement goes on as if it had never ended. Roles in this service that ended
          with it do not come back by themselves: give them again.
        </p>
      }
    />
  ),
})
