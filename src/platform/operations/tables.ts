/** The tables of the product as the database itself describes them. */
import type { ClientBase } from 'pg'

export interface Table {
  name: string
  /** Those that are written; generated ones follow from them. */
  columns: string[]
  /** Whether its rows belong to a partnership, and are closed to others. */
  isTenant: boolean
}

interface Described {
  name: string
  columns: string[]
  needs: string[]
  is_tenant: boolean
}

/**
 * Every table of the product, those that others refer to first: rows can be put back in this order and taken away in the
 * reverse one. `schema_migrations` says what the tables are, and is not one of them.
 */
export async function tablesInOrder(client: ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Described>(`
    select c.relname as name, c.relrowsecurity and tenant.attnum is not null as is_tenant,
      array(select a.attname::text from pg_attribute a
            where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            order by a.attnum) as columns,
      array(select distinct needed.relname::text from pg_constraint f join pg_class needed on needed.oid = f.confrelid
            where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as needs
    from pg_class c
    left join pg_attribute tenant on tenant.attrelid = c.oid and tenant.attname = 'partnership_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'schema_migrations'
    order by c.relname`)
  const ordered: Described[] = []
  let left = rows
  while (left.length > 0) {
    const free = left.filter(({ needs }) =>
      needs.every((name) => ordered.some((table) => table.name === name)),
    )
    if (free.length === 0)
      throw new Error(
        `These tables refer to each other in a circle: ${left.map(({ name }) => name).join(', ')}`,
      )
    ordered.push(...free)
    left = left.filter((table) => !free.includes(table))
  }
  return ordered.map(({ name, columns, is_tenant: isTenant }) => ({ name, columns, isTenant }))
}

/** The settings under which row-level security shows the owner everything of one partnership. */
export const seeEverything = `select set_config('app.partnership', $1, true), set_config('app.sees', 'everyone', true),
  set_config('app.manages_accounts', 'yes', true)`
