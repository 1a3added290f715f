/** Writes one plausible row into every table of a partnership, made from nothing but the catalogue. */
import { randomUUID } from 'node:crypto'
import { type Client, escapeIdentifier } from 'pg'
import { type Column, type Table, inOrderOfReference, isRequired } from './catalogue.ts'

/** Columns whose checks ask for more than their type and lists of words tell. */
const PARTICULAR: Record<string, string> = {
  'headcounts.value': '12',
  'sessions.starts_at': '09:30',
  'sessions.ends_at': '12:30',
}

export type Row = Record<string, string>

/** One row in every table that belongs to a partnership, and in every other that such a row must refer to. */
export async function fillTables(
  client: Client,
  tables: readonly Table[],
  partnershipId: string,
): Promise<Map<string, Row>> {
  const rows = new Map<string, Row>([['partnerships', { id: partnershipId }]])
  for (const table of inOrderOfReference(tables)) {
    if (rows.has(table.name) || !(table.isTenant || table.name === 'accounts')) continue
    rows.set(table.name, await insertRow(client, table, rows))
  }
  return rows
}

async function insertRow(client: Client, table: Table, rows: Map<string, Row>): Promise<Row> {
  const row: Row = {}
  for (const column of table.columns) {
    const value = PARTICULAR[`${table.name}.${column.name}`] ?? plainValue(table, column)
    if (value !== undefined) row[column.name] = value
  }
  for (const reference of table.references.filter((one) => isRequired(table, one)))
    reference.columns.forEach((name, index) => {
      row[name] = rows.get(reference.to)![reference.toColumns[index]!]!
    })
  if (table.isTenant) row['partnership_id'] = rows.get('partnerships')!['id']!
  const names = Object.keys(row)
  try {
    await client.query(
      `insert into ${escapeIdentifier(table.name)} (${names.map(escapeIdentifier).join(', ')})
       values (${names.map((_name, index) => `$${index + 1}`).join(', ')})`,
      Object.values(row),
    )
  } catch (error) {
    throw new Error(
      `No row could be made up for ${table.name} (${(error as Error).message}): say what its column holds in fill-tables.ts`,
      { cause: error },
    )
  }
  return row
}

/** Something for a column that must hold something: a word of its list, or the plainest value of its type. */
function plainValue(table: Table, column: Column): string | undefined {
  if (!column.required || column.generated || column.identity) {
    // An account is known by one of two names, neither of which is required alone.
    return table.name === 'accounts' && column.name === 'email' ? `${randomUUID()}@example.org` : undefined
  }
  const listed = table.checks
    .filter((check) => new RegExp(`\\("?${column.name}"? = ANY`).test(check))
    .map((check) => /'([^']*)'/.exec(check)?.[1])[0]
  if (listed !== undefined) return listed
  if (column.type.endsWith('[]')) return '{}'
  const plain: Record<string, string> = {
    uuid: randomUUID(),
    text: `${column.name} ${randomUUID()}`,
    date: '2026-11-12',
    integer: '1',
    bigint: '1',
    smallint: '1',
    numeric: '1',
    boolean: 'false',
    jsonb: '{}',
    bytea: `\\x${randomUUID().replaceAll('-', '')}`,
    'timestamp with time zone': '2026-11-12T10:30:00Z',
  }
  return plain[column.type]
}
