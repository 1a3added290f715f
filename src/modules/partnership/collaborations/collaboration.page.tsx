import { z } from 'zod'
import { formatDate, formatPence } from '#platform'
import { BackLink, mayOpen, page } from '#web'
import { type Contribution, contributionKinds, findCollaboration } from './collaboration.ts'

/** One collaboration: its members with what each gave, and its work streams. */
export const collaborationPage = page({
  url: '/collaborations/:collaborationId',
  access: 'partnership.see',
  params: z.object({ collaborationId: z.uuid() }),
  async show(ctx, { collaborationId }) {
    const collaboration = await findCollaboration(ctx, collaborationId)
    return { title: collaboration.name, collaboration }
  },
  view: ({ title, collaboration, visitor, link }) => {
    const { id, members, streams, contributions, statedMembers, statedStreams } = collaboration
    return (
      <>
        <BackLink href={link('/collaborations')} text="Collaborations" />
        <h1 class="govuk-heading-l">{title}</h1>
        {collaboration.purpose ? <p class="govuk-body">{collaboration.purpose}</p> : null}
        {collaboration.endedOn ? (
          <p class="govuk-body">It ended on {formatDate(collaboration.endedOn)}.</p>
        ) : null}
        {mayOpen('partnership.manage', visitor) ? (
          <p class="govuk-body">
            <a class="govuk-link" href={link(`/collaborations/${id}/edit`)}>
              Change members, work streams or dates
            </a>
            {members.length > 0 ? (
              <>
                {' or '}
                <a class="govuk-link" href={link(`/collaborations/${id}/contributions/new`)}>
                  record a contribution
                </a>
              </>
            ) : null}
          </p>
        ) : null}
        <h2 class="govuk-heading-m">Members</h2>
        <p class="govuk-body">{listed(members.length, statedMembers, 'member', 'members')}</p>
        {members.length > 0 ? (
          <div class="ow-table-scroll" role="region" aria-label="Members and what each gave" tabIndex={0}>
            <table class="govuk-table">
              <caption class="govuk-table__caption govuk-visually-hidden">Members and what each gave</caption>
              <thead class="govuk-table__head">
                <tr class="govuk-table__row">
                  {['Member', 'Money', 'Days of people’s time'].map((text) => (
                    <th scope="col" class="govuk-table__header">
                      {text}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody class="govuk-table__body">
                {members.map((member) => (
                  <tr class="govuk-table__row">
                    <th scope="row" class="govuk-table__header">
                      {member.name}
                      {member.isHost ? ' (host)' : ''}
                    </th>
                    <td class="govuk-table__cell">{member.pence > 0 ? formatPence(member.pence) : ''}</td>
                    <td class="govuk-table__cell">{member.days > 0 ? member.days : ''}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        ) : null}
        <h2 class="govuk-heading-m">Work streams</h2>
        <p class="govuk-body">{listed(streams.length, statedStreams, 'work stream', 'work streams')}</p>
        <ul class="govuk-list govuk-list--bullet">
          {streams.map(({ name }) => (
            <li>{name}</li>
          ))}
        </ul>
        <h2 class="govuk-heading-m">Contributions</h2>
        {contributions.length === 0 ? (
          <p class="govuk-body">None is recorded yet.</p>
        ) : (
          <ul class="govuk-list govuk-list--bullet">
            {contributions.map((one) => (
              <li>
                {formatDate(one.givenOn)}: {one.member}, {amountOf(one)}: {one.description}
                {one.stream ? ` (${one.stream})` : ''}
              </li>
            ))}
          </ul>
        )}
        {collaboration.source ? <p class="govuk-hint">Source: {collaboration.source}</p> : null}
      </>
    )
  },
})

/** What is listed here, beside what the source says there is. */
function listed(count: number, stated: number | null, one: string, many: string): string {
  const here = count === 1 ? `1 ${one} is listed` : `${count} ${many} are listed`
  return stated === null || stated === count ? `${here}.` : `${here}; the source states ${stated}.`
}

function amountOf({ kind, pence, days }: Contribution): string {
  if (pence !== null) return formatPence(pence)
  if (days !== null) return `${days} ${days === 1 ? 'day' : 'days'}`
  return contributionKinds[kind].toLowerCase()
}
