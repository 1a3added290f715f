/** Adds a person: first where they work, then who they are and what they do there. */
import { z } from 'zod'
import { CheckboxesField, DateField, dateAnswered, dateParts, page, problem, redirect, ticks } from '#web'
import { chooseOrganisationPage } from '../engagements/choose-organisation.tsx'
import { findOrganisationToWorkFor } from '../engagements/engagement.queries.ts'
import { FormOfPerson } from '../engagements/form-of-person.tsx'
import {
  TermsFields,
  choiceProblem,
  termsAnswered,
  termsAnswers,
  termsChoices,
} from '../engagements/terms-form.tsx'
import { addPerson } from './add-person.ts'
import { DetailsFields, detailsAnswered, detailsAnswers } from './details-form.tsx'
import { takenInWords } from './edit-person.ts'
import { likelySame, sameInWords } from './likely-same.ts'

export const whereToAddPage = chooseOrganisationPage({
  url: '/people/new',
  params: z.object({}),
  ask: async () => ({
    title: 'Where does the person work?',
    back: '/people',
    intro:
      'Or volunteer, study or foster. Somebody who works at several organisations is added once; their other engagements are added afterwards. For many people at once, bring in a file.',
  }),
  next: (_params, organisationId) => `/people/new/${organisationId}`,
})

export const newPersonPage = page({
  url: '/people/new/:organisationId',
  access: 'workforce.manage',
  params: z.object({ organisationId: z.uuid() }),
  form: z.object({ ...detailsAnswers, ...termsAnswers, ...dateParts('startedOn'), somebodyElse: ticks() }),

  async show(ctx, { organisationId }) {
    const organisation = await findOrganisationToWorkFor(ctx, organisationId)
    return {
      title: `Add a person at ${organisation.name}`,
      choices: await termsChoices(ctx, organisationId),
    }
  },

  async submit(ctx, { organisationId }, answers) {
    const organisation = await findOrganisationToWorkFor(ctx, organisationId)
    const details = detailsAnswered(answers, ctx.today)
    if ('problem' in details) return problem(details.problem)
    const startedOn = dateAnswered(answers, 'startedOn')
    if ('problem' in startedOn) return problem({ startedOn: startedOn.problem })
    if (!startedOn.date) return problem({ startedOn: 'Enter the first day' })
    const terms = termsAnswered(answers)
    if ('problem' in terms) return problem(terms.problem)
    const wrong = choiceProblem(terms, await termsChoices(ctx, organisationId))
    if (wrong) return problem(wrong)
    const same = answers.somebodyElse.length > 0 ? null : sameInWords(await likelySame(ctx, details))
    if (same) return problem({ somebodyElse: same })
    const answer = await addPerson(ctx, { details, organisationId, startedOn: startedOn.date, terms })
    if (answer.outcome === 'refused') return problem({ [answer.field]: takenInWords(answer) })
    return redirect(
      `/people/${answer.personId}`,
      `${details.givenName} ${details.familyName} is in the register, at ${organisation.name}`,
    )
  },

  view: ({ title, choices, form, link }) => (
    <FormOfPerson form={form} title={title} button="Add the person" back={{ href: link('/people') }}>
      <h2 class="govuk-heading-m">Who they are</h2>
      <DetailsFields />
      {form.errors['somebodyElse'] || form.values['somebodyElse'] ? (
        <CheckboxesField
          name="somebodyElse"
          legend="Is this somebody else?"
          items={[{ value: 'yes', text: 'Yes, this is another person: add them' }]}
        />
      ) : null}
      <h2 class="govuk-heading-m">What they do</h2>
      <DateField name="startedOn" legend="First day" hint="For example, 2 9 2024" />
      <TermsFields choices={choices} />
    </FormOfPerson>
  ),
})
