import { z } from 'zod'
import {
  BackLink,
  Form,
  FormErrorSummary,
  SubmitButton,
  TextField,
  dateAnswered,
  page,
  problem,
  redirect,
  textAnswer,
} from '#web'
import { needReach } from '../within-reach.ts'
import {
  FactsFields,
  NumbersFields,
  factsForm,
  factsIn,
  knownNames,
  numbersForm,
  numbersIn,
} from './organisation-form.tsx'
import { addOrganisation } from './save-organisation.ts'

/** Adds one organisation by hand. */
export const addOrganisationPage = page({
  url: '/organisations/new',
  access: 'partnership.manage',
  form: z.object({
    ref: textAnswer('Enter a reference: a short code of your own, such as ORG-001', 60),
    ...factsForm,
    ...numbersForm,
  }),
  async show(ctx) {
    needReach(ctx)
    return { title: 'Add an organisation', names: await knownNames(ctx), values: { cohort: 'wider' } }
  },
  async submit(ctx, _params, answers) {
    needReach(ctx)
    const openedOn = dateAnswered(answers, 'openedOn')
    if ('problem' in openedOn) return problem({ openedOn: openedOn.problem })
    const answer = await addOrganisation(ctx, {
      ref: answers.ref,
      facts: factsIn(answers),
      numbers: numbersIn(answers, openedOn.date),
    })
    if (answer.outcome === 'refused') return problem({ [answer.field]: answer.reason })
    if (answer.outcome === 'stale') throw new Error('What is new cannot have changed')
    return redirect(
      `/organisations/${answer.organisationId}`,
      'The organisation was added. Add a contact, so that people know whom to ask for',
    )
  },
  view: ({ title, names, form, link }) => (
    <>
      <BackLink href={link('/organisations')} text="Organisations" />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <h1 class="govuk-heading-l">{title}</h1>
          <p class="govuk-body">
            For one body or setting. A whole list is quicker{' '}
            <a class="govuk-link" href={link('/imports/new/organisations')}>
              from a file
            </a>
            .
          </p>
          <Form form={form}>
            <TextField
              name="ref"
              label="Reference"
              hint="A short code of your own: files that come later name the organisation by it"
              width={20}
            />
            <FactsFields names={names} />
            <NumbersFields />
            <SubmitButton preventDoubleClick>Add the organisation</SubmitButton>
          </Form>
        </div>
      </div>
    </>
  ),
})
