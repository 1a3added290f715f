import { z } from 'zod'
import { formatDate } from '#platform'
import { SummaryList, mayOpen, page } from '#web'
import { type CarerInHousehold, findHousehold } from './household.queries.ts'

/** One household: who cares in it and who did, with what can be changed. */
export const householdPage = page({
  url: '/households/:householdId',
  access: 'workforce.see',
  params: z.object({ householdId: z.uuid() }),
  async show(ctx, { householdId }) {
    const household = await findHousehold(ctx, householdId)
    return {
      title: `Household ${household.ref}`,
      household,
      mayManage: mayOpen('workforce.manage', ctx.visitor) && household.endedOn === null,
    }
  },
  view: ({ title, household, mayManage, link }) => {
    const now = household.carers.filter(({ endedOn }) => endedOn === null)
    const here = `/households/${household.id}`
    return (
      <>
        <span class="govuk-caption-l">Foster caring households</span>
        <h1 class="govuk-heading-l">{title}</h1>
        <SummaryList
          rows={[
            { key: { text: 'Fostering service' }, value: { text: household.service } },
            { key: { text: 'Since' }, value: { text: formatDate(household.startedOn) } },
            household.endedOn
              ? { key: { text: 'Until' }, value: { text: formatDate(household.endedOn) } }
              : null,
            { key: { text: 'Carers now' }, value: { text: String(now.length) } },
          ]}
        />
        <h2 class="govuk-heading-m">Carers</h2>
        <ul class="govuk-list govuk-list--spaced">
          {household.carers.map((carer) => (
            <li>
              <a class="govuk-link" href={link(`/people/${carer.personId}`)}>
                {carer.fullName}
              </a>
              , {when(carer)}
              {carer.isConnected ? '; approved for particular children, as their relative or friend' : ''}
              {mayManage && carer.endedOn === null ? (
                <>
                  {' '}
                  (
                  <a class="govuk-link" href={link(`${here}/carers/${carer.id}/end`)}>
                    left<span class="govuk-visually-hidden">: {carer.fullName}</span>
                  </a>
                  )
                </>
              ) : null}
            </li>
          ))}
        </ul>
        {mayManage ? (
          <p class="govuk-body">
            {now.length < 2 ? (
              <>
                <a class="govuk-link" href={link(`${here}/carers/new`)}>
                  Add a carer
                </a>
                {' or '}
              </>
            ) : null}
            <a class="govuk-link" href={link(`${here}/end`)}>
              {now.length < 2 ? 'say' : 'Say'} that the household has stopped
            </a>
          </p>
        ) : null}
        <p class="govuk-body">
          <a class="govuk-link" href={link('/households')}>
            All households
          </a>
        </p>
      </>
    )
  },
})

function when({ startedOn, endedOn }: CarerInHousehold): string {
  return endedOn
    ? `from ${formatDate(startedOn)} to ${formatDate(endedOn)}`
    : `since ${formatDate(startedOn)}`
}
