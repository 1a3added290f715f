import { type Context, formatMoment, newId, record, sendMail } from '#platform'
import { invitationDays } from './invitation.ts'
import { isMailed, linkOf, tokenHashOf } from './links.ts'
import type { Over } from './may-give.ts'
import { type RoleCode, roles } from './roles.ts'

export interface NewInvitation {
  displayName: string
  /** Null for people without e-mail: their link is printed or handed over. */
  email: string | null
  personId: string | null
  role: RoleCode
  over: Over
}

/** Invites someone to a role: by e-mail where they have one, else by a link to hand over. Gives the invitation's id. */
export async function invite(
  ctx: Context,
  { displayName, email, personId, role, over }: NewInvitation,
): Promise<string> {
  const id = newId()
  const expiresAt = new Date(ctx.now.getTime() + invitationDays * 86_400_000)
  await ctx.db
    .insertInto('invitations')
    .values({
      partnershipId: ctx.partnership.id,
      id,
      tokenHash: tokenHashOf(ctx.services, 'invitation', id),
      email: email?.toLowerCase() ?? null,
      displayName,
      personId,
      role,
      ...over,
      invitedBy: ctx.actor.accountId,
      invitedAt: ctx.now,
      expiresAt,
    })
    .execute()
  await record(
    ctx,
    'access.invited',
    { type: 'invitation', id },
    { name: displayName, role, ...over, personId },
  )
  if (isMailed(ctx, email)) await sendInvitation(ctx, { id, displayName, email, role, expiresAt })
  return id
}

interface SentInvitation {
  id: string
  displayName: string
  email: string
  role: RoleCode
  expiresAt: Date
}

async function sendInvitation(
  ctx: Context,
  { id, displayName, email, role, expiresAt }: SentInvitation,
): Promise<void> {
  await sendMail(ctx, {
    to: email,
    subject: `Your invitation to OneWorkforce for ${ctx.partnership.name}`,
    isConfidential: true,
    body: [
      `Hello ${displayName}`,
      `${ctx.actor.name} invites you to OneWorkforce for ${ctx.partnership.name}, as ${roles[role].name.toLowerCase()}. You will be able to ${roles[role].description}.`,
      `Open this link to accept and choose a password:\n${linkOf(ctx, 'invitation', id)}`,
      `It works once, until ${formatMoment(expiresAt)}. If you did not expect it, do nothing.`,
    ].join('\n\n'),
  })
}

/** Takes an invitation back; false when it was answered or withdrawn before. */
export async function withdrawInvitation(ctx: Context, id: string): Promise<boolean> {
  const withdrawn = await ctx.db
    .updateTable('invitations')
    .set({ withdrawnAt: ctx.now })
    .where('id', '=', id)
    .where('acceptedAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .executeTakeFirst()
  if (withdrawn.numUpdatedRows === 0n) return false
  await record(ctx, 'access.invitation-withdrawn', { type: 'invitation', id })
  return true
}
