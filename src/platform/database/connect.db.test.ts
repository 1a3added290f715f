import { sql } from 'kysely'
import type { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMigratedDatabase } from '../../../test/support/database.ts'
import { until } from '../../../test/support/until.ts'
import { type Database, openDatabase, openPool } from './connect.ts'

let database: Awaited<ReturnType<typeof createMigratedDatabase>>
let lost: Error[]
let pool: Pool
let db: Database

beforeAll(async () => {
  database = await createMigratedDatabase()
  lost = []
  pool = openPool(database.url, (error) => lost.push(error), 2)
  db = openDatabase(pool)
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

const answer = async <T>(question: string) => (await sql<T>`${sql.raw(question)}`.execute(db)).rows[0]

test('dates are text, counts and numerics are numbers, moments are dates', async () => {
  expect(
    await answer(`select date '2026-03-29' as the_day, count(*) as how_many, 1.50::numeric as full_time,
      timestamptz '2026-03-29T00:30:00Z' as the_moment, null::date as no_day`),
  ).toEqual({
    theDay: '2026-03-29',
    howMany: 1,
    fullTime: 1.5,
    theMoment: new Date('2026-03-29T00:30:00Z'),
    noDay: null,
  })
})

test('a number that cannot be held exactly is refused rather than rounded', async () => {
  expect(await answer('select 9007199254740991::bigint as n')).toEqual({ n: Number.MAX_SAFE_INTEGER })
  await expect(answer('select 9007199254740993::bigint as n')).rejects.toThrow('too large to be held exactly')
})

test('names are camelCase, and keys inside jsonb are left as they were stored', async () => {
  expect(await answer(`select '{"person_ref": {"given_name": "Zoë"}}'::jsonb as row_as_it_was`)).toEqual({
    rowAsItWas: { person_ref: { given_name: 'Zoë' } },
  })
})

test('losing its connections is reported, and the next question is answered over a new one', async () => {
  await Promise.all([answer('select pg_sleep(0.05)'), answer('select pg_sleep(0.05)')])
  const other = openPool(database.url, () => {}, 1)
  await other.query(`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`)
  await other.end()
  await until(
    () => pool.totalCount,
    (count) => count === 0,
  )
  expect(lost.length).toBeGreaterThan(0)
  expect(await answer('select 1 as n')).toEqual({ n: 1 })
})
