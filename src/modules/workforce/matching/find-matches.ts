/** Finds records that may be of one person, for somebody to look at. Nothing is merged by it. */
import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#platform'

/**
 * Compares some people with everybody: the same family name and a given name that is the same or begins the other, with
 * the same date of birth or e-mail address. Two of whom that was found before are not asked about again.
 *
 * @param some a query of people's ids
 * @returns how many pairs are new in the list of likely duplicates
 */
export async function findMatches(ctx: Context, some: RawBuilder<unknown>): Promise<number> {
  const answer = await sql`
    with named as materialized (
      select id, birth_date, lower(email) as email, app.folded(family_name) as family, app.folded(given_name) as given
      from people where birth_date is not null or email is not null
    ), some_people (id) as (${some}),
    alike as (
      ${alikeBy('birth_date', 'same name and date of birth')} union all ${alikeBy('email', 'same name and e-mail address')}
    )
    insert into person_matches (partnership_id, id, one_id, other_id, reasons, found_at)
    select ${ctx.partnership.id}::uuid, gen_random_uuid(), one_id, other_id, array_agg(distinct reason), ${ctx.now}
    from alike group by one_id, other_id
    on conflict (partnership_id, least(one_id, other_id), greatest(one_id, other_id)) do nothing`.execute(
    ctx.db,
  )
  return Number(answer.numAffectedRows ?? 0)
}

function alikeBy(column: 'birth_date' | 'email', reason: string): RawBuilder<unknown> {
  return sql`select least(a.id, b.id) as one_id, greatest(a.id, b.id) as other_id, ${reason}::text as reason
    from named a join named b on a.family = b.family and a.${sql.ref(column)} = b.${sql.ref(column)} and a.id <> b.id
    where a.id in (select id from some_people) and (starts_with(a.given, b.given) or starts_with(b.given, a.given))`
}
