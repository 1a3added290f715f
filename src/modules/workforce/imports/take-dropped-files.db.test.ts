import { mkdir, readFile, readdir, utimes, writeFile } from 'node:fs/promises'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type PartnershipIdentity, inContext, installation, later, newId, operator } from '#platform'
import { doJobs } from '../../../../test/support/do-jobs.ts'
import { type World, openWorld, testNow } from '../../../../test/support/world.ts'

let folder: string
let world: World
let partnership: PartnershipIdentity
let here: string
let count = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oneworkforce-drop-'))
  world = await openWorld({ ONEWORKFORCE_DROP_FOLDER: folder })
})
afterAll(async () => {
  await world?.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  count += 1
  partnership = await world.addPartnership(`place-${count}`)
  here = join(folder, partnership.code)
  await mkdir(here)
})

function remember(applies: boolean) {
  return world.act(partnership, (ctx) =>
    ctx.db
      .insertInto('importMappings')
      .values({
        partnershipId: partnership.id,
        id: newId(),
        kind: 'people',
        name: 'Payroll weekly',
        mapping: JSON.stringify({ person_ref: 'No', given_name: 'First', family_name: 'Last' }),
        applies,
        tell: 'dev@example.org',
      })
      .execute(),
  )
}

async function drop(name: string, content: string, minutesAgo = 10): Promise<void> {
  const at = new Date(testNow.getTime() - minutesAgo * 60_000)
  await writeFile(join(here, name), content)
  await utimes(join(here, name), at, at)
}

async function watch(): Promise<void> {
  await inContext(world.services, { partnership: installation, actor: operator('Test') }, (ctx) =>
    later(ctx, 'take-dropped-files', {}),
  )
  await doJobs(world)
}

const people = async () =>
  (
    await world.act(partnership, ({ db }) => db.selectFrom('people').select('ref').orderBy('ref').execute())
  ).map(({ ref }) => ref)
const messages = () =>
  world.act(partnership, ({ db }) =>
    db.selectFrom('messages').select(['toAddress', 'subject', 'body']).execute(),
  )
const filesIn = (name: string) => readdir(join(here, name)).catch(() => [])

test('a file that is named for remembered columns is brought in and put away, and who asked is told', async () => {
  await remember(true)
  await drop('payroll-weekly 2026-11-12.csv', 'No,First,Last\nP1,Amina,Khan\n')
  await watch()
  expect(await people()).toEqual(['P1'])
  expect(await filesIn('done')).toEqual(['payroll-weekly 2026-11-12 20261112T103000Z.csv'])
  expect(await messages()).toMatchObject([
    {
      toAddress: 'dev@example.org',
      subject: 'payroll-weekly 2026-11-12.csv: taken',
      body: expect.stringContaining('Of 1 rows of people, 1 are new, 0 changed and 0 the same.') as string,
    },
  ])
  await drop('payroll-weekly 2026-11-13.csv', 'No,First,Last\nP1,Amina,Khan\n')
  await watch()
  expect((await messages()).map(({ body }) => body).join()).toContain('0 are new, 0 changed and 1 the same')
})

test('a rejected row keeps the whole file out, with its reason beside it', async () => {
  await remember(true)
  await drop('Payroll weekly.csv', 'No,First,Last\nP1,Amina,Khan\nP2,Tom,\n')
  await watch()
  expect(await people()).toEqual([])
  expect(await filesIn('failed')).toEqual([
    'Payroll weekly 20261112T103000Z reasons.csv',
    'Payroll weekly 20261112T103000Z.csv',
  ])
  const reasons = await readFile(join(here, 'failed', 'Payroll weekly 20261112T103000Z reasons.csv'), 'utf8')
  expect(reasons).toContain('3,family_name,There is no family_name in this row')
  expect((await messages())[0]!.body).toContain('1 of 2 rows are rejected')
})

test('a file that is no table is put away with the reason', async () => {
  await remember(true)
  await drop('payroll weekly.xlsx', 'not a workbook')
  await watch()
  expect(await filesIn('failed')).toHaveLength(2)
  expect(await people()).toEqual([])
})

test('a file that is to be looked through waits, checked', async () => {
  await remember(false)
  await drop('payroll weekly.csv', 'No,First,Last\nP1,Amina,Khan\n')
  await watch()
  const imports = await world.act(partnership, ({ db }) =>
    db.selectFrom('imports').select(['state', 'createdCount', 'fileName']).execute(),
  )
  expect(imports).toEqual([{ state: 'checked', createdCount: 1, fileName: 'payroll weekly.csv' }])
  expect(await people()).toEqual([])
  expect(await filesIn('done')).toHaveLength(1)
})

test('a file that is still being written, or that nothing is remembered for, stays', async () => {
  await remember(true)
  await drop('payroll weekly.csv', 'No,First,Last\nP1,Amina,Khan\n', 0)
  await drop('holiday photos.csv', 'No,First,Last\nP2,Tom,Hill\n')
  await watch()
  expect(await people()).toEqual([])
  expect((await readdir(here)).toSorted()).toEqual(['holiday photos.csv', 'payroll weekly.csv'])
})
