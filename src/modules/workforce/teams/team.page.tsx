import { z } from 'zod'
import { isWithinReach } from '#partnership'
import { formatDate } from '#platform'
import { BackLink, page } from '#web'
import { bases } from '../engagements/engagement.ts'
import { byEmployer, findTeam, membersOf } from './team.queries.ts'

/** One team: what it is for, and who works in it, by the employer that each has. */
export const teamPage = page({
  url: '/teams/:teamId',
  access: 'workforce.see',
  params: z.object({ teamId: z.uuid() }),
  async show(ctx, { teamId }) {
    const team = await findTeam(ctx, teamId)
    const members = await membersOf(ctx, teamId)
    return {
      title: team.name,
      team,
      employers: byEmployer(members),
      people: new Set(members.map(({ personId }) => personId)).size,
      mayManage: isWithinReach(ctx.visitor.can('partnership.manage'), team.organisationId),
      maySeeTraining: ctx.visitor.can('assurance.see') !== null,
    }
  },
  view: ({ title, team, employers, people, mayManage, maySeeTraining, link }) => (
    <>
      <BackLink href={link('/teams')} text="Teams" />
      <span class="govuk-caption-l">
        {team.organisation ?? 'Multi-agency team'}
        {team.isCoLocated ? ', works in one place' : ''}
      </span>
      <h1 class="govuk-heading-l">{title}</h1>
      {team.closedOn ? <p class="govuk-inset-text">It closed on {formatDate(team.closedOn)}.</p> : null}
      {team.purpose ? <p class="govuk-body">{team.purpose}</p> : null}
      <ul class="govuk-list">
        {maySeeTraining ? (
          <>
            <li>
              <a class="govuk-link" href={link(`/assurance/team?team=${team.id}`)}>
                Compliance of the team
              </a>
            </li>
            <li>
              <a class="govuk-link" href={link(`/assurance/teams/${team.id}/baseline`)}>
                Training that everyone in it shares
              </a>
            </li>
          </>
        ) : null}
        {mayManage ? (
          <>
            <li>
              <a class="govuk-link" href={link(`/teams/${team.id}/edit`)}>
                Rename or move the team
              </a>
            </li>
            <li>
              <a class="govuk-link" href={link(`/teams/${team.id}/close`)}>
                {team.closedOn ? 'Change when it closed' : 'Close the team'}
              </a>
            </li>
          </>
        ) : null}
      </ul>
      <h2 class="govuk-heading-m">
        {people === 1 ? '1 member' : `${people.toLocaleString('en-GB')} members`}
        {employers.length > 1 ? ` of ${employers.length} employers` : ''}
      </h2>
      {people === 0 ? (
        <p class="govuk-inset-text">
          None of the people you may see work in this team today. People join it by their engagement: open a
          person, change the terms of the engagement from a day, and choose this team. They keep their
          employer, and what their employer requires of them.
        </p>
      ) : (
        employers.map(({ employerId, employer, members }) => (
          <div class="ow-table-scroll" role="region" aria-label={employer} tabIndex={0}>
            <table class="govuk-table">
              <caption class="govuk-table__caption govuk-table__caption--s">
                <a class="govuk-link" href={link(`/organisations/${employerId}`)}>
                  {employer}
                </a>
                : {members.length}
              </caption>
              <thead class="govuk-table__head govuk-visually-hidden">
                <tr class="govuk-table__row">
                  {['Person', 'Role', 'Basis'].map((text) => (
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
                      <a class="govuk-link" href={link(`/people/${member.personId}`)}>
                        {member.fullName}
                      </a>
                    </th>
                    <td class="govuk-table__cell">{member.role}</td>
                    <td class="govuk-table__cell">{bases[member.basis]}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        ))
      )}
    </>
  ),
})
