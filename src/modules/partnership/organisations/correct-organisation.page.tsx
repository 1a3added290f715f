import { z } from 'zod'
import { formatDate } from '#platform'
import {
  BackLink,
  Form,
  FormErrorSummary,
  SubmitButton,
  dateAnswered,
  page,
  problem,
  redirect,
  stale,
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
  organisationToEdit,
} from './organisation-form.tsx'
import { correctOrganisation } from './save-organisation.ts'

/** Corrects what is recorded of an organisation: of today, or of an earlier or later period. */
export const correctOrganisationPage = page({
  url: '/organisations/:organisationId/correct',
  access: 'partnership.manage',
  params: z.object({ organisationId: z.uuid() }),
  query: z.object({ period: z.uuid().optional().catch(undefined) }),
  form: z.object({ _version: z.coerce.number(), ...factsForm, ...numbersForm }),
  async show(ctx, { organisationId }, { period }) {
    needReach(ctx, { organisationId })
    const organisation = await organisationToEdit(ctx, organisationId, period)
    return {
      title: `Correct what is recorded of ${organisation.name}`,
      organisation,
      organisationId,
      names: await knownNames(ctx),
      version: organisation.version,
      values: { ...organisation.facts, ...organisation.numbers },
    }
  },
  async submit(ctx, { organisationId }, answers, { period }) {
    needReach(ctx, { organisationId })
    const { periodId, closedOn } = await organisationToEdit(ctx, organisationId, period)
    const openedOn = dateAnswered(answers, 'openedOn')
    if ('problem' in openedOn) return problem({ openedOn: openedOn.problem })
    if (openedOn.date && closedOn && openedOn.date > closedOn)
      return problem({ openedOn: `It closed on ${formatDate(closedOn)}: enter a day before that` })
    const answer = await correctOrganisation(ctx, organisationId, answers._version, {
      periodId,
      facts: factsIn(answers),
      numbers: numbersIn(answers, openedOn.date),
    })
    if (answer.outcome === 'stale') return stale('this organisation')
    if (answer.outcome === 'refused') return problem({ [answer.field]: answer.reason })
    return redirect(`/organisations/${organisationId}`, 'The record was corrected')
  },
  view: ({ title, organisation, organisationId, names, form, link }) => (
    <>
      <BackLink href={link(`/organisations/${organisationId}`)} text={organisation.name} />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <h1 class="govuk-heading-l">{title}</h1>
          <p class="govuk-body">
            This is for mistakes: it changes what is said of the time{' '}
            {organisation.startedOn ? `from ${formatDate(organisation.startedOn)}` : 'from the beginning'}{' '}
            {organisation.endedOn ? `to ${formatDate(organisation.endedOn)}` : 'until now'}. When the
            organisation itself changed on a day,{' '}
            <a class="govuk-link" href={link(`/organisations/${organisationId}/change`)}>
              record the change
            </a>{' '}
            instead. What it said before is kept.
          </p>
          <Form form={form}>
            <FactsFields names={names} />
            <NumbersFields />
            <SubmitButton preventDoubleClick>Save the correction</SubmitButton>
          </Form>
        </div>
      </div>
    </>
  ),
})
