import { z } from 'zod'
import { cohorts, organisationKinds } from '#partnership'
import { formatDate, withScope } from '#platform'
import { type SummaryRow, SummaryList, page } from '#web'
import { type OrganisationPeriod, findOrganisation, partsOf, peopleEngaged } from './organisation.queries.ts'

/** One organisation: what is and was true of it, what belongs to it, and how many people work there. */
export const organisationPage = page({
  url: '/organisations/:organisationId',
  access: 'partnership.see',
  params: z.object({ organisationId: z.uuid() }),

  async show(ctx, { organisationId }) {
    const organisation = await findOrganisation(ctx, organisationId)
    const { periods } = organisation
    const today =
      periods.find(
        ({ startedOn, endedOn }) =>
          (!startedOn || startedOn <= ctx.today) && (!endedOn || endedOn >= ctx.today),
      ) ?? periods[0]
    const scope = ctx.visitor.can('workforce.see')
    return {
      title: today?.name ?? organisation.ref,
      organisation,
      now: today,
      people: scope ? await withScope(ctx, scope, (ctx) => peopleEngaged(ctx, organisationId)) : null,
      ...(await partsOf(ctx, organisationId)),
    }
  },

  view: ({ title, organisation, now, people, below, teams, link }) => (
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <SummaryList
            rows={[
              fact('Reference', organisation.ref),
              fact('Kind', now && organisationKinds[now.kind]),
              fact('Sector', now?.sector),
              fact('Cohort', now && cohorts[now.cohort]),
              now?.parentId
                ? {
                    key: { text: 'Belongs to' },
                    value: {
                      html: (
                        <a class="govuk-link" href={link(`/organisations/${now.parentId}`)}>
                          {now.parent ?? 'Another organisation'}
                        </a>
                      ),
                    },
                  }
                : null,
              fact('Locality', now?.locality),
              fact('Postcode', now?.postcode),
              fact('Opened', organisation.openedOn && formatDate(organisation.openedOn)),
              fact('Closed', organisation.closedOn && formatDate(organisation.closedOn)),
              fact('URN', organisation.urn),
              fact('ODS code', organisation.odsCode),
              fact('Ofsted URN', organisation.ofstedUrn),
              fact('Charity number', organisation.charityNumber),
            ]}
          />
          {people === null ? null : (
            <p class="govuk-body">
              {people === 0 ? (
                'None of the people you may see work here today.'
              ) : (
                <a class="govuk-link" href={link(`/people?organisation=${organisation.id}`)}>
                  {people.toLocaleString('en-GB')} {people === 1 ? 'person works' : 'people work'} here today
                </a>
              )}
            </p>
          )}
          {teams.length > 0 ? (
            <>
              <h2 class="govuk-heading-m">Teams</h2>
              <ul class="govuk-list govuk-list--bullet">
                {teams.map(({ name }) => (
                  <li>{name}</li>
                ))}
              </ul>
            </>
          ) : null}
          {below.length > 0 ? (
            <>
              <h2 class="govuk-heading-m">Organisations that belong to it</h2>
              <ul class="govuk-list govuk-list--bullet">
                {below.map(({ id, name }) => (
                  <li>
                    <a class="govuk-link" href={link(`/organisations/${id}`)}>
                      {name}
                    </a>
                  </li>
                ))}
              </ul>
            </>
          ) : null}
        </div>
      </div>
      {organisation.periods.length > 1 ? <Periods periods={organisation.periods} /> : null}
    </>
  ),
})

function fact(key: string, value: string | null | undefined): SummaryRow | null {
  return value ? { key: { text: key }, value: { text: value } } : null
}

function Periods({ periods }: { periods: OrganisationPeriod[] }) {
  return (
    <>
      <h2 class="govuk-heading-m">What was true when</h2>
      <div class="ow-table-scroll" role="region" aria-label="What was true when" tabIndex={0}>
        <table class="govuk-table">
          <caption class="govuk-table__caption govuk-visually-hidden">What was true when</caption>
          <thead class="govuk-table__head">
            <tr class="govuk-table__row">
              {['Period', 'Name', 'Kind', 'Sector', 'Belongs to', 'Locality', 'Postcode'].map((text) => (
                <th scope="col" class="govuk-table__header">
                  {text}
                </th>
              ))}
            </tr>
          </thead>
          <tbody class="govuk-table__body">
            {periods.map((period) => (
              <tr class="govuk-table__row">
                <th scope="row" class="govuk-table__header">
                  {periodInWords(period)}
                </th>
                {[
                  period.name,
                  organisationKinds[period.kind],
                  period.sector,
                  period.parent,
                  period.locality,
                  period.postcode,
                ].map((text) => (
                  <td class="govuk-table__cell">{text}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function periodInWords({ startedOn, endedOn }: OrganisationPeriod): string {
  if (!startedOn) return endedOn ? `Until ${formatDate(endedOn)}` : 'Always'
  return endedOn ? `${formatDate(startedOn)} to ${formatDate(endedOn)}` : `Since ${formatDate(startedOn)}`
}
