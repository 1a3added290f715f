import { type Context, newId, record } from '#platform'
import { managingAccounts } from './managing-accounts.ts'
import { hashPassword } from './passwords.ts'

export interface NewAccount {
  displayName: string
  /** Either an e-mail address or a sign-in name: people without e-mail sign in by a name. */
  email?: string | null
  signInName?: string | null
  /** Left out, nobody can sign in by password: in the demonstration, or until a link is used. */
  password?: string
  /** The person of this partnership that the account is. */
  personId?: string | null
  isDemonstration?: boolean
}

export type CreatedAccount =
  | { outcome: 'created'; accountId: string }
  | { outcome: 'refused'; because: 'email-taken' | 'sign-in-name-taken' }

/** Makes an account, and links it to the person that it is in this partnership. */
export function createAccount(ctx: Context, account: NewAccount): Promise<CreatedAccount> {
  return managingAccounts(ctx, async (ctx) => {
    const email = account.email?.trim().toLowerCase() || null
    const signInName = account.signInName?.trim().toLowerCase() || null
    if (email && (await findAccount(ctx, email))) return { outcome: 'refused', because: 'email-taken' }
    if (signInName && (await findAccount(ctx, signInName)))
      return { outcome: 'refused', because: 'sign-in-name-taken' }
    const accountId = newId()
    const inserted = await ctx.db
      .insertInto('accounts')
      .values({
        id: accountId,
        email,
        signInName,
        displayName: account.displayName,
        passwordHash: account.password === undefined ? null : await hashPassword(account.password),
        isDemonstration: account.isDemonstration ?? false,
        createdAt: ctx.now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (Number(inserted.numInsertedOrUpdatedRows) === 0)
      return { outcome: 'refused', because: email ? 'email-taken' : 'sign-in-name-taken' }
    if (account.personId) await linkToPerson(ctx, accountId, account.personId)
    await record(
      ctx,
      'access.account-created',
      { type: 'account', id: accountId },
      { name: account.displayName },
    )
    return { outcome: 'created', accountId }
  })
}

/** The account that signs in by this e-mail address or name; undefined when there is none, or it is closed. */
export function findAccount(ctx: Context, name: string) {
  const wanted = name.trim().toLowerCase()
  return ctx.db
    .selectFrom('accounts')
    .selectAll()
    .where((or) => or.or([or('email', '=', wanted), or('signInName', '=', wanted)]))
    .executeTakeFirst()
}

/** Says which person of this partnership an account is. One that already is someone stays who it is. */
export async function linkToPerson(ctx: Context, accountId: string, personId: string): Promise<void> {
  await ctx.db
    .insertInto('accountPeople')
    .values({ partnershipId: ctx.partnership.id, id: newId(), accountId, personId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The account of a person of this partnership, or null when they have none. */
export async function accountOfPerson(ctx: Context, personId: string): Promise<string | null> {
  const link = await ctx.db
    .selectFrom('accountPeople')
    .select('accountId')
    .where('personId', '=', personId)
    .executeTakeFirst()
  return link?.accountId ?? null
}
