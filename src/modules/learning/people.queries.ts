/** Finding the people that places are for, among those the actor may see. */
import { type Context, found } from '#platform'

const columns = ['id', 'ref', 'fullName', 'email'] as const

export type PersonFound = Awaited<ReturnType<typeof findPerson>>

/** @throws NotFound also when the actor may not see this person. */
export async function findPerson(ctx: Context, personId: string) {
  return found(
    await ctx.db.selectFrom('people').select(columns).where('id', '=', personId).executeTakeFirst(),
  )
}

export async function personByRef(ctx: Context, ref: string) {
  const known = ctx.db.selectFrom('personRefs').select('personId').where('ref', '=', ref)
  return ctx.db.selectFrom('people').select(columns).where('id', '=', known).executeTakeFirst()
}

/** People whose name or reference holds every word, by family name; without words, everyone. At most `limit`. */
export async function searchPeople(ctx: Context, words: string, limit: number) {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 6)
  return wanted
    .reduce(
      (query, word) => query.where('searchText', 'like', `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`),
      ctx.db.selectFrom('people').select(columns),
    )
    .orderBy('familyName')
    .orderBy('givenName')
    .orderBy('id')
    .limit(limit)
    .execute()
}
