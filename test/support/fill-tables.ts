/** Writes plausible rows into any table, made from nothing but the catalogue and what is given. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type Client, escapeIdentifier } from 'pg'
import { type Column, type Table, inOrderOfReference, isRequired } from './catalogue.ts'

/** Columns whose checks, or whose readers, ask for more than their type and lists of words tell. */
const PARTICULAR: Record<string, string> = {
  'grants.role': 'practitioner',
  'invitations.role': 'practitioner',
  'headcounts.value': '12',
  'equality_profiles.tables': '[]',
  'imports.kind': 'people',
  'import_mappings.kind': 'people',
  'papers.content': readFileSync('data/partnerships/nottingham-city/board-paper.json', 'utf8'),
  'sessions.starts_at': '09:30',
  'sessions.ends_at': '12:30',
}

export type Row = Record<string, string>

/**
 * Adds one row to a table of a partnership. What it must refer to and is not given is the row that `rows` holds of that
 * table, which is added first when there is none.
 */
export async function addRow(
  client: Client,
  tables: readonly Table[],
  rows: Map<string, Row>,
  name: string,
  given: Row = {},
): Promise<Row> {
  const table = tables.find((one) => one.name === name)
  if (!table) throw new Error(`There is no table ${name}`)
  const row: Row = {}
  for (const column of table.columns) {
    const value = PARTICULAR[`${name}.${column.name}`] ?? plainValue(table, column)
    if (value !== undefined) row[column.name] = value
  }
  const required = table.references.filter((one) => isRequired(table, one))
  for (const [index, reference] of required.entries()) {
    // Two of one table, such as two records that may be one person's, are different ones.
    const isSecond = required.slice(0, index).some((one) => one.to === reference.to) && toldApart(table)
    const known = isSecond ? undefined : rows.get(reference.to)
    const to = known ?? (await addRow(client, tables, rows, reference.to))
    reference.columns.forEach((column, index) => (row[column] = to[reference.toColumns[index]!]!))
  }
  if (table.isTenant) row['partnership_id'] = rows.get('partnerships')!['id']!
  Object.assign(row, given)
  await insert(client, name, row)
  if (!rows.has(name)) rows.set(name, row)
  return row
}

/** One row in every table that belongs to a partnership, and in every other that such a row must refer to. */
export async function fillTables(
  client: Client,
  tables: readonly Table[],
  partnershipId: string,
): Promise<Map<string, Row>> {
  const rows = new Map<string, Row>([['partnerships', { id: partnershipId }]])
  for (const table of inOrderOfReference(tables))
    if (table.isTenant && !rows.has(table.name)) await addRow(client, tables, rows, table.name)
  return rows
}

/** Whether a check says that two columns of ids differ. */
function toldApart({ checks }: Table): boolean {
  return checks.some((check) => /\w+_id <> \w+_id/.test(check))
}

async function insert(client: Client, table: string, row: Row): Promise<void> {
  const names = Object.keys(row)
  try {
    await client.query(
      `insert into ${escapeIdentifier(table)} (${names.map(escapeIdentifier).join(', ')})
       values (${names.map((_name, index) => `$${index + 1}`).join(', ')})`,
      Object.values(row),
    )
  } catch (error) {
    throw new Error(
      `No row could be made up for ${table} (${(error as Error).message}): say what its column holds in fill-tables.ts`,
      { cause: error },
    )
  }
}

/** Something for a column that must hold something: a word of its list, or the plainest value of its type. */
function plainValue(table: Table, column: Column): string | undefined {
  // An account is known by one of two names, neither of which is required alone.
  if (table.name === 'accounts' && column.name === 'email') return `${randomUUID()}@example.org`
  if (!column.required || column.generated || column.identity) return undefined
  const listed = table.checks
    .filter((check) => new RegExp(`\\("?${column.name}"? = ANY`).test(check))
    .map((check) => /'([^']*)'/.exec(check)?.[1])[0]
  if (listed !== undefined) return listed
  if (column.type.endsWith('[]')) return '{}'
  const plain: Record<string, string> = {
    uuid: randomUUID(),
    text: `${column.name.replaceAll('_', ' ')} ${randomUUID().slice(0, 8)}`,
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
  return plain[column.type.replace(/\(.*\)/, '')]
}
