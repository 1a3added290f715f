/** What the database says about itself: its tables, their columns, and the keys that hold them together. */
import type { Client } from 'pg'

export interface Column {
  name: string
  type: string
  required: boolean
  generated: boolean
  identity: boolean
}

export interface Key {
  name: string
  columns: string[]
}

export interface Reference extends Key {
  to: string
  toColumns: string[]
}

export interface Table {
  name: string
  /** Whether its rows belong to a partnership. */
  isTenant: boolean
  rowSecurity: boolean
  forced: boolean
  columns: Column[]
  /** The primary key, and everything else that may be there only once. */
  unique: Key[]
  references: Reference[]
  checks: string[]
}

/** Every table of the service. */
export async function readTables(client: Client): Promise<Table[]> {
  const { rows } = await client.query<Omit<Table, 'isTenant'>>(`
    select c.relname as name, c.relrowsecurity as "rowSecurity", c.relforcerowsecurity as forced,
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, null),
          'required', a.attnotnull and not a.atthasdef, 'generated', a.attgenerated <> '', 'identity', a.attidentity <> '')
          order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      (select coalesce(json_agg(json_build_object('name', i.indexrelid::regclass::text, 'columns',
          array(select coalesce(a.attname, '(expression)') from unnest(i.indkey::int[]) with ordinality k (n, at)
                left join pg_attribute a on a.attrelid = c.oid and a.attnum = k.n and k.n > 0 order by k.at))), '[]')
        from pg_index i where i.indrelid = c.oid and (i.indisunique or i.indisexclusion)) as unique,
      (select coalesce(json_agg(json_build_object('name', f.conname, 'to', f.confrelid::regclass::text,
          'columns', array(select a.attname from unnest(f.conkey) with ordinality k (n, at)
                           join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.n order by k.at),
          'toColumns', array(select a.attname from unnest(f.confkey) with ordinality k (n, at)
                             join pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.n order by k.at))), '[]')
        from pg_constraint f where f.conrelid = c.oid and f.contype = 'f') as references,
      array(select pg_get_constraintdef(k.oid) from pg_constraint k where k.conrelid = c.oid and k.contype = 'c') as checks
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    order by c.relname`)
  return rows.map((table) => ({
    ...table,
    isTenant: table.columns.some((column) => column.name === 'partnership_id'),
  }))
}

/** The tables in an order in which each comes after those that its rows must refer to. */
export function inOrderOfReference(tables: readonly Table[]): Table[] {
  const ordered: Table[] = []
  const place = (table: Table) => {
    if (ordered.includes(table)) return
    for (const reference of table.references.filter((one) => isRequired(table, one))) {
      const to = tables.find((one) => one.name === reference.to)
      if (to && to !== table) place(to)
    }
    ordered.push(table)
  }
  for (const table of tables) place(table)
  return ordered
}

export function isRequired(table: Table, reference: Reference): boolean {
  return reference.columns.every((name) => table.columns.find((column) => column.name === name)?.required)
}
