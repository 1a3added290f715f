import { type Context, NotFound, record } from '#platform'
import { createAccount, linkToPerson } from './accounts.ts'
import { giveGrant } from './give-grant.ts'
import { type InvitationState, stateOf } from './invitation.ts'
import { hashToken } from './keys.ts'
import { isRole } from './roles.ts'

/** The invitation that a link opens. Locked, it is answered by one at a time. */
export async function invitationBehind(ctx: Context, token: string, { lock = false } = {}) {
  const invitation = await ctx.db
    .selectFrom('invitations')
    .selectAll()
    .where('tokenHash', '=', hashToken(token))
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()
  if (!invitation || !isRole(invitation.role)) throw new NotFound('No such invitation')
  return { ...invitation, role: invitation.role, state: stateOf(invitation, ctx.now) }
}

export type InvitationToAnswer = Awaited<ReturnType<typeof invitationBehind>>

export type Accepted =
  | { outcome: 'accepted'; accountId: string }
  | {
      outcome: 'refused'
      because: Exclude<InvitationState, 'waiting'> | 'email-taken' | 'sign-in-name-taken'
    }

interface NewHolder {
  displayName: string
  signInName: string | null
  password: string
}

/** Accepts as somebody new: makes the account with the invitation's address, and gives it the role. */
export async function acceptAsNew(ctx: Context, token: string, holder: NewHolder): Promise<Accepted> {
  const invitation = await invitationBehind(ctx, token, { lock: true })
  if (invitation.state !== 'waiting') return { outcome: 'refused', because: invitation.state }
  const { displayName, signInName, password } = holder
  const created = await createAccount(ctx, {
    displayName,
    password,
    email: invitation.email,
    signInName: invitation.email ? null : signInName,
  })
  if (created.outcome === 'refused') return created
  return accept(ctx, invitation, created.accountId)
}

/** Accepts with an account that one has. */
export async function acceptWithAccount(ctx: Context, token: string, accountId: string): Promise<Accepted> {
  const invitation = await invitationBehind(ctx, token, { lock: true })
  if (invitation.state !== 'waiting') return { outcome: 'refused', because: invitation.state }
  return accept(ctx, invitation, accountId)
}

async function accept(ctx: Context, invitation: InvitationToAnswer, accountId: string): Promise<Accepted> {
  if (invitation.personId) await linkToPerson(ctx, accountId, invitation.personId)
  await giveGrant(ctx, {
    accountId,
    role: invitation.role,
    organisationId: invitation.organisationId,
    teamId: invitation.teamId,
    grantedBy: invitation.invitedBy,
  })
  await ctx.db
    .updateTable('invitations')
    .set({ acceptedAt: ctx.now, acceptedBy: accountId })
    .where('id', '=', invitation.id)
    .execute()
  await record(ctx, 'access.invitation-accepted', { type: 'invitation', id: invitation.id }, { accountId })
  return { outcome: 'accepted', accountId }
}
