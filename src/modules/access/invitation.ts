/** An invitation, as far as what has become of it goes. */
export interface InvitationDates {
  acceptedAt: Date | null
  withdrawnAt: Date | null
  expiresAt: Date
}

export type InvitationState = 'waiting' | 'accepted' | 'withdrawn' | 'expired'

export const invitationDays = 14

export const stateNames: Record<InvitationState, string> = {
  waiting: 'Waiting for an answer',
  accepted: 'Accepted',
  withdrawn: 'Withdrawn',
  expired: 'Expired',
}

/** What has become of an invitation. It counts up to the very moment that it expires. */
export function stateOf({ acceptedAt, withdrawnAt, expiresAt }: InvitationDates, now: Date): InvitationState {
  if (acceptedAt) return 'accepted'
  if (withdrawnAt) return 'withdrawn'
  return now >= expiresAt ? 'expired' : 'waiting'
}

/** What the invited is told when it can no longer be accepted. */
export const refusals: Record<Exclude<InvitationState, 'waiting'>, { title: string; sentence: string }> = {
  accepted: {
    title: 'This invitation has been used',
    sentence:
      'An account was made with it. If that was you, sign in. If it was not, tell whoever invited you straight away.',
  },
  withdrawn: {
    title: 'This invitation was withdrawn',
    sentence: 'Whoever invited you has taken it back. Ask them if you think that is a mistake.',
  },
  expired: {
    title: 'This invitation has expired',
    sentence: `An invitation counts for ${invitationDays} days. Ask whoever invited you for a new one.`,
  },
}
