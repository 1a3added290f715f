import { z } from 'zod'
import {
  cohorts,
  contactsOf,
  isWithinReach,
  organisationKinds,
  partnerRoles,
  partnerRolesOf,
} from '#partnership'
import { formatDate, formatMoment, withScope } from '#platform'
import { Details, type SummaryRow, SummaryList, mayOpen, page } from '#web'
import { Contacts } from './contacts-of-organisation.tsx'
import {
  type BelievedBefore,
  type OrganisationPeriod,
  believedBefore,
  findOrganisation,
  partsOf,
  peopleEngaged,
} from './organisation.queries.ts'

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
      partnerOf: await partnerRolesOf(ctx, organisationId),
      contacts: await contactsOf(ctx, organisationId),
      before: await believedBefore(ctx, organisationId),
      mayManage: isWithinReach(ctx.visitor.can('partnership.manage'), organisationId),
      people: scope ? await withScope(ctx, scope, (ctx) => peopleEngaged(ctx, organisationId)) : null,
      ...(await partsOf(ctx, organisationId)),
    }
  },

  view: ({
    title,
    organisation,
    now,
    people,
    below,
    teams,
    partnerOf,
    contacts,
    before,
    mayManage,
    visitor,
    link,
  }) => (
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      {mayManage ? (
        <p class="govuk-body">
          <a class="govuk-link" href={link(`/organisations/${organisation.id}/correct`)}>
            Correct what is recorded
          </a>
          {', '}
          <a class="govuk-link" href={link(`/organisations/${organisation.id}/change`)}>
            record a change
          </a>{' '}
          or{' '}
          <a class="govuk-link" href={link(`/organisations/${organisation.id}/close`)}>
            {organisation.closedOn ? 'change when it closed' : 'close it'}
          </a>
          {mayOpen('sharing.manage', visitor) ? (
            <>
              {'. '}
              <a class="govuk-link" href={link(`/sharing/organisations/${organisation.id}`)}>
                Who can see its people
              </a>
            </>
          ) : null}
        </p>
      ) : null}
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
              fact('In the partnership', partnerOf.map(({ role }) => partnerRoles[role]).join(', ')),
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
          <Contacts contacts={contacts} organisationId={organisation.id} mayManage={mayManage} link={link} />
          {teams.length > 0 ? (
            <>
              <h2 class="govuk-heading-m">Teams</h2>
              <ul class="govuk-list govuk-list--bullet">
                {teams.map(({ id, name }) => (
                  <li>
                    <a class="govuk-link" href={link(`/teams/${id}`)}>
                      {name}
                    </a>
                  </li>
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
      {organisation.periods.length > 1 ? (
        <Periods
          periods={organisation.periods}
          correct={mayManage ? link(`/organisations/${organisation.id}/correct`) : null}
        />
      ) : null}
      {before.length > 0 ? <Before rows={before} /> : null}
    </>
  ),
})

function fact(key: string, value: string | null | undefined): SummaryRow | null {
  return value ? { key: { text: key }, value: { text: value } } : null
}

function Periods({ periods, correct }: { periods: OrganisationPeriod[]; correct: string | null }) {
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
              {correct ? <td class="govuk-table__header" /> : null}
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
                {correct ? (
                  <td class="govuk-table__cell">
                    <a class="govuk-link" href={`${correct}?period=${period.id}`}>
                      Correct
                      <span class="govuk-visually-hidden">
                        {' '}
                        the time {insideSentence(periodInWords(period))}
                      </span>
                    </a>
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

/** What was believed before, so that a figure of that time can be understood. */
function Before({ rows }: { rows: BelievedBefore[] }) {
  return (
    <Details summaryText="What the record said before">
      <ul class="govuk-list govuk-list--bullet">
        {rows.map((row) => (
          <li>
            Until {formatMoment(row.until)} it said: {row.name}, {organisationKinds[row.kind]},{' '}
            {insideSentence(periodInWords(row))}
          </li>
        ))}
      </ul>
    </Details>
  )
}

function periodInWords({ startedOn, endedOn }: Pick<OrganisationPeriod, 'startedOn' | 'endedOn'>): string {
  if (!startedOn) return endedOn ? `Until ${formatDate(endedOn)}` : 'Always'
  return endedOn ? `${formatDate(startedOn)} to ${formatDate(endedOn)}` : `Since ${formatDate(startedOn)}`
}

const insideSentence = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)
