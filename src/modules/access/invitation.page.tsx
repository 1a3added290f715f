import { z } from 'zod'
import { Forbidden, formatMoment, found } from '#platform'
import {
  BackLink,
  Form,
  FormErrorSummary,
  type PageContext,
  SubmitButton,
  SummaryList,
  page,
  problem,
  redirect,
} from '#web'
import { stateNames, stateOf } from './invitation.ts'
import { withdrawInvitation } from './invite.ts'
import { isMailed, linkOf } from './links.ts'
import { mayGive } from './may-give.ts'
import { overNames } from './over-names.ts'
import { roleName } from './roles.ts'

export const invitationPage = page({
  url: '/access/invitations/:invitationId',
  access: 'access.manage',
  params: z.object({ invitationId: z.uuid() }),

  async show(ctx, { invitationId }) {
    const invitation = await invitationToManage(ctx, invitationId)
    const state = stateOf(invitation, ctx.now)
    const nameOf = await overNames(ctx)
    const handedOver = state === 'waiting' && !isMailed(ctx, invitation.email)
    return {
      title: `Invitation for ${invitation.displayName}`,
      invitation,
      state,
      over: nameOf(invitation),
      address: handedOver ? linkOf(ctx, 'invitation', invitationId) : null,
    }
  },

  async submit(ctx, { invitationId }) {
    await invitationToManage(ctx, invitationId)
    if (!(await withdrawInvitation(ctx, invitationId)))
      return problem({
        _form: 'It is too late to withdraw this invitation: it was answered or withdrawn meanwhile',
      })
    return redirect('/access/invitations', 'The invitation is withdrawn')
  },

  view: ({ title, invitation, state, over, address, form, link }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <BackLink href={link('/access/invitations')} text="Invitations" />
        <FormErrorSummary form={form} />
        <h1 class="govuk-heading-l">{title}</h1>
        <SummaryList
          rows={[
            { key: { text: 'State' }, value: { text: stateNames[state] } },
            { key: { text: 'E-mail address' }, value: { text: invitation.email ?? 'None' } },
            { key: { text: 'Role' }, value: { text: `${roleName(invitation.role)}: ${over}` } },
            { key: { text: 'Invited' }, value: { text: formatMoment(invitation.invitedAt) } },
            state === 'waiting' && {
              key: { text: 'Expires' },
              value: { text: formatMoment(invitation.expiresAt) },
            },
          ]}
        />
        {address ? (
          <div class="govuk-inset-text">
            <h2 class="govuk-heading-s">Hand this over</h2>
            <p class="govuk-body">
              Print this page, or give {invitation.displayName} this link in a way that nobody else sees.
              Whoever opens it first gets the account.
            </p>
            <p class="govuk-body govuk-!-text-break-word">{address}</p>
          </div>
        ) : null}
        {state === 'waiting' ? (
          <>
            {address ? null : <p class="govuk-body">The link was sent by e-mail and works once.</p>}
            <Form form={form}>
              <SubmitButton kind="warning" preventDoubleClick>
                Withdraw the invitation
              </SubmitButton>
            </Form>
          </>
        ) : null}
      </div>
    </div>
  ),
})

/** The invitation, for those who could have made it. */
async function invitationToManage(ctx: PageContext, id: string) {
  const invitation = found(
    await ctx.db.selectFrom('invitations').selectAll().where('id', '=', id).executeTakeFirst(),
  )
  if (!(await mayGive(ctx, ctx.visitor, invitation.role, invitation)))
    throw new Forbidden('Not theirs to manage')
  return invitation
}
