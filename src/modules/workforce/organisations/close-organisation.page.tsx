import { z } from 'zod'
import { closeOrganisation, needReach } from '#partnership'
import { formatDate, withScope } from '#platform'
import {
  BackLink,
  DateField,
  Form,
  FormErrorSummary,
  SubmitButton,
  dateAnswered,
  dateParts,
  dateValues,
  page,
  problem,
  redirect,
  stale,
} from '#web'
import { findOrganisation, partsOf, peopleEngaged } from './organisation.queries.ts'

/** Says that an organisation closed, or that it is open after all, and what is still recorded there. */
export const closeOrganisationPage = page({
  url: '/organisations/:organisationId/close',
  access: 'partnership.manage',
  params: z.object({ organisationId: z.uuid() }),
  form: z.object({ _version: z.coerce.number(), ...dateParts('closedOn') }),
  async show(ctx, { organisationId }) {
    needReach(ctx, { organisationId })
    const organisation = await findOrganisation(ctx, organisationId)
    const name = organisation.periods[0]?.name ?? organisation.ref
    const scope = ctx.visitor.can('workforce.see')
    const { below, teams } = await partsOf(ctx, organisationId)
    return {
      title: organisation.closedOn ? `When did ${name} close?` : `Close ${name}`,
      name,
      organisation,
      version: organisation.version,
      values: dateValues('closedOn', organisation.closedOn),
      left: [
        [
          scope ? await withScope(ctx, scope, (ctx) => peopleEngaged(ctx, organisationId)) : 0,
          'person',
          'people',
        ],
        [teams.length, 'team', 'teams'],
        [below.length, 'organisation that belongs to it', 'organisations that belong to it'],
      ].filter(([count]) => count !== 0) as [number, string, string][],
    }
  },
  async submit(ctx, { organisationId }, answers) {
    needReach(ctx, { organisationId })
    const { closedOn: before } = await findOrganisation(ctx, organisationId)
    const closedOn = dateAnswered(answers, 'closedOn')
    if ('problem' in closedOn) return problem({ closedOn: closedOn.problem })
    if (!closedOn.date && !before) return problem({ closedOn: 'Enter the last day that it is open' })
    const answer = await closeOrganisation(ctx, organisationId, answers._version, closedOn.date)
    if (answer.outcome === 'stale') return stale('this organisation')
    if (answer.outcome === 'before-opening')
      return problem({ closedOn: 'The last day must be on or after the day it opened' })
    const { date } = closedOn
    return redirect(
      `/organisations/${organisationId}`,
      date ? `It is recorded as closing on ${formatDate(date)}` : 'The organisation is open again',
    )
  },
  view: ({ title, name, organisation, left, form, link }) => (
    <>
      <BackLink href={link(`/organisations/${organisation.id}`)} text={name} />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <h1 class="govuk-heading-l">{title}</h1>
          {left.length > 0 ? (
            <>
              <p class="govuk-body">
                Today these are still recorded there, and stay until they are ended or moved:
              </p>
              <ul class="govuk-list govuk-list--bullet">
                {left.map(([count, one, many]) => (
                  <li>
                    {count.toLocaleString('en-GB')} {count === 1 ? one : many}
                  </li>
                ))}
              </ul>
            </>
          ) : null}
          <Form form={form}>
            <DateField
              name="closedOn"
              legend="The last day that it is open"
              hint={
                organisation.closedOn
                  ? 'Leave all three empty if it is open after all'
                  : 'For example, 31 8 2026. Nothing that is recorded of it is lost.'
              }
            />
            <SubmitButton preventDoubleClick>Save</SubmitButton>
          </Form>
        </div>
      </div>
    </>
  ),
})
