/** The lists that organisations and teams name: sectors and localities. Matched exactly, and added when new. */
import { sql } from 'kysely'
import { type Context, newId } from '#platform'

export function addSectors(ctx: Context, names: readonly string[]): Promise<void> {
  return addNames(ctx, 'sectors', names)
}

export function addLocalities(ctx: Context, names: readonly string[]): Promise<void> {
  return addNames(ctx, 'localities', names)
}

async function addNames(
  ctx: Context,
  table: 'sectors' | 'localities',
  names: readonly string[],
): Promise<void> {
  if (names.length === 0) return
  await sql`insert into ${sql.table(table)} (partnership_id, id, name)
    select ${ctx.partnership.id}::uuid, id, name from unnest(${names.map(() => newId())}::uuid[], ${names}::text[]) as new (id, name)
    on conflict (partnership_id, name) do nothing`.execute(ctx.db)
}
