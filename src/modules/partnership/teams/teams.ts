/** Teams: units inside an organisation, or multi-agency teams that belong to none. */
import { type RawBuilder, sql } from 'kysely'
import { type Context, newId } from '#platform'

/** Adds the teams that are not there yet. The query gives `organisation_id` and `name`, each as often as it likes. */
export async function addTeams(ctx: Context, query: RawBuilder<unknown>): Promise<void> {
  const { rows } = await sql<{ organisationId: string; name: string }>`
    select distinct wanted.organisation_id, wanted.name from (${query}) as wanted
    where not exists (select from teams t where t.name = wanted.name
      and (t.organisation_id = wanted.organisation_id or t.organisation_id is null))
    `.execute(ctx.db)
  if (rows.length === 0) return
  await sql`insert into teams (partnership_id, id, organisation_id, name)
    select ${ctx.partnership.id}::uuid, id, organisation_id, name
    from unnest(${rows.map(() => newId())}::uuid[], ${rows.map((row) => row.organisationId)}::uuid[],
      ${rows.map((row) => row.name)}::text[]) as new (id, organisation_id, name)
    on conflict (partnership_id, organisation_id, name) do nothing`.execute(ctx.db)
}

/** Sets `team_id` of rows being imported from their `team` and `organisation_id`: the organisation's own before a shared one. */
export async function findTeams(ctx: Context): Promise<void> {
  await sql`update staged set team_id = t.id from teams t
    where t.name = staged.team and (t.organisation_id = staged.organisation_id or t.organisation_id is null
        and not exists (select from teams own where own.name = staged.team and own.organisation_id = staged.organisation_id))
    `.execute(ctx.db)
}
