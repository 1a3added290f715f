/** What the walks over every route stand on: two partnerships with a row in every table, and somebody in every role. */
import { Client } from 'pg'
import type { PartnershipIdentity } from '#platform'
import { type AnyRoute, addressOf } from '#web'
import type { RoleCode } from '#access'
import { routes } from '../../src/app.ts'
import { roleCodes } from '../../src/modules/access/roles.ts'
import { type Table, readTables } from './catalogue.ts'
import { type Row, addRow, fillTables } from './fill-tables.ts'
import { type SignedUp, signedUp } from './signed-up.ts'
import { type World, openWorld } from './world.ts'

export interface Walk {
  world: World
  /** The partnership that is walked, and another. */
  here: PartnershipIdentity
  elsewhere: PartnershipIdentity
  /** Somebody in each role over the whole of `here`, each with a person of the register who works there. */
  cast: Record<RoleCode, SignedUp & { personId: string }>
  /** The administrator of `elsewhere`, who has nothing to do with `here`. */
  stranger: SignedUp
  tables: Table[]
  /** A row of each table, in both partnerships. */
  rows: Map<string, Row>
  rowsElsewhere: Map<string, Row>
  /** Adds a row to `here`, behind the service's back. */
  add(table: string, given?: Row): Promise<Row>
  /** Whatever else a test needs to set or to know, as the owner of the database. */
  sql<T extends object>(statement: string, values?: unknown[]): Promise<T[]>
  /** How many rows each table has, and how many jobs wait. */
  countRows(): Promise<Record<string, number>>
  close(): Promise<void>
}

export async function openWalk(): Promise<Walk> {
  // With a mail server that nobody asks, so that the pages that need one are there.
  const world = await openWorld({ SMTP_URL: 'smtp://127.0.0.1:1' })
  const client = new Client({ connectionString: world.ownerUrl })
  await client.connect()
  const tables = await readTables(client)
  const here = await world.addPartnership('here', { name: 'Here', isDemonstration: true })
  const elsewhere = await world.addPartnership('elsewhere', { name: 'Elsewhere', isDemonstration: true })
  const rows = await fillTables(client, tables, here.id)
  const rowsElsewhere = await fillTables(client, tables, elsewhere.id)
  const add = (table: string, given: Row = {}) => addRow(client, tables, rows, table, given)

  const cast = {} as Walk['cast']
  for (const role of roleCodes) {
    const person = await add('people', { given_name: 'Somebody', family_name: role })
    await add('engagements', { person_id: person['id']!, started_on: '2026-01-05' })
    const who = { name: role, role, personId: person['id']!, secondFactorGiven: true }
    cast[role] = { ...(await signedUp(world, here, who)), personId: person['id']! }
  }
  const stranger = await signedUp(world, elsewhere, {
    name: 'Stranger',
    role: 'administrator',
    secondFactorGiven: true,
  })
  const sql = async <T extends object>(statement: string, values: unknown[] = []) =>
    (await client.query<T>(statement, values)).rows

  // A link to hand over is shown to whoever made it alone.
  await sql('update reset_links set made_by = $1 where partnership_id = $2', [
    cast.administrator.accountId,
    here.id,
  ])

  return {
    world,
    here,
    elsewhere,
    cast,
    stranger,
    tables,
    rows,
    rowsElsewhere,
    add,
    sql,
    async countRows() {
      const names = [...tables.map((table) => table.name), 'graphile_worker._private_jobs']
      const counted = await sql<{ name: string; count: string }>(
        names.map((name) => `select '${name}' as name, count(*) from ${name}`).join(' union all '),
      )
      return Object.fromEntries(counted.map(({ name, count }) => [name, Number(count)]))
    },
    async close() {
      await client.end()
      await world.close()
    },
  }
}

/** The table that a parameter of an address names: sessionId is of sessions, personId of people. */
function tableOf(parameter: string, rows: Map<string, Row>): string {
  const noun = parameter.replace(/Id$/, '')
  const names = [
    `${noun}s`,
    noun.replace(/y$/, 'ies'),
    noun.replace(/ch$/, 'ches'),
    noun === 'person' ? 'people' : '',
    noun === 'evidence' ? noun : '',
    noun === 'reset' ? 'reset_links' : '',
  ]
    .map((name) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
    .filter((name) => rows.has(name))
  if (!names[0]) throw new Error(`What does :${parameter} stand for? Say so in walk.ts`)
  return names[0]
}

/** Parameters that name no row: a kind of file to bring in, and a secret that only a message holds. */
const words: Record<string, string> = {
  kind: 'people',
  question: 'birth_date',
  token: 'a-token-that-was-never-given',
}

export const namesRow = (parameter: string): boolean => !(parameter in words)

export const parametersOf = (route: AnyRoute): string[] =>
  [...addressOf(route).matchAll(/:(\w+)/g)].map((match) => match[1]!).filter((name) => name !== 'partnership')

/** The address of a route in a partnership, its parameters from these rows or as given. */
export function addressIn(
  partnership: PartnershipIdentity,
  route: AnyRoute,
  rows: Map<string, Row>,
  given: Record<string, string> = {},
): string {
  return addressOf(route).replaceAll(/:(\w+)/g, (_match, name: string) => {
    if (name === 'partnership') return partnership.code
    if (given[name] !== undefined) return encodeURIComponent(given[name])
    return words[name] ?? rows.get(tableOf(name, rows))!['id']!
  })
}

/** The route's name in a test: its kind and address. */
export const nameOf = (route: AnyRoute): string =>
  `${addressOf(route)}${route.kind === 'download' ? ' (file)' : ''}`

export { routes }
