/** Roles: what someone does. Matched exactly, and added when a file names a new one. */
import { sql } from 'kysely'
import { type Context, newId } from '#platform'

export async function addRoles(ctx: Context, names: readonly string[]): Promise<void> {
  if (names.length === 0) return
  await sql`insert into roles (partnership_id, id, name)
    select ${ctx.partnership.id}::uuid, id, name from unnest(${names.map(() => newId())}::uuid[], ${names}::text[]) as new (id, name)
    on conflict (partnership_id, name) do nothing`.execute(ctx.db)
}
