/** What an organisation belongs to: found as it is typed, and never itself by a way round. */
import { sql } from 'kysely'
import type { Context, LocalDate } from '#platform'

export type FoundParent = { id: string | null } | { reason: string }

/** The organisation that has this reference or, if only one is called so on the date, this name. Empty finds none. */
export async function findParent(ctx: Context, typed: string, on: LocalDate): Promise<FoundParent> {
  if (typed === '') return { id: null }
  const { rows } = await sql<{ id: string; isRef: boolean }>`
    select o.id, o.ref = ${typed} as is_ref from organisations o
    left join app.current_periods(${on}::date) p on p.organisation_id = o.id
    where o.ref = ${typed} or lower(p.name) = lower(${typed}) order by is_ref desc limit 2`.execute(ctx.db)
  const [first, second] = rows
  if (!first)
    return { reason: `Enter the reference or the full name of an organisation: none is called “${typed}”` }
  if (second && !first.isRef)
    return { reason: `Enter the reference: several organisations are called “${typed}”` }
  return { id: first.id }
}

/**
 * Why an organisation cannot belong to another in a period, as a sentence with the way round; null when it can. Of two
 * that would close a circle between them the second must wait, so take the lock of the register first.
 */
export async function circleProblem(
  ctx: Context,
  organisationId: string,
  parentId: string | null,
  during: { from: LocalDate | null; to: LocalDate | null },
): Promise<string | null> {
  if (!parentId) return null
  const { rows } = await sql<{ name: string }>`
    select coalesce((select p.name from organisation_periods p where p.organisation_id = step.id
      order by p.started_on desc nulls last limit 1), o.ref) as name
    from unnest(app.way_round(${ctx.partnership.id}::uuid, ${organisationId}::uuid, ${parentId}::uuid,
      daterange(${during.from}::date, ${during.to}::date, '[]'))) with ordinality as step (id, position)
    join organisations o on o.id = step.id order by step.position`.execute(ctx.db)
  if (rows.length === 0) return null
  return `Choose another: it would stand above itself, ${rows.map(({ name }) => name).join(' → ')}`
}

/** Waits for imports and other corrections of the partnership's register, and lets them wait until this is kept. */
export async function lockRegister(ctx: Context): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('import ' || ${ctx.partnership.id}::text, 0))`.execute(
    ctx.db,
  )
}
