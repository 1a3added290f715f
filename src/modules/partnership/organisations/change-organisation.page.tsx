import { z } from 'zod'
import {
  BackLink,
  DateField,
  Form,
  FormErrorSummary,
  SubmitButton,
  dateAnswered,
  dateParts,
  page,
  problem,
  redirect,
  stale,
} from '#web'
import { needReach } from '../within-reach.ts'
import { FactsFields, factsForm, factsIn, knownNames, organisationToEdit } from './organisation-form.tsx'
import { changeOrganisation } from './save-organisation.ts'

/** Records that an organisation changed on a day: a new name, a new trust, another locality. */
export const changeOrganisationPage = page({
  url: '/organisations/:organisationId/change',
  access: 'partnership.manage',
  params: z.object({ organisationId: z.uuid() }),
  form: z.object({ _version: z.coerce.number(), ...dateParts('from'), ...factsForm }),
  async show(ctx, { organisationId }) {
    needReach(ctx, { organisationId })
    const { name, version, facts } = await organisationToEdit(ctx, organisationId)
    const names = await knownNames(ctx)
    return { title: `Record a change of ${name}`, name, organisationId, names, version, values: facts }
  },
  async submit(ctx, { organisationId }, answers) {
    needReach(ctx, { organisationId })
    await organisationToEdit(ctx, organisationId)
    const from = dateAnswered(answers, 'from')
    if ('problem' in from) return problem({ from: from.problem })
    if (!from.date) return problem({ from: 'Enter the day from which this is true' })
    const wanted = { from: from.date, facts: factsIn(answers) }
    const answer = await changeOrganisation(ctx, organisationId, answers._version, wanted)
    if (answer.outcome === 'stale') return stale('this organisation')
    if (answer.outcome === 'refused') return problem({ [answer.field]: answer.reason })
    return redirect(`/organisations/${organisationId}`, 'The change was recorded')
  },
  view: ({ title, name, organisationId, names, form, link }) => (
    <>
      <BackLink href={link(`/organisations/${organisationId}`)} text={name} />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <h1 class="govuk-heading-l">{title}</h1>
          <p class="govuk-body">
            What is recorded until the day before stays as it is. Figures of earlier dates keep counting with
            it.
          </p>
          <Form form={form}>
            <DateField
              name="from"
              legend="True from"
              hint="For example, 1 9 2026. It may lie in the future."
            />
            <FactsFields names={names} />
            <SubmitButton preventDoubleClick>Record the change</SubmitButton>
          </Form>
        </div>
      </div>
    </>
  ),
})
