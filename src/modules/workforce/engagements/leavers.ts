/** Who has left, when a file is declared complete for one organisation: proposed, and ended only when confirmed. */
import { sql } from 'kysely'
import type { Context } from '#platform'
import { type Absent, type Completeness, ImportRefused, type Staged } from '#platform/imports/index'

export const leavers: Completeness = {
  hint: 'Every engagement of this organisation that is open on the as-at date is in the file. Those that are not are listed, and end only if you confirm them one by one.',
  absent,
  end,
}

async function absent(ctx: Context, staged: Staged, organisationRef: string): Promise<Absent[]> {
  const organisation = await ctx.db
    .selectFrom('organisations')
    .select('id')
    .where('ref', '=', organisationRef)
    .executeTakeFirst()
  if (!organisation)
    throw new ImportRefused(
      `“${organisationRef}” is not among the organisations, so the file cannot be complete for it`,
    )
  const { rows } = await sql<Absent>`
    select e.ref, p.full_name || ', ' || r.name || ', since ' || to_char(e.started_on, 'FMDD Mon YYYY') as description
    from engagements e
    join people p on p.id = e.person_id
    join roles r on r.id = e.role_id
    where e.organisation_id = ${organisation.id}
      and e.started_on <= ${staged.asAt}::date and coalesce(e.ended_on > ${staged.asAt}::date, true)
      and not exists (select from staged s where s.engagement_ref = e.ref)
    order by e.ref collate "C"`.execute(ctx.db)
  return rows
}

async function end(ctx: Context, staged: Staged, refs: readonly string[]): Promise<number> {
  // Changes that were to come after the day do not happen.
  const { rows: later } = await sql<{ id: string }>`select id from engagements
    where ref = any (${refs}) and started_on > ${staged.asAt}::date and continues_id is not null
    order by started_on desc`.execute(ctx.db)
  for (const { id } of later) await ctx.db.deleteFrom('engagements').where('id', '=', id).execute()
  const ended = await ctx.db
    .updateTable('engagements')
    .set((e) => ({ endedOn: staged.asAt, version: e('version', '+', 1) }))
    .where('ref', 'in', refs)
    .where('startedOn', '<=', staged.asAt)
    .where((e) => e.or([e('endedOn', 'is', null), e('endedOn', '>', staged.asAt)]))
    .executeTakeFirst()
  return Number(ended.numUpdatedRows)
}
