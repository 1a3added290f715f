import { type Context, type LocalDate, type PartnershipIdentity } from '#platform'
import { type RoleCode, createAccount, giveGrant, startSession } from '#access'
import type { World } from './world.ts'

export interface SignedUp {
  accountId: string
  email: string
  /** Of a session: for `world.browser(token)`. */
  token: string
  signIn(ctx: Context): Promise<string>
}

interface SigningUp {
  name: string
  role: RoleCode
  organisationId?: string
  teamId?: string
  personId?: string
  password?: string
  startedOn?: LocalDate
  endedOn?: LocalDate
  /** As if the second factor had been given, for roles that ask for one. */
  secondFactorGiven?: boolean
  /** Another role for somebody who has an account. */
  account?: SignedUp
}

let count = 0

/** Somebody with an account, a role and a session in a partnership. */
export function signedUp(world: World, partnership: PartnershipIdentity, who: SigningUp): Promise<SignedUp> {
  return world.act(partnership, async (ctx) => {
    count += 1
    const email =
      who.account?.email ?? `${who.name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}.${count}@example.org`
    const accountId = who.account?.accountId ?? (await newAccount(ctx, who, email))
    const { role, organisationId, teamId, startedOn, endedOn } = who
    await giveGrant(ctx, {
      accountId,
      role,
      ...(organisationId && { organisationId }),
      ...(teamId && { teamId }),
      ...(startedOn && { startedOn }),
      ...(endedOn && { endedOn }),
    })
    const signIn = (ctx: Context) =>
      startSession(ctx, { accountId, secondFactorGiven: who.secondFactorGiven ?? false })
    return { accountId, email, token: await signIn(ctx), signIn }
  })
}

async function newAccount(ctx: Context, who: SigningUp, email: string): Promise<string> {
  const { name, personId, password } = who
  const created = await createAccount(ctx, {
    displayName: name,
    email,
    ...(personId && { personId }),
    ...(password && { password }),
  })
  if (created.outcome === 'refused') throw new Error(`The account of ${name} was refused: ${created.because}`)
  return created.accountId
}
