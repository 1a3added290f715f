/** Gives the cast accounts that a visitor can choose, each with a role: through the same doors as anybody's. */
import { createAccount, giveGrant } from '#access'
import type { Context } from '#platform'
import type { InventedPartnership } from './build/partnership.ts'

export async function keepCast(ctx: Context, made: InventedPartnership): Promise<number> {
  const members = made.people.filter((person) => person.castMember)
  for (const person of members) {
    const { account: role, over } = person.castMember!
    const engagement = person.engagements[0]!
    const account = await createAccount(ctx, {
      displayName: `${person.given} ${person.family}`,
      email: person.email,
      personId: person.id,
      isDemonstration: true,
    })
    if (account.outcome === 'refused') throw new Error(`${person.email} has an account already`)
    await giveGrant(ctx, {
      accountId: account.accountId,
      role,
      ...(over === 'organisation' && { organisationId: engagement.organisation.id }),
      ...(over === 'team' && { teamId: engagement.team!.id }),
      // From the day they came, or today where the invented history is set in the future.
      startedOn: engagement.startedOn < ctx.today ? engagement.startedOn : ctx.today,
    })
  }
  return members.length
}
