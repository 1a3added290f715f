import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { DB } from './schema.ts'

export type Database = Kysely<DB>

// Dates stay text, so that no time zone can move them; counts and numerics are numbers, checked to be exact.
const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.DATE, (text) => text)
types.setTypeParser(pg.types.builtins.INT8, (text) => exactNumber(text))
types.setTypeParser(pg.types.builtins.NUMERIC, (text) => Number(text))

function exactNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is too large to be held exactly`)
  return value
}

/**
 * A pool of connections as the role of the address. Losing the server must not end the process: the pool reconnects and
 * the request that was under way fails by itself. Whoever cannot be given a connection within ten seconds is refused.
 */
export function openPool(
  url: string,
  onError: (error: Error) => void,
  max = 10,
  name = 'oneworkforce',
): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    application_name: name,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  })
  pool.on('error', onError)
  pool.on('connect', (client) => client.on('error', onError))
  return pool
}

/** Typed SQL over a pool: camelCase in TypeScript, snake_case in SQL; keys inside jsonb are left as stored. */
export function openDatabase(pool: pg.Pool): Database {
  return new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
}
