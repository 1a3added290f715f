import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PartnershipIdentity } from '#platform'
import { type ImportAnswer, type ImportReport, importFile } from '#platform/imports/index'
import { type World, openWorld } from '../../../../test/support/world.ts'
import { organisationsImport } from './import-organisations.ts'

let world: World
let partnership: PartnershipIdentity
let count = 0

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

async function fresh() {
  count += 1
  partnership = await world.addPartnership(`fresh-${count}`)
}

type Rest = Partial<Parameters<typeof importFile>[1]>

function bringIn(csv: string, rest: Rest = {}): Promise<ImportAnswer> {
  const file = { fileName: 'organisations.csv', content: Buffer.from(csv) }
  return world.act(partnership, (ctx) => importFile(ctx, { kind: organisationsImport, file, ...rest }))
}

async function report(csv: string, rest: Rest = {}): Promise<ImportReport> {
  const answer = await bringIn(csv, rest)
  if ('refused' in answer) throw new Error(JSON.stringify(answer))
  return answer
}

function periods(ref: string) {
  return world.act(partnership, (ctx) =>
    ctx.db
      .selectFrom('organisationPeriods as p')
      .innerJoin('organisations as o', 'o.id', 'p.organisationId')
      .where('o.ref', '=', ref)
      .select(['p.name', 'p.startedOn', 'p.endedOn'])
      .orderBy('p.startedOn', (order) => order.asc().nullsFirst())
      .execute(),
  )
}

const head = 'organisation_ref,name,kind,sector'

test('organisations come in once, and the same file again changes nothing', async () => {
  await fresh()
  const csv = `${head},cohort,parent_ref,opened_on\nA,Meadow School,school,Schools,,T,01/09/2015\nT,Learning Trust,other,Schools,wider,,\n`
  expect(await report(csv)).toEqual({ rows: 2, created: 2, changed: 0, unchanged: 0, rejected: [] })
  expect(await report(csv)).toEqual({ rows: 2, created: 0, changed: 0, unchanged: 2, rejected: [] })
  expect(await periods('A')).toEqual([{ name: 'Meadow School', startedOn: null, endedOn: null }])
})

test('facts hold for all time at first, and other facts later open a period from the as-at date', async () => {
  await fresh()
  await report(`${head}\nA,Old Name,school,Schools\n`, { asAt: '2026-01-01' })
  expect(await report(`${head}\nA,New Name,school,Schools\n`, { asAt: '2026-06-01' })).toMatchObject({
    changed: 1,
  })
  expect(await periods('A')).toEqual([
    { name: 'Old Name', startedOn: null, endedOn: '2026-05-31' },
    { name: 'New Name', startedOn: '2026-06-01', endedOn: null },
  ])
})

test('an earlier as-at date holds until the date for which the next facts are known', async () => {
  await fresh()
  await report(`${head}\nA,June,school,Schools\n`, { asAt: '2026-06-01' })
  await report(`${head}\nA,March,school,Schools\n`, { asAt: '2026-03-01' })
  expect(await periods('A')).toEqual([
    { name: 'June', startedOn: null, endedOn: '2026-02-28' },
    { name: 'March', startedOn: '2026-03-01', endedOn: '2026-05-31' },
    { name: 'June', startedOn: '2026-06-01', endedOn: null },
  ])
})

test('other facts for the same date correct it, for all the time that they held', async () => {
  await fresh()
  await report(`${head}\nA,Meadwo,school,Schools\n`, { asAt: '2026-06-01' })
  await report(`${head}\nA,Meadow,school,Schools\n`, { asAt: '2026-06-01' })
  expect(await periods('A')).toEqual([{ name: 'Meadow', startedOn: null, endedOn: null }])
})

test('a file with a rejected row changes nothing, unless its valid rows are wanted', async () => {
  await fresh()
  const csv = `${head}\nA,Meadow,school,Schools\nB,Brook,castle,Schools\n`
  const rejected = [
    { row: 3, column: 'kind', reason: expect.stringContaining('“castle” is not one of council') },
  ]
  expect(await report(csv)).toEqual({ rows: 2, created: 0, changed: 0, unchanged: 0, rejected })
  expect(await periods('A')).toEqual([])
  expect(await report(csv, { acceptValid: true })).toMatchObject({ created: 1, rejected })
  expect(await periods('A')).toHaveLength(1)
})

test('a dry run says what would happen and does not do it', async () => {
  await fresh()
  expect(await report(`${head}\nA,Meadow,school,Schools\n`, { dryRun: true })).toMatchObject({ created: 1 })
  expect(await periods('A')).toEqual([])
})
