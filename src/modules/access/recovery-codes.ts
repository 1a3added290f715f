import { type Context, type Services } from '#platform'
import { keyedHash } from './keys.ts'

const howMany = 10
// Without letters and digits that are mistaken for each other on paper: no i, l, o, u, 0 or 1. 30 to the 10th is 49 bits.
const alphabet = 'abcdefghjkmnpqrstvwxyz23456789'

/**
 * The recovery codes that an account would be given now. They follow from the account and its version, so that the page
 * shows the same ones until they are taken into use; afterwards the version has moved on and nobody can see them again.
 */
export function codesToKeep(services: Services, account: { id: string; version: number }): string[] {
  return Array.from({ length: howMany }, (_, index) => {
    const digest = keyedHash(services, 'recovery codes', `${account.id} ${account.version} ${index}`)
    return lettersOf(BigInt(`0x${digest.toString('hex')}`))
  })
}

function lettersOf(number: bigint): string {
  const base = BigInt(alphabet.length)
  let text = ''
  for (let rest = number; text.length < 10; rest /= base) text += alphabet[Number(rest % base)]
  return `${text.slice(0, 5)}-${text.slice(5)}`
}

/** Takes new codes into use; the ones before stop working. Only digests are kept. */
export async function keepCodes(ctx: Context, accountId: string, codes: readonly string[]): Promise<void> {
  await ctx.db.deleteFrom('recoveryCodes').where('accountId', '=', accountId).execute()
  await ctx.db
    .insertInto('recoveryCodes')
    .values(codes.map((code) => ({ accountId, codeHash: digestOf(ctx, accountId, code) })))
    .execute()
}

/** Uses a code up; false when it is not one of the account's, or was used. */
export async function takeCode(ctx: Context, accountId: string, code: string): Promise<boolean> {
  const taken = await ctx.db
    .updateTable('recoveryCodes')
    .set({ usedAt: ctx.now })
    .where('accountId', '=', accountId)
    .where('codeHash', '=', digestOf(ctx, accountId, code))
    .where('usedAt', 'is', null)
    .executeTakeFirst()
  return taken.numUpdatedRows > 0n
}

/** How many codes are left, and how many there were. */
export async function countCodes(ctx: Context, accountId: string): Promise<{ left: number; all: number }> {
  const codes = await ctx.db
    .selectFrom('recoveryCodes')
    .select('usedAt')
    .where('accountId', '=', accountId)
    .execute()
  return { left: codes.filter(({ usedAt }) => usedAt === null).length, all: codes.length }
}

/** However it was typed: capitals, spaces and hyphens do not matter. */
function digestOf({ services }: Context, accountId: string, code: string): Buffer {
  const plain = code.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  return keyedHash(services, 'recovery code', `${accountId} ${plain}`)
}
