/** Adds another engagement of somebody who is here already: first where, then what. */
import { z } from 'zod'
import { DateField, dateAnswered, dateParts, page, problem, redirect } from '#web'
import { findPerson } from '../people/people.queries.ts'
import { addEngagement } from './add-engagement.ts'
import { chooseOrganisationPage } from './choose-organisation.tsx'
import { findOrganisationToWorkFor } from './engagement.queries.ts'
import { FormOfPerson } from './form-of-person.tsx'
import { TermsFields, choiceProblem, termsAnswered, termsAnswers, termsChoices } from './terms-form.tsx'

export const whereToEngagePage = chooseOrganisationPage({
  url: '/people/:personId/engagements/new',
  params: z.object({ personId: z.uuid() }),
  async ask(ctx, { personId }) {
    const { fullName } = await findPerson(ctx, personId)
    return {
      title: `Where else does ${fullName} work?`,
      back: `/people/${personId}`,
      intro:
        'A person is in the register once and may work, or volunteer, at several organisations at the same time. Each is an engagement of its own.',
    }
  },
  next: ({ personId }, organisationId) => `/people/${personId}/engagements/new/${organisationId}`,
})

export const newEngagementPage = page({
  url: '/people/:personId/engagements/new/:organisationId',
  access: 'workforce.manage',
  params: z.object({ personId: z.uuid(), organisationId: z.uuid() }),
  form: z.object({ ...termsAnswers, ...dateParts('startedOn') }),

  async show(ctx, { personId, organisationId }) {
    const person = await findPerson(ctx, personId)
    const organisation = await findOrganisationToWorkFor(ctx, organisationId)
    return {
      title: `What does ${person.fullName} do at ${organisation.name}?`,
      person,
      choices: await termsChoices(ctx, organisationId),
    }
  },

  async submit(ctx, { personId, organisationId }, answers) {
    const person = await findPerson(ctx, personId)
    const organisation = await findOrganisationToWorkFor(ctx, organisationId)
    const startedOn = dateAnswered(answers, 'startedOn')
    if ('problem' in startedOn) return problem({ startedOn: startedOn.problem })
    if (!startedOn.date) return problem({ startedOn: 'Enter the first day' })
    const terms = termsAnswered(answers)
    if ('problem' in terms) return problem(terms.problem)
    const wrong = choiceProblem(terms, await termsChoices(ctx, organisationId))
    if (wrong) return problem(wrong)
    await addEngagement(ctx, { ...terms, personId, organisationId, startedOn: startedOn.date })
    return redirect(`/people/${personId}`, `${person.fullName} works at ${organisation.name}`)
  },

  view: ({ title, person, choices, form, link }) => (
    <FormOfPerson
      form={form}
      title={title}
      button="Add the engagement"
      back={{ href: link(`/people/${person.id}`) }}
    >
      <DateField name="startedOn" legend="First day" hint="For example, 2 9 2024" />
      <TermsFields choices={choices} />
    </FormOfPerson>
  ),
})
