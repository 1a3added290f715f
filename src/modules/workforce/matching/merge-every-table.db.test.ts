/** Walks every table that refers to people, also those that are made after this was written. */
import { Client, escapeIdentifier } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Reference, type Table, readTables } from '../../../../test/support/catalogue.ts'
import { createMigratedDatabase } from '../../../../test/support/database.ts'
import { type Row, addRow } from '../../../../test/support/fill-tables.ts'

let database: Awaited<ReturnType<typeof createMigratedDatabase>>
let owner: Client
let service: Client
let tables: Table[]
let partnership: string
let kept: Row
let gone: Row

/** Tables that name a person by an id alone, and why a merge leaves them as they are. */
const WITHOUT_REFERENCE: Record<string, string> = {
  messages: 'what was sent, to the address that it was sent to',
  person_words: 'follows the names and references of people by itself',
}

beforeAll(async () => {
  database = await createMigratedDatabase()
  owner = new Client({ connectionString: database.url })
  service = new Client({ connectionString: database.appUrl })
  await Promise.all([owner.connect(), service.connect()])
  tables = await readTables(owner)
  const { rows } = await owner.query<{ id: string }>(
    `insert into partnerships (id, code, name) values (gen_random_uuid(), 'here', 'Here') returning id`,
  )
  partnership = rows[0]!.id
  kept = await addRow(owner, tables, known(), 'people')
  gone = await addRow(owner, tables, known(), 'people')
  // A row in each table, by each of its references, that names the person who is to go, with all that it needs anew.
  for (const { table, reference } of references())
    await addRow(owner, tables, known(), table.name, { [column(reference)]: gone['id']! })
})
afterAll(async () => {
  await Promise.all([owner?.end(), service?.end()])
  await database?.drop()
})

const known = () => new Map<string, Row>([['partnerships', { id: partnership }]])

const references = () =>
  tables.flatMap((table) =>
    table.references.filter(({ to }) => to === 'people').map((reference) => ({ table, reference })),
  )

const column = ({ columns }: Reference) => columns.find((one) => one !== 'partnership_id')!

async function asService<T>(work: () => Promise<T>): Promise<T> {
  await service.query('begin')
  for (const [name, value] of [
    ['app.partnership', partnership],
    ['app.sees', 'everyone'],
  ])
    await service.query('select set_config($1, $2, true)', [name, value])
  const answer = await work()
  await service.query('commit')
  return answer
}

async function everything(): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {}
  for (const { name } of tables) {
    if (/^(superseded_rows|person_merge)/.test(name)) continue
    const { rows } = await owner.query<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) as row from ${escapeIdentifier(name)} t order by to_jsonb(t)::text`,
    )
    all[name] = rows.map(({ row }) => ({ ...row, version: 'any', saved_at: 'any' }))
  }
  return all
}

const naming = async (id: string) => {
  const found: string[] = []
  for (const { table, reference } of references()) {
    const { rows } = await owner.query(
      `select from ${escapeIdentifier(table.name)} where ${escapeIdentifier(column(reference))} = $1`,
      [id],
    )
    if (rows.length > 0) found.push(`${table.name}.${reference.columns.join()}`)
  }
  return found
}

test('a merge moves what refers to the person in every table, and undoing it puts all of it back', async () => {
  expect(references().length).toBeGreaterThan(8)
  expect(await naming(gone['id']!)).toHaveLength(references().length)
  const before = await everything()
  const merge = await asService(async () => {
    const { rows } = await service.query<{ id: string }>(
      `insert into person_merges (partnership_id, id, kept_id, gone_id, gone_ref, gone_name)
       values ($1, gen_random_uuid(), $2, $3, $4, 'Amina Khan') returning id`,
      [partnership, kept['id'], gone['id'], gone['ref']],
    )
    await service.query('select app.merge_people($1, $2, $3)', [rows[0]!.id, kept['id'], gone['id']])
    return rows[0]!.id
  })
  expect(await naming(gone['id']!)).toEqual([])
  const { rows: left } = await owner.query('select from people where id = $1', [gone['id']])
  expect(left).toEqual([])
  expect(await naming(kept['id']!)).toEqual(
    references().map(({ table, reference }) => `${table.name}.${reference.columns.join()}`),
  )

  const { rows } = await asService(() => service.query('select app.undo_merge($1) as "leftOut"', [merge]))
  expect(rows).toEqual([{ leftOut: 0 }])
  expect(await everything()).toEqual(before)
})

test('whatever else holds the id of a person is known', () => {
  const holding = tables
    .filter((table) => table.columns.some(({ name }) => /(^|_)person_id$/.test(name)))
    .filter((table) => !table.references.some(({ to }) => to === 'people'))
    .map(({ name }) => name)
  expect(holding.filter((name) => !(name in WITHOUT_REFERENCE))).toEqual([])
})
