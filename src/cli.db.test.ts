import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { command, commandWith } from '../test/support/command.ts'
import { createDatabase } from '../test/support/database.ts'
import { type World, openWorld } from '../test/support/world.ts'

let world: World
let owner: Client
let folder: string

beforeAll(async () => {
  world = await openWorld()
  owner = new Client({ connectionString: world.ownerUrl })
  await owner.connect()
  folder = await mkdtemp(join(tmpdir(), 'oneworkforce-cli-'))
  await world.addPartnership('richmond', { name: 'Richmond' })
})
afterAll(async () => {
  await owner.end()
  await world.close()
  await rm(folder, { recursive: true, force: true })
})

async function file(name: string, ...lines: string[]): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, `${lines.join('\n')}\n`)
  return path
}

/** How many rows each table has. */
async function rowCounts(): Promise<Record<string, number>> {
  const { rows } = await owner.query<{ name: string; count: string }>(
    `select tablename as name, (xpath('/row/count/text()', query_to_xml(format('select count(*) from %I', tablename), false, true, '')))[1]::text as count
      from pg_tables where schemaname = 'public'`,
  )
  return Object.fromEntries(rows.map(({ name, count }) => [name, Number(count)]))
}

const json = async (...words: string[]) => {
  const said = await command(world, ...words, '--json')
  return { ...said, answer: JSON.parse(said.out) }
}

describe('the command line', () => {
  test('says what there is when asked, and when a command is not known', async () => {
    const help = await command(world, 'help')
    expect(help).toMatchObject({ code: 0, err: '' })
    expect(help.out).toContain('partnership create CODE --name NAME')
    expect(await command(world, 'compliance', '--help')).toEqual({
      code: 0,
      out: 'Use: bin/oneworkforce compliance --partnership CODE [--as-at DATE] [--json]',
      err: '',
    })
    const unknown = await command(world, 'complaince', '--json')
    expect(unknown).toMatchObject({ code: 2, out: '' })
    expect(unknown.err).toMatch(/^There is no command complaince\.\nOneWorkforce\. Commands:/)
    expect(await command(world)).toMatchObject({ code: 2, out: '' })
  })

  test.each([
    [['partnership'], 'Partnerships can be created and listed.'],
    [['partnership', 'create', 'a'], 'Say which: --name NAME'],
    [['partnership', 'create', '--name', 'A'], 'Say which: CODE'],
    [['partnership', 'create', 'a', 'b', '--name', 'A'], 'There is more than was expected: b'],
    [['partnership', 'list', '--all'], "Unknown option '--all'"],
    [['compliance'], 'Say which: --partnership CODE'],
    [
      ['compliance', '--partnership', 'x', '--as-at', '30/09/2026'],
      'takes a date such as 2026-09-30, not 30/09/2026',
    ],
    [['import', 'persons', 'f.csv', '--partnership', 'x'], 'KIND is one of organisations,'],
    [['import', 'people', '--partnership', 'x'], 'Say which: FILE'],
    [['import', 'people', 'f.csv', 'g.csv', '--partnership', 'x'], 'There is more than was expected: g.csv'],
    [['import', 'people', 'f.csv'], 'Say which: --partnership CODE'],
    [['report', 'directory', '--partnership', 'x'], 'The report that can be made is'],
    [['report', 'board-paper', '--partnership', 'x', '--format', 'odt'], '--format takes html or docx.'],
    [['history', 'verify', 'again'], 'history verify'],
    [['migrate', 'now'], 'Unexpected argument'],
    [['serve', '--port', '1'], "Unknown option '--port'"],
  ])('%j is wrong usage: status 2, and how it is used', async (words, sentence) => {
    const said = await command(world, ...words, ...(words[0] === 'serve' ? [] : ['--json']))
    expect(said).toMatchObject({ code: 2, out: '' })
    expect(said.err).toContain(sentence)
    expect(said.err.split('\n').at(-1)).toMatch(new RegExp(`^Use: bin/oneworkforce ${words[0]}`))
  })

  test('says why it refuses: status 1, the reasons as JSON when asked for, and in words', async () => {
    const refused = await json('compliance', '--partnership', 'nowhere')
    const reason = 'There is no partnership with the code nowhere. See: bin/oneworkforce partnership list'
    expect(refused).toMatchObject({ code: 1, err: reason })
    expect(refused.answer).toEqual({ refused: [{ file: null, row: null, column: null, reason }] })
    expect(await command(world, 'compliance', '--partnership', 'nowhere')).toEqual({
      code: 1,
      out: '',
      err: reason,
    })
  })

  test('names every setting that is wrong', async () => {
    const said = await commandWith({ PORT: 'x', SMTP_URL: 'y' }, 'partnership', 'list', '--json')
    expect(said.code).toBe(1)
    expect(JSON.parse(said.out).refused).toMatchObject([
      { reason: expect.stringMatching(/^PORT /) },
      { reason: expect.stringMatching(/^SMTP_URL /) },
    ])
    expect(said.err.split('\n')).toHaveLength(2)
  })
})

describe('partnership', () => {
  test('creates one and lists them, in order of their codes', async () => {
    const tyneside = { code: 'north-tyneside', name: 'North Tyneside', laNumber: '392', region: 'North East' }
    const created = await json(
      'partnership',
      'create',
      'north-tyneside',
      '--name=North Tyneside',
      '--la-number=392',
      '--region=North East',
    )
    expect(created).toMatchObject({ code: 0, answer: tyneside })
    expect(await command(world, 'partnership', 'create', 'hull', '--name', 'Hull')).toMatchObject({
      code: 0,
      err: 'Hull was created.',
    })
    const list = await json('partnership', 'list')
    expect(list.answer).toEqual([
      { code: 'hull', name: 'Hull', laNumber: null, region: null },
      tyneside,
      { code: 'richmond', name: 'Richmond', laNumber: null, region: null },
    ])
    expect((await command(world, 'partnership', 'list')).out).toBe(
      'hull\tHull\nnorth-tyneside\tNorth Tyneside\nrichmond\tRichmond',
    )
  })

  test.each([
    [
      ['richmond', '--name', 'Again'],
      'There is a partnership with the code richmond already. Choose another code.',
    ],
    [['no spaces', '--name', 'A'], 'The code must be letters, digits and hyphens'],
    [['new', '--name', 'A'], 'OneWorkforce uses that word itself'],
    [['ok', '--name', 'A', '--la-number', '39'], 'must be three digits'],
  ])('refuses to create %j', async (words, reason) => {
    const before = await rowCounts()
    const refused = await json('partnership', 'create', ...words)
    expect(refused).toMatchObject({
      code: 1,
      answer: { refused: [{ reason: expect.stringContaining(reason) }] },
    })
    expect(await rowCounts()).toEqual(before)
  })
})

describe('import', () => {
  const inRichmond = ['--partnership', 'richmond']
  const organisations = () =>
    file(
      'organisations.csv',
      'organisation_ref,name,kind,sector',
      'council,Richmond Council,council,Local authority',
      'school,Green School,school,Education',
    )

  test('of which only a dry run was asked for says what it would do, and changes nothing', async () => {
    const before = await rowCounts()
    const tried = await json('import', 'organisations', await organisations(), ...inRichmond, '--dry-run')
    expect(tried).toMatchObject({
      code: 0,
      answer: { rows: 2, created: 2, changed: 0, unchanged: 0, rejected: [] },
    })
    expect(await rowCounts()).toEqual(before)
  })

  test('does it once: the same file again changes nothing', async () => {
    const path = await organisations()
    const first = await json('import', 'organisations', path, ...inRichmond)
    expect(first).toMatchObject({ code: 0, err: '', answer: { rows: 2, created: 2, rejected: [] } })
    const before = await rowCounts()
    const second = await json('import', 'organisations', path, ...inRichmond)
    expect(second.answer).toEqual({ rows: 2, created: 0, changed: 0, unchanged: 2, rejected: [] })
    expect(await rowCounts()).toEqual(before)
    expect((await command(world, 'import', 'organisations', path, ...inRichmond)).out).toBe(
      '2 rows: 0 created, 0 changed, 2 unchanged, 0 problems',
    )
  })

  test('with a rejected row changes nothing, unless the valid rows are wanted', async () => {
    const path = await file(
      'some-wrong.csv',
      'organisation_ref,name,kind,sector',
      'police,Police,police,Justice',
      'club,Chess Club,club,Leisure',
    )
    const before = await rowCounts()
    const refused = await json('import', 'organisations', path, ...inRichmond)
    expect(refused).toMatchObject({
      code: 1,
      answer: { rows: 2, created: 0, changed: 0, rejected: [{ row: 3, column: 'kind' }] },
    })
    expect(await rowCounts()).toEqual(before)
    const inWords = await command(world, 'import', 'organisations', path, ...inRichmond)
    expect(inWords.out).toMatch(/^Row 3: kind: .*\n2 rows: 0 created, 0 changed, 0 unchanged, 1 problem$/)

    const accepted = await json('import', 'organisations', path, ...inRichmond, '--accept-valid')
    expect(accepted).toMatchObject({ code: 0, answer: { created: 1, rejected: [{ row: 3 }] } })
  })

  test('of what cannot be read is refused with the place', async () => {
    const path = await file('no-name.csv', 'organisation_ref,kind,sector', 'a,council,b')
    const refused = await json('import', 'organisations', path, ...inRichmond)
    expect(refused).toMatchObject({ code: 1, answer: { refused: [{ file: 'no-name.csv', column: 'name' }] } })
    const missing = await json('import', 'organisations', join(folder, 'nowhere.csv'), ...inRichmond)
    expect(missing).toMatchObject({ code: 1, answer: { refused: [{ file: 'nowhere.csv' }] } })
    const mapped = await json(
      'import',
      'organisations',
      await organisations(),
      ...inRichmond,
      '--mapping',
      await file('mapping.json', '{"name": '),
    )
    expect(mapped).toMatchObject({
      code: 1,
      answer: { refused: [{ reason: expect.stringContaining('mapping.json') }] },
    })
  })
})

test('compliance tells how everyone in scope stands on a date, as the published interface has it', async () => {
  const bringIn = async (kind: string, ...lines: string[]) => {
    const path = await file(`${kind}.csv`, ...lines)
    const { code, answer } = await json('import', kind, path, '--partnership', 'richmond')
    expect({ kind, code, answer }).toMatchObject({ code: 0, answer: { rejected: [] } })
  }
  await bringIn('people', 'person_ref,given_name,family_name', 'P2,Amina,Khan', 'P10,Tom,Hill')
  await bringIn(
    'engagements',
    'engagement_ref,person_ref,organisation_ref,role,basis,started_on',
    'E1,P2,council,Social worker,permanent,2026-01-05',
    'E2,P10,school,Teacher,permanent,2026-06-01',
  )
  await bringIn(
    'requirements',
    'requirement_code,title,roles,due_within_days,valid_for_months,warn_days,evidence_codes,applies_from',
    'safeguarding,Safeguarding,,30,12,60,SG1,2025-09-01',
    'caseload,Caseload,Social worker,0,,,CL1,2025-09-01',
  )
  await bringIn('training', 'person_ref,course_code,completed_on', 'P2,SG1,2026-02-10')

  const of = (ref: string, requirement: string, status: string, due: string | null, met: string | null) => ({
    person_ref: ref,
    requirement_code: requirement,
    status,
    due_on: due,
    met_on: met,
  })
  const asAt = (date: string) => ['compliance', '--partnership', 'richmond', '--as-at', date]
  expect((await json(...asAt('2026-06-15'))).answer).toEqual([
    of('P10', 'safeguarding', 'not_yet_due', '2026-07-01', null),
    of('P2', 'caseload', 'overdue', '2026-01-05', null),
    of('P2', 'safeguarding', 'met', '2027-02-10', '2026-02-10'),
  ])
  expect((await json(...asAt('2027-01-15'))).answer).toMatchObject([
    { person_ref: 'P10', status: 'overdue' },
    { person_ref: 'P2', status: 'overdue' },
    { person_ref: 'P2', status: 'due_soon' },
  ])
  const inWords = await command(world, ...asAt('2026-06-15'))
  expect(inWords.out.split('\n')[0]).toBe('P10\tsafeguarding\tnot_yet_due\t2026-07-01\t')
})

test('commands refuse an outside database that is behind until migrate has brought it up', async () => {
  const database = await createDatabase()
  const env = { DATABASE_URL: database.url, ONEWORKFORCE_DATA: join(folder, 'data') }
  try {
    const refused = await commandWith(env, 'partnership', 'list', '--json')
    expect(refused.code).toBe(1)
    expect(JSON.parse(refused.out).refused[0].reason).toMatch(
      /^The database is behind this program by \d+ steps\. Bring it up with: bin\/oneworkforce migrate$/,
    )
    const migrated = await commandWith(env, 'migrate', '--json')
    expect(migrated.code).toBe(0)
    expect(JSON.parse(migrated.out).applied[0]).toBe('0001_platform.sql')
    expect(JSON.parse((await commandWith(env, 'migrate', '--json')).out)).toEqual({ applied: [] })
    expect(await commandWith(env, 'partnership', 'list', '--json')).toEqual({ code: 0, out: '[]', err: '' })
  } finally {
    await database.drop()
    await owner.query(`drop role ${new URL(database.url).pathname.slice(1)}_app`)
  }
})
