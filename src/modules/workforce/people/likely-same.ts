/** Whether somebody who is to be added may be here already: the same number, or the same name and birth date or e-mail. */
import { sql } from 'kysely'
import { type Context, everyone, withScope } from '#platform'
import type { PersonDetails } from './edit-person.ts'

/** Those who may be the same. Of somebody whom the actor may not see, only that there is one. */
export interface LikelySame {
  seen: { id: string; ref: string; fullName: string }[]
  others: number
}

export async function likelySame(ctx: Context, details: PersonDetails): Promise<LikelySame> {
  const same = sql`(
    lower(given_name) = lower(${details.givenName}) and lower(family_name) = lower(${details.familyName})
      and (birth_date = ${details.birthDate}::date or lower(email) = lower(${details.email}))
    or swe_number = ${details.sweNumber} or nmc_pin = ${details.nmcPin} or trn = ${details.trn}) and erased_at is null`
  const { rows: seen } = await sql<LikelySame['seen'][number]>`
    select id, ref, full_name from people where ${same} order by ref limit 5`.execute(ctx.db)
  const all = await withScope(ctx, everyone, async ({ db }) => {
    const { rows } = await sql<{ count: number }>`select count(*) as count from people where ${same}`.execute(
      db,
    )
    return rows[0]!.count
  })
  return { seen, others: all - seen.length }
}

/** The question that whoever adds the person answers by ticking that this is somebody else; null when there is none. */
export function sameInWords({ seen, others }: LikelySame): string | null {
  if (seen.length > 0) {
    const names = seen.map(({ fullName, ref }) => `${fullName} (${ref})`).join(', ')
    return `May already be here: ${names}. Look first. If this is somebody else, say so below`
  }
  return others > 0
    ? 'Somebody whom you may not see may be the same person. If you are sure that this is somebody else, say so below'
    : null
}
