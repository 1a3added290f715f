import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { importKinds as ofPartnership } from '#partnership'
import type { PartnershipIdentity } from '#platform'
import type { ImportRequest } from '#platform/imports/index'
import { bringIn as bringInFile, reportOf } from '../../../test/support/imports.ts'
import { type World, openWorld } from '../../../test/support/world.ts'
import { importKinds } from './index.ts'

let world: World
let partnership: PartnershipIdentity
let count = 0

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.close())
beforeEach(async () => {
  count += 1
  partnership = await world.addPartnership(`place-${count}`)
})

type Rest = Partial<Omit<ImportRequest, 'kind' | 'file'>>
const kinds = [...ofPartnership, ...importKinds]
const kind = (name: string) => kinds.find((one) => one.name === name)!
const report = (name: string, csv: string, rest?: Rest) => reportOf(world, partnership, kind(name), csv, rest)

const organisations =
  'organisation_ref,name,kind,sector\nM,Meadow School,school,Schools\nC,Council,council,Social care\n'
const people = 'person_ref,given_name,family_name,swe_number\nP1,Amina,Khan,SW1\nP2,Tom,Hill,\n'
const head = 'engagement_ref,person_ref,organisation_ref,team,role,basis,fte,started_on,ended_on'

async function begin() {
  await report('organisations', organisations)
  await report('people', people)
}

function engagements() {
  return world.act(partnership, (ctx) =>
    ctx.db
      .selectFrom('engagements as e')
      .innerJoin('roles as r', 'r.id', 'e.roleId')
      .leftJoin('teams as t', 't.id', 'e.teamId')
      .select(['e.ref', 'r.name as role', 't.name as team', 'e.fte', 'e.startedOn', 'e.endedOn', 'e.version'])
      .orderBy('e.ref')
      .execute(),
  )
}

test('people and engagements come in, and the same files again change nothing', async () => {
  await begin()
  const csv = `${head}\nE1,P1,C,North team,Social worker,Permanent,0.6,01/09/2020,\nE2,P2,M,,Teacher,fixed term,,2021-01-04,2026-07-31\n`
  expect(await report('engagements', csv)).toEqual({
    rows: 2,
    created: 2,
    changed: 0,
    unchanged: 0,
    rejected: [],
  })
  expect(await report('engagements', csv)).toMatchObject({ created: 0, changed: 0, unchanged: 2 })
  expect(await report('people', people)).toMatchObject({ unchanged: 2 })
  expect(await engagements()).toEqual([
    {
      ref: 'E1',
      role: 'Social worker',
      team: 'North team',
      fte: 0.6,
      startedOn: '2020-09-01',
      endedOn: null,
      version: 1,
    },
    {
      ref: 'E2',
      role: 'Teacher',
      team: null,
      fte: null,
      startedOn: '2021-01-04',
      endedOn: '2026-07-31',
      version: 1,
    },
  ])
})

test('a changed engagement is corrected, and what it said before is kept', async () => {
  await begin()
  await report('engagements', `${head}\nE1,P1,C,North team,Social worker,permanent,1,2020-09-01,\n`)
  const changed = `${head}\nE1,P1,C,South team,Social worker,permanent,1,2020-09-01,2026-03-31\n`
  expect(await report('engagements', changed)).toMatchObject({ changed: 1 })
  expect(await engagements()).toMatchObject([{ team: 'South team', endedOn: '2026-03-31', version: 2 }])
  const before = await world.act(partnership, (ctx) =>
    ctx.db.selectFrom('supersededRows').select('rowAsItWas').where('tableName', '=', 'engagements').execute(),
  )
  expect(before).toMatchObject([{ rowAsItWas: { ref: 'E1', ended_on: null } }])
})

test('what cannot be is rejected at its column with the value named', async () => {
  await begin()
  const rows = [
    'E1,nobody,C,,Social worker,permanent,1,2020-09-01,',
    'E2,P1,nowhere,,Social worker,permanent,1,2020-09-01,',
    'E3,P1,C,,Social worker,permanent,1,2020-09-01,2020-08-31',
    'E4,P1,C,,Social worker,permanent,3,2020-09-01,',
    'E5,P1,C,,,permanent,1,2020-09-01,',
    'E6,P1,C,,Social worker,permanent,1,31/02/2020,',
  ]
  const { rejected, created } = await report('engagements', `${head}\n${rows.join('\n')}\n`)
  expect(created).toBe(0)
  expect(rejected).toEqual([
    { row: 2, column: 'person_ref', reason: '“nobody” is not among the people. Bring the person in first' },
    {
      row: 3,
      column: 'organisation_ref',
      reason: '“nowhere” is not among the organisations. Bring it in first',
    },
    { row: 4, column: 'ended_on', reason: 'It ends before it starts on 2020-09-01' },
    { row: 5, column: 'fte', reason: '“3” must be between 0 and 2' },
    { row: 6, column: 'role', reason: 'There is no role in this row' },
    { row: 7, column: 'started_on', reason: expect.stringContaining('February 2020 has 29 days') as unknown },
  ])
})

test('rows that a later file does not have are left alone', async () => {
  await begin()
  await report('people', 'person_ref,given_name,family_name\nP2,Thomas,Hill\n')
  const names = await world.act(partnership, (ctx) =>
    ctx.db.selectFrom('people').select(['fullName', 'sweNumber']).orderBy('ref').execute(),
  )
  expect(names).toEqual([
    { fullName: 'Amina Khan', sweNumber: 'SW1' },
    { fullName: 'Thomas Hill', sweNumber: null },
  ])
})

test('a registration number that somebody else has is for a person to look at', async () => {
  await begin()
  const { rejected } = await report(
    'people',
    'person_ref,given_name,family_name,swe_number\nP3,Grace,Osei,SW1\n',
  )
  expect(rejected).toEqual([{ row: 2, column: 'swe_number', reason: '“SW1” is the swe_number of P1' }])
})

test('a rejected row keeps its number from those that count on it', async () => {
  await begin()
  const csv =
    'person_ref,given_name,family_name,swe_number,birth_date\nP1,Amina,Khan,SW2,2030-01-01\nP2,Tom,Hill,SW1,\n'
  const { rejected, changed } = await report('people', csv, { acceptValid: true })
  expect(changed).toBe(0)
  expect(rejected.map(({ row, column }) => [row, column])).toEqual([
    [2, 'birth_date'],
    [3, 'swe_number'],
  ])
})

test('who is absent from a complete file is named, and ends only when confirmed', async () => {
  await begin()
  await report(
    'engagements',
    `${head}\nE1,P1,C,,Social worker,permanent,1,2020-09-01,\nE2,P2,C,,Teacher,permanent,1,2020-09-01,\nE3,P2,M,,Teacher,permanent,1,2020-09-01,\nE4,P1,C,,Teacher,permanent,1,2019-09-01,2020-08-31\n`,
  )
  const csv = `${head}\nE1,P1,C,,Social worker,permanent,1,2020-09-01,\n`
  const settings = { complete: 'C', asAt: '2026-10-31' }
  expect(await report('engagements', csv, settings)).toMatchObject({ unchanged: 1, absent: ['E2'] })
  expect((await engagements())[1]).toMatchObject({ endedOn: null })
  await report('engagements', csv, { ...settings, confirmedAbsent: ['E2', 'E3'] })
  expect((await engagements()).map(({ endedOn }) => endedOn)).toEqual([
    null,
    '2026-10-31',
    null,
    '2020-08-31',
  ])
  expect(await report('engagements', csv, settings)).toMatchObject({ absent: [] })
})

test('a file can only be complete for an organisation that there is, and for kinds where it says something', async () => {
  await begin()
  expect(
    await bringInFile(world, partnership, kind('engagements'), `${head}\n`, { complete: 'nowhere' }),
  ).toMatchObject({
    refused: [{ reason: expect.stringContaining('“nowhere” is not among the organisations') as unknown }],
  })
  expect(await bringInFile(world, partnership, kind('people'), people, { complete: 'C' })).toMatchObject({
    refused: [{ reason: 'A file of people cannot be declared complete' }],
  })
})

test('a team of the organisation is used before a shared one, and a shared one before a new one', async () => {
  await begin()
  await world.act(partnership, (ctx) =>
    ctx.db
      .insertInto('teams')
      .values({
        partnershipId: partnership.id,
        id: '019a0000-0000-7000-8000-000000000001',
        organisationId: null,
        name: 'Front door',
      })
      .execute(),
  )
  const csv = `${head}\nE1,P1,C,Front door,Social worker,permanent,1,2020-09-01,\n`
  await report('engagements', csv)
  expect(await report('engagements', csv)).toMatchObject({ unchanged: 1 })
  const teams = await world.act(partnership, (ctx) =>
    ctx.db.selectFrom('teams').select('organisationId').execute(),
  )
  expect(teams).toEqual([{ organisationId: null }])
})

test('posts come in, change and are refused when they end before they start', async () => {
  await begin()
  const posts = 'post_ref,organisation_ref,team,role,fte,funded_from,funded_to'
  expect(await report('posts', `${posts}\nX1,C,North team,Social worker,1,2024-04-01,\n`)).toMatchObject({
    created: 1,
  })
  expect(await report('posts', `${posts}\nX1,C,North team,Social worker,0.5,2024-04-01,\n`)).toMatchObject({
    changed: 1,
  })
  const { rejected } = await report('posts', `${posts}\nX2,C,,Social worker,0,2024-04-01,2024-03-31\n`)
  expect(rejected.map(({ column }) => column)).toEqual(['fte', 'funded_to'])
})

test('what another partnership has is not seen', async () => {
  await begin()
  partnership = await world.addPartnership(`other-${count}`)
  const { rejected } = await report(
    'engagements',
    `${head}\nE1,P1,C,,Social worker,permanent,1,2020-09-01,\n`,
  )
  expect(rejected.map(({ column }) => column)).toEqual(['person_ref', 'organisation_ref'])
})

test('two different files of the same people at once leave one whole and refuse nothing', async () => {
  await begin()
  const file = (family: string) =>
    `person_ref,given_name,family_name,trn\n${Array.from({ length: 100 }, (_, index) => `Q${index},Ann,${family},T${index}`).join('\n')}\n`
  const reports = await Promise.all([report('people', file('Ash')), report('people', file('Beech'))])
  expect(reports.map(({ created, changed }) => created + changed)).toEqual([100, 100])
  const families = await world.act(partnership, (ctx) =>
    ctx.db.selectFrom('people').select('familyName').distinct().where('ref', 'like', 'Q%').execute(),
  )
  expect(families).toHaveLength(1)
})
