/** Finding the people that places are for, among those the actor may see. */
import { sql } from 'kysely'
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

/** People of whose name or reference some word begins with each of these words; without words, everyone. At most `limit`. */
export async function searchPeople(ctx: Context, words: string, limit: number) {
  const people = ctx.db.selectFrom('people').select(columns)
  const named = sql<string>`(select person_id from app.people_named(${words}))`
  return (words.trim() === '' ? people : people.where('id', 'in', named))
    .orderBy('familyName')
    .orderBy('givenName')
    .orderBy('id')
    .limit(limit)
    .execute()
}
