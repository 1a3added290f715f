/** Walks every table: what belongs to one partnership is neither seen nor changed from another, also through raw SQL. */
import { Client, DatabaseError, escapeIdentifier } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Table, readTables } from '../support/catalogue.ts'
import { createMigratedDatabase } from '../support/database.ts'
import { type Row, fillTables } from '../support/fill-tables.ts'

/** Tables that belong to the installation, and what keeps each from being a way from one partnership into another. */
const OF_THE_INSTALLATION: Record<string, string> = {
  accounts: 'seen through a grant or a person of the partnership only',
  partnerships: 'their names are known to all',
  form_submissions: 'found by a token that only the form that was shown holds',
  recovery_codes: 'the account holder alone',
  sign_in_sessions: 'the account holder alone',
  sign_in_attempts: 'keyed hashes, while somebody signs in',
  schema_migrations: 'the names of the migrations',
}

const REFUSED = '42501'

let database: Awaited<ReturnType<typeof createMigratedDatabase>>
let owner: Client
let service: Client
let tables: Table[]
let first: string
let second: string
let rowsOfFirst: Map<string, Row>

beforeAll(async () => {
  database = await createMigratedDatabase()
  owner = new Client({ connectionString: database.url })
  service = new Client({ connectionString: database.appUrl })
  await Promise.all([owner.connect(), service.connect()])
  tables = await readTables(owner)
  first = await addPartnership('first')
  second = await addPartnership('second')
  rowsOfFirst = await fillTables(owner, tables, first)
  await fillTables(owner, tables, second)
})
afterAll(async () => {
  await Promise.all([owner?.end(), service?.end()])
  await database?.drop()
})

async function addPartnership(code: string): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    'insert into partnerships (id, code, name) values (gen_random_uuid(), $1, $1) returning id',
    [code],
  )
  return rows[0]!.id
}

const tenant = () => tables.filter((table) => table.isTenant)

/** What people say of themselves for equality monitoring: read by nobody else, whatever they may see. */
const ofOneself = new Set(['equality_answers'])

/** The widest actor that a partnership can have. */
const everythingIn = (partnership: string) => ({ 'app.partnership': partnership, 'app.sees': 'everyone' })

/** Does something as the service's role with these settings, and undoes it. */
async function asService<T>(settings: Record<string, string>, work: () => Promise<T>): Promise<T> {
  await service.query('begin')
  try {
    for (const [name, value] of Object.entries(settings))
      await service.query('select set_config($1, $2, true)', [name, value])
    return await work()
  } finally {
    await service.query('rollback')
  }
}

const countOf = async (table: Table, where = 'true') =>
  Number(
    (await service.query(`select count(*) from ${escapeIdentifier(table.name)} where ${where}`)).rows[0]
      .count,
  )

/** How many rows a statement touched, or the code of its refusal; what it did is undone either way. */
async function attempt(statement: string, values: unknown[] = []): Promise<number | string> {
  await service.query('savepoint before')
  try {
    return (await service.query(statement, values)).rowCount ?? 0
  } catch (error) {
    if (error instanceof DatabaseError) return error.code ?? 'refused'
    throw error
  } finally {
    await service.query('rollback to savepoint before')
  }
}

async function inEachTable<T>(question: (table: Table) => Promise<T>, settings = everythingIn(second)) {
  const answers: Record<string, T> = {}
  await asService(settings, async () => {
    for (const table of tenant()) answers[table.name] = await question(table)
  })
  return answers
}

const forEachTable = <T>(value: (table: Table) => T) =>
  Object.fromEntries(tenant().map((table) => [table.name, value(table)]))

describe('the shape of the tables', () => {
  test('each belongs to a partnership, or is known to belong to the installation', () => {
    const others = tables.filter((table) => !table.isTenant).map((table) => table.name)
    expect(others).toEqual(Object.keys(OF_THE_INSTALLATION).sort())
    expect(tenant().length).toBeGreaterThan(30)
  })

  test('whatever may be there only once, may be there once in each partnership', () => {
    const keys = tenant().flatMap((table) => table.unique)
    expect(keys.length).toBeGreaterThan(tenant().length)
    expect(keys.filter((key) => key.columns[0] !== 'partnership_id')).toEqual([])
  })

  test('every reference stays in the partnership, or names something of the installation', () => {
    const references = tenant().flatMap((table) => table.references)
    expect(references.length).toBeGreaterThan(50)
    const inside = references.filter((one) => !(one.to in OF_THE_INSTALLATION))
    const leaving = inside.filter(
      (one) => one.columns[0] !== 'partnership_id' || one.toColumns[0] !== 'partnership_id',
    )
    expect(leaving).toEqual([])
    const toInstallation = references.filter((one) => one.to in OF_THE_INSTALLATION)
    expect([...new Set(toInstallation.map((one) => one.to))].sort()).toEqual(['accounts', 'partnerships'])
  })

  test('each is closed by row-level security, to its owner too', () => {
    const open = tenant().filter((table) => !table.rowSecurity || !table.forced)
    expect(open.map((table) => table.name)).toEqual([])
  })
})

describe('the role of the service', () => {
  test('cannot step over row-level security, and owns nothing', async () => {
    const { rows } = await service.query(`
      select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
        (select count(*)::int from pg_class where relowner = r.oid
          and relnamespace in ('public'::regnamespace, 'app'::regnamespace)) as owned,
        (select count(*)::int from pg_auth_members where member = r.oid) as memberships
      from pg_roles r where rolname = current_user`)
    expect(rows).toEqual([
      {
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolreplication: false,
        owned: 0,
        memberships: 0,
      },
    ])
  })

  test('may not empty a table, which no policy would stop', async () => {
    const answers = await inEachTable((table) => attempt(`truncate ${escapeIdentifier(table.name)} cascade`))
    expect(answers).toEqual(forEachTable(() => REFUSED))
  })

  test('finds three functions that run with the rights of their owner, and no view that looks with them', async () => {
    const { rows: functions } = await owner.query(
      `select p.oid::regprocedure::text as name from pg_proc p
       where p.pronamespace in ('app'::regnamespace, 'public'::regnamespace) and p.prosecdef`,
    )
    const { rows: views } = await owner.query(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('v', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker')
         and not coalesce(c.reloptions @> array['security_invoker=true'], false)`,
    )
    // Erasing a person takes away earlier versions of what was said of them, which nothing else may: forget-person.db.test.ts.
    // What people say of themselves is counted, and read by nobody: equality.db.test.ts.
    expect(new Set([...functions, ...views].map(({ name }) => name))).toEqual(
      new Set([
        'app.equality_answered_since(timestamp with time zone)',
        'app.equality_counts(date)',
        'app.forget_copies(uuid,text[])',
      ]),
    )
  })
})

describe('an actor of another partnership', () => {
  test('sees the own rows in every table, and none of the first partnership', async () => {
    const seen = await inEachTable(async (table) => [
      (await countOf(table, `partnership_id = '${second}'`)) > 0,
      await countOf(table, `partnership_id <> '${second}'`),
    ])
    expect(seen).toEqual(forEachTable(({ name }) => [!ofOneself.has(name), 0]))
  })

  test('changes and deletes nothing of the first', async () => {
    const changed = await inEachTable((table) =>
      attempt(`update ${escapeIdentifier(table.name)} set partnership_id = partnership_id
               where partnership_id = '${first}'`),
    )
    const deleted = await inEachTable((table) =>
      attempt(`delete from ${escapeIdentifier(table.name)} where partnership_id = '${first}'`),
    )
    const written = ['history_entries', 'history_seals', 'superseded_rows']
    expect(changed).toEqual(
      forEachTable(({ name }) => ([...written, 'history_payloads'].includes(name) ? REFUSED : 0)),
    )
    expect(deleted).toEqual(forEachTable(({ name }) => (written.includes(name) ? REFUSED : 0)))
  })

  test('is refused when writing a row into the first, or giving it an own row', async () => {
    const inserted = await inEachTable((table) => {
      const row = rowsOfFirst.get(table.name)!
      const names = Object.keys(row)
      return attempt(
        `insert into ${escapeIdentifier(table.name)} (${names.map(escapeIdentifier).join(', ')})
         values (${names.map((_name, index) => `$${index + 1}`).join(', ')})`,
        Object.values(row),
      )
    })
    const given = await inEachTable((table) =>
      attempt(`update ${escapeIdentifier(table.name)} set partnership_id = '${first}'`),
    )
    expect(inserted).toEqual(forEachTable(() => REFUSED))
    expect(given).toEqual(forEachTable(({ name }) => (ofOneself.has(name) ? 0 : REFUSED)))
  })

  test('does not see the accounts, sessions or codes of those who belong to the first alone', async () => {
    const accountOfFirst = rowsOfFirst.get('accounts')!['id']!
    for (const statement of [
      `insert into recovery_codes (account_id, code_hash) values ('${accountOfFirst}', 'x')`,
      `insert into sign_in_sessions (id, token_hash, account_id, idle_minutes, expires_at)
       values (gen_random_uuid(), 'x', '${accountOfFirst}', 30, now() + interval '1 day')`,
      `insert into sign_in_attempts (id, name_hash, address_hash, succeeded) values (gen_random_uuid(), 'x', 'x', true)`,
    ])
      await owner.query(statement)
    const seenBy = (partnership: string) =>
      asService(everythingIn(partnership), async () => [
        (await service.query('select id from accounts')).rows.some(({ id }) => id === accountOfFirst),
        ...(
          await service.query(`select (select count(*)::int from recovery_codes) as codes,
          (select count(*)::int from sign_in_sessions) as sessions, (select count(*)::int from sign_in_attempts) as attempts`)
        ).rows,
      ])
    const none = { codes: 0, sessions: 0, attempts: 0 }
    expect(await seenBy(second)).toEqual([false, none])
    expect(await seenBy(first)).toEqual([true, none])
  })
})

describe('a register that its organisation keeps itself', () => {
  /** Named in an account, so that whoever manages accounts knows whose it is; and never more than an id. */
  const LINKS = ['account_people', 'invitations']

  const today = '2026-11-12'
  const widest = () => ({ 'app.partnership': first, 'app.sees': 'shared', 'app.today': today })
  const id = (table: string) => rowsOfFirst.get(table)!['id']!
  /** Every table that says something of a person, and how many rows of the only person there are seen. */
  const seenOfThePerson = async () => {
    const seen: Record<string, number> = {}
    await asService(widest(), async () => {
      for (const table of tenant())
        for (const { to, columns } of table.references)
          if (to === 'people' && !LINKS.includes(table.name))
            seen[`${table.name}.${columns[1]}`] = await countOf(table, `${columns[1]} = '${id('people')}'`)
      seen['people'] = await countOf(
        tables.find(({ name }) => name === 'people')!,
        `id = '${id('people')}'`,
      )
    })
    return seen
  }
  const agree = (shares: string, startedOn: string, endedOn: string | null) =>
    owner.query(
      'update sharing_agreements set shares = $2, started_on = $3, ended_on = $4 where partnership_id = $1',
      [first, shares, startedOn, endedOn],
    )
  const keptBy = (keeper: string) =>
    owner.query('update organisations set register_kept_by = $2 where partnership_id = $1', [first, keeper])
  afterAll(() => keptBy('authority'))

  const none = (seen: Record<string, number>) =>
    Object.fromEntries(Object.keys(seen).map((name) => [name, 0]))

  test('is seen whole while the authority keeps it', async () => {
    const seen = await seenOfThePerson()
    expect(Object.values(seen).filter((count) => count > 0).length).toBeGreaterThan(10)
  })

  test('shows nobody to a role over the whole partnership, in any table, whatever is asked in SQL', async () => {
    await keptBy('itself')
    await agree('totals', '2026-01-01', null)
    const seen = await seenOfThePerson()
    expect(seen).toEqual(none(seen))
  })

  test.each([
    ['from tomorrow', '2026-11-13', null],
    ['until yesterday', '2026-01-01', '2026-11-11'],
  ])('stays closed under an agreement %s', async (_when, startedOn, endedOn) => {
    await agree('named', startedOn, endedOn)
    const seen = await seenOfThePerson()
    expect(seen).toEqual(none(seen))
  })

  test.each([
    ['from today', '2026-11-12', null],
    ['until today', '2026-01-01', '2026-11-12'],
  ])('opens under an agreement %s that shares it by name', async (_when, startedOn, endedOn) => {
    await agree('named', startedOn, endedOn)
    expect((await seenOfThePerson())['people']).toBe(1)
    expect((await seenOfThePerson())['engagements.person_id']).toBeGreaterThan(0)
  })

  test('stays open to the service itself and to a role over the organisation', async () => {
    await agree('totals', '2026-01-01', null)
    const people = tables.find(({ name }) => name === 'people')!
    const seenAs = (settings: Record<string, string>) =>
      asService({ ...widest(), ...settings }, () => countOf(people, `id = '${id('people')}'`))
    expect(await seenAs({ 'app.sees': 'everyone' })).toBe(1)
    expect(await seenAs({ 'app.organisations': `{${id('organisations')}}` })).toBe(1)
    expect(await seenAs({ 'app.sees': '', 'app.organisations': `{${id('organisations')}}` })).toBe(1)
    expect(await seenAs({ 'app.person': id('people') })).toBe(1)
  })
})

describe('without the settings that say who asks', () => {
  test('no table shows or takes a row', async () => {
    const seen = await inEachTable((table) => countOf(table), {} as never)
    expect(seen).toEqual(forEachTable(() => 0))
    const deleted = await inEachTable(
      (table) => attempt(`delete from ${escapeIdentifier(table.name)}`),
      {} as never,
    )
    for (const answer of Object.values(deleted)) expect([0, REFUSED]).toContain(answer)
  })

  test('a partnership alone opens no record of a person', async () => {
    const personal = ['people', 'engagements', 'evidence', 'exemptions', 'bookings', 'completions']
    const seen = await inEachTable((table) => countOf(table), { 'app.partnership': first } as never)
    expect(Object.fromEntries(personal.map((name) => [name, seen[name]]))).toEqual(
      Object.fromEntries(personal.map((name) => [name, 0])),
    )
  })
})

describe('what was recorded', () => {
  test('cannot be changed or deleted by the partnership that it belongs to', async () => {
    const tries = await asService(everythingIn(first), async () => {
      const answers: Record<string, number | string> = {}
      for (const table of ['history_entries', 'history_seals', 'superseded_rows'])
        for (const statement of [
          `update ${table} set partnership_id = partnership_id`,
          `delete from ${table}`,
        ])
          answers[statement] = await attempt(statement)
      answers['payloads'] = await attempt(`update history_payloads set payload = '{}'`)
      return answers
    })
    expect(new Set(Object.values(tries))).toEqual(new Set([REFUSED]))
  })
})
