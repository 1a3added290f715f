import { z } from 'zod'
import { isWithinReach, needReach } from '#partnership'
import { formatShortDate } from '#platform'
import {
  BackLink,
  CheckboxesField,
  Form,
  FormErrorSummary,
  SubmitButton,
  page,
  problem,
  redirect,
  ticks,
} from '#web'
import { byEmployer, findTeam, membersOf } from '#workforce'
import { complianceRowsOf } from './own-rules.ts'
import { baselineOf, heldOn } from './baseline.queries.ts'
import { setBaseline } from './set-baseline.ts'

/** A co-located team: who, of which agency, has the training that all share, beside what each employer requires. */
export const baselinePage = page({
  url: '/assurance/teams/:teamId/baseline',
  access: 'assurance.see',
  params: z.object({ teamId: z.uuid() }),
  async show(ctx, { teamId }) {
    const team = await findTeam(ctx, teamId)
    const members = await membersOf(ctx, teamId)
    const items = await baselineOf(ctx, teamId)
    const personIds = [...new Set(members.map(({ personId }) => personId))]
    const held = await heldOn(
      ctx,
      personIds,
      items.map(({ evidenceTypeId }) => evidenceTypeId),
      ctx.today,
    )
    const evidence = new Map(held.map((one) => [`${one.personId} ${one.evidenceTypeId}`, one]))
    const countsUntil = (personId: string, typeId: string) => {
      const one = evidence.get(`${personId} ${typeId}`)
      if (!one) return { has: false, text: 'Not yet' }
      if (one.expiresOn && one.expiresOn < ctx.today)
        return { has: false, text: `Ran out ${formatShortDate(one.expiresOn)}` }
      return { has: true, text: formatShortDate(one.obtainedOn) }
    }
    const own = await complianceRowsOf(ctx, personIds)
    return {
      title: `Training that everyone in ${team.name} shares`,
      team,
      items,
      people: personIds.length,
      employers: byEmployer(members).map(({ employer, members }) => ({
        employer,
        members: members.map((member) => ({
          ...member,
          own: own.get(member.personId) ?? { required: 0, met: 0 },
          cells: items.map(({ evidenceTypeId }) => countsUntil(member.personId, evidenceTypeId)),
        })),
      })),
      complete: personIds.filter((id) => items.every((item) => countsUntil(id, item.evidenceTypeId).has))
        .length,
      mayManage: isWithinReach(ctx.visitor.can('assurance.manage'), team.organisationId),
    }
  },
  view: ({ title, team, items, people, employers, complete, mayManage, link }) => (
    <>
      <BackLink href={link(`/teams/${team.id}`)} text={team.name} />
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        People of different agencies who work together share a baseline of training. It comes on top of what
        their own employer requires of them, and takes nothing from it.
      </p>
      {mayManage ? (
        <p class="govuk-body">
          <a class="govuk-link" href={link(`/assurance/teams/${team.id}/baseline/edit`)}>
            Choose the shared training
          </a>
        </p>
      ) : null}
      {items.length === 0 ? (
        <p class="govuk-inset-text">
          No shared training is chosen for this team yet, such as working together and information sharing for
          a multi-agency safeguarding hub.
        </p>
      ) : (
        <p class="govuk-body govuk-!-font-weight-bold">
          {complete} of {people} {people === 1 ? 'member has' : 'members have'} all of it
        </p>
      )}
      {people === 0 ? (
        <p class="govuk-body">None of the people you may see work in this team today.</p>
      ) : null}
      {employers.map(({ employer, members }) => (
        <div class="ow-table-scroll" role="region" aria-label={`Members from ${employer}`} tabIndex={0}>
          <table class="govuk-table">
            <caption class="govuk-table__caption govuk-table__caption--m">{employer}</caption>
            <thead class="govuk-table__head">
              <tr class="govuk-table__row">
                {['Person', 'Role', ...items.map((item) => item.title), 'Required by their employer'].map(
                  (text) => (
                    <th scope="col" class="govuk-table__header">
                      {text}
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <tbody class="govuk-table__body">
              {members.map(({ personId, fullName, role, cells, own }) => (
                <tr class="govuk-table__row">
                  <th scope="row" class="govuk-table__header">
                    <a class="govuk-link" href={link(`/assurance/people/${personId}`)}>
                      {fullName}
                    </a>
                  </th>
                  <td class="govuk-table__cell">{role}</td>
                  {cells.map(({ text }) => (
                    <td class="govuk-table__cell">{text}</td>
                  ))}
                  <td class="govuk-table__cell">
                    {own.required === 0 ? 'Nothing' : `${own.met} of ${own.required} met`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
    </>
  ),
})

/** Chooses the training that every member of a team is to have. */
export const editBaselinePage = page({
  url: '/assurance/teams/:teamId/baseline/edit',
  access: 'assurance.manage',
  params: z.object({ teamId: z.uuid() }),
  form: z.object({ training: ticks() }),
  async show(ctx, { teamId }) {
    const team = await findTeam(ctx, teamId)
    needReach(ctx, { teamId, organisationId: team.organisationId })
    const items = await baselineOf(ctx, teamId)
    return {
      title: `Shared training of ${team.name}`,
      team,
      courses: await coursesToChoose(ctx),
      values: { training: items.map(({ evidenceTypeId }) => evidenceTypeId) },
    }
  },
  async submit(ctx, { teamId }, { training }) {
    const { organisationId } = await findTeam(ctx, teamId)
    needReach(ctx, { teamId, organisationId })
    const offered = new Set((await coursesToChoose(ctx)).map(({ value }) => value))
    if (training.length > 30 || !training.every((one) => offered.has(one)))
      return problem({ training: 'Choose from the list' })
    await setBaseline(ctx, teamId, training)
    return redirect(`/assurance/teams/${teamId}/baseline`, 'The shared training was saved')
  },
  view: ({ title, team, courses, form, link }) => (
    <>
      <BackLink href={link(`/assurance/teams/${team.id}/baseline`)} text={team.name} />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <h1 class="govuk-heading-l">{title}</h1>
          <Form form={form}>
            <CheckboxesField
              name="training"
              legend="Training that every member is to have, whoever employs them"
              items={courses}
              small
            />
            <SubmitButton preventDoubleClick>Save</SubmitButton>
          </Form>
        </div>
      </div>
    </>
  ),
})

function coursesToChoose(ctx: Parameters<typeof baselineOf>[0]) {
  return ctx.db
    .selectFrom('evidenceTypes')
    .select(['id as value', 'title as text'])
    .where('kind', '=', 'course')
    .orderBy('title')
    .execute()
}
