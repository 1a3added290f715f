import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { PartnershipIdentity } from '#platform'
import { bringIn, reportOf } from '../../../../test/support/imports.ts'
import { bringInSocialCare, personNamed } from '../../../../test/support/social-care.ts'
import { type World, openWorld } from '../../../../test/support/world.ts'
import { complianceRows } from '../compliance.queries.ts'
import { recordEvidence, withdrawEvidence } from '../record-evidence.ts'
import { checksImport } from './import-checks.ts'
import { exemptionsImport } from './import-exemptions.ts'
import { requirementsImport } from './import-requirements.ts'
import { trainingImport } from './import-training.ts'

let world: World
let partnership: PartnershipIdentity
let count = 0

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  count += 1
  partnership = await world.addPartnership(`imports-${count}`)
  await bringInSocialCare(world, partnership)
})

const training = (csv: string) => reportOf(world, partnership, trainingImport, csv)
const requirements = (csv: string) => reportOf(world, partnership, requirementsImport, csv)
const statuses = (asAt: string) =>
  world.act(partnership, async (ctx) =>
    (await complianceRows(ctx, { asAt })).map((row) => [row.person_ref, row.requirement_code, row.status]),
  )

const byText = (one: string, other: string) => one.localeCompare(other)

const trainingHead = 'person_ref,course_code,completed_on'

test('training comes in once, and makes the person compliant', async () => {
  const csv = `${trainingHead},expires_on,hours,provider\nAMINA,SG-REFRESHER,24/03/2026,,3,Partnership\n`
  expect(await training(csv)).toEqual({ rows: 1, created: 1, changed: 0, unchanged: 0, rejected: [] })
  expect(await training(csv)).toMatchObject({ created: 0, changed: 0, unchanged: 1 })
  expect(await statuses('2026-11-12')).toEqual([
    ['AMINA', 'SG-CORE', 'met'],
    ['DEV', 'SG-SCHOOL', 'overdue'],
    ['TOM', 'SG-CORE', 'overdue'],
  ])
})

test('an hour more is a change, and the record knows what it was before', async () => {
  await training(`${trainingHead},hours\nAMINA,SG-CORE,2026-03-24,3\n`)
  expect(await training(`${trainingHead},hours\nAMINA,SG-CORE,2026-03-24,4\n`)).toMatchObject({ changed: 1 })
  const [evidence, before] = await world.act(partnership, async ({ db }) => [
    await db.selectFrom('evidence').select(['hours', 'version']).executeTakeFirstOrThrow(),
    await db.selectFrom('supersededRows').select('rowAsItWas').where('tableName', '=', 'evidence').execute(),
  ])
  expect(evidence).toEqual({ hours: 4, version: 2 })
  expect(before).toMatchObject([{ rowAsItWas: { hours: 3 } }])
})

test('a column that the file lacks keeps what it was', async () => {
  await training(`${trainingHead},provider\nAMINA,SG-CORE,2026-03-24,Partnership\n`)
  expect(await training(`${trainingHead}\nAMINA,SG-CORE,2026-03-24\n`)).toMatchObject({ unchanged: 1 })
})

test('the same course twice on one day for one person is refused, on different days it is not', async () => {
  expect(
    (await training(`${trainingHead}\nAMINA,SG-CORE,2026-03-24\nAMINA,SG-CORE,2026-03-24\n`)).rejected,
  ).toHaveLength(2)
  expect(
    await training(`${trainingHead}\nAMINA,SG-CORE,2026-03-24\nAMINA,SG-CORE,2026-03-25\n`),
  ).toMatchObject({ created: 2 })
})

test('every mistake in a training file is named by its row and column', async () => {
  const csv = `${trainingHead},expires_on\nNOBODY,SG-CORE,2026-03-24,\nAMINA,SG-CORE,2026-03-24,2026-03-23\nAMINA,,31/02/2026,\n`
  const { rejected, created } = await training(csv)
  expect(created).toBe(0)
  expect(rejected).toEqual([
    { row: 2, column: 'person_ref', reason: '“NOBODY” is not among the people. Bring the person in first' },
    { row: 3, column: 'expires_on', reason: 'It expires before 2026-03-24, the day in completed_on' },
    { row: 4, column: 'course_code', reason: 'There is no course_code in this row' },
    { row: 4, column: 'completed_on', reason: expect.stringContaining('31/02/2026') },
  ])
})

test('a code in another letter case is another course', async () => {
  await training(`${trainingHead}\nAMINA,sg-core,2026-03-24\n`)
  expect(await statuses('2026-11-12')).toContainEqual(['AMINA', 'SG-CORE', 'overdue'])
})

test('training that was withdrawn comes back with a file that has it', async () => {
  const personId = await personNamed(world, partnership, 'AMINA')
  await world.act(partnership, async (ctx) => {
    const id = await recordEvidence(ctx, {
      personId,
      code: 'SG-CORE',
      obtainedOn: '2026-03-24',
      source: 'recorded',
    })
    await withdrawEvidence(ctx, id, 'Recorded for the wrong person')
  })
  expect(await training(`${trainingHead}\nAMINA,SG-CORE,2026-03-24\n`)).toMatchObject({ created: 1 })
  expect(await training(`${trainingHead}\nAMINA,SG-CORE,2026-03-24\n`)).toMatchObject({ unchanged: 1 })
  expect(await statuses('2026-11-12')).toContainEqual(['AMINA', 'SG-CORE', 'met'])
})

test('evidence dated after the as-at date waits for its day', async () => {
  await training(`${trainingHead}\nAMINA,SG-CORE,2027-01-15\n`)
  expect(await statuses('2027-01-14')).toContainEqual(['AMINA', 'SG-CORE', 'overdue'])
  expect(await statuses('2027-01-15')).toContainEqual(['AMINA', 'SG-CORE', 'met'])
})

test('checks come in by person, code and day, with their number', async () => {
  const csv =
    'person_ref,evidence_code,issued_on,expires_on,reference\nAMINA,DBS-ENHANCED,2025-05-19,2028-05-18,001234\n'
  const checks = (text: string) => reportOf(world, partnership, checksImport, text)
  expect(await checks(csv)).toMatchObject({ created: 1, rejected: [] })
  expect(await checks(csv)).toMatchObject({ unchanged: 1 })
  expect(await checks(csv.replace('001234', '009999'))).toMatchObject({ changed: 1 })
  expect((await checks(csv.replace('2028-05-18', '2025-05-18'))).rejected).toMatchObject([
    { row: 2, column: 'expires_on' },
  ])
  const types = await world.act(partnership, ({ db }) =>
    db.selectFrom('evidenceTypes').select(['code', 'kind']).where('code', 'like', 'DBS%').execute(),
  )
  expect(types).toEqual([{ code: 'DBS-ENHANCED', kind: 'check' }])
})

const requirementHead =
  'requirement_code,title,roles,sectors,bases,kinds,warn_days,evidence_codes,applies_from,applies_to'

test('requirements come in with their lists in any order, and new roles, sectors and codes are added', async () => {
  const csv = `${requirementHead}\nPREVENT,Prevent awareness,Youth worker;Art therapist,Youth support,fixed term;agency,school,30,PREVENT;PREVENT-2,2024-01-01,\n`
  expect(await requirements(csv)).toMatchObject({ created: 1, rejected: [] })
  expect(await requirements(csv)).toMatchObject({ unchanged: 1 })
  const inAnotherOrder = csv
    .replace('Youth worker;Art therapist', 'Art therapist; Youth worker;')
    .replace('fixed term;agency', 'agency;fixed_term')
  expect(await requirements(inAnotherOrder)).toMatchObject({ unchanged: 1 })
  const roles = await world.act(partnership, ({ db }) =>
    db.selectFrom('roles').select('name').where('name', 'in', ['Youth worker', 'Art therapist']).execute(),
  )
  expect(roles).toHaveLength(2)
})

test('a list that becomes empty binds everyone', async () => {
  const csv = `${requirementHead}\nSG-CORE,Core,,,,,0,SG-CORE,2022-04-01,\n`
  expect(await requirements(csv)).toMatchObject({ changed: 1 })
  expect(await requirements(csv)).toMatchObject({ unchanged: 1 })
  expect((await statuses('2026-11-12')).filter(([, code]) => code === 'SG-CORE')).toHaveLength(3)
})

test('days that were given as nought and days that were left empty are the same', async () => {
  const head = 'requirement_code,title,due_within_days,grace_days,evidence_codes,applies_from'
  await requirements(`${head}\nX,Title,,,C,2024-01-01\n`)
  expect(await requirements(`${head}\nX,Title,0,0,C,2024-01-01\n`)).toMatchObject({ unchanged: 1 })
  expect(
    await requirements(`requirement_code,title,evidence_codes,applies_from\nX,Title,C,2024-01-01\n`),
  ).toMatchObject({
    unchanged: 1,
  })
})

test('every mistake in a requirement is named', async () => {
  const csv = `${requirementHead}\nX,Title,,,permament,castle,soon,,2024-01-01,2023-01-01\n`
  expect((await requirements(csv)).rejected.map(({ column }) => String(column)).toSorted(byText)).toEqual([
    'applies_to',
    'bases',
    'evidence_codes',
    'kinds',
    'warn_days',
  ])
})

test('an exemption takes a person out of the rate and back in again', async () => {
  const head = 'person_ref,requirement_code,from,to,reason'
  const exemptions = (csv: string) => reportOf(world, partnership, exemptionsImport, csv)
  expect(await exemptions(`${head}\nAMINA,SG-CORE,2026-01-05,2026-11-30,Long leave\n`)).toMatchObject({
    created: 1,
  })
  expect(await exemptions(`${head}\nAMINA,SG-CORE,2026-01-05,2026-11-30,Long leave\n`)).toMatchObject({
    unchanged: 1,
  })
  expect(await statuses('2026-11-12')).toContainEqual(['AMINA', 'SG-CORE', 'exempt'])
  expect(await exemptions(`${head}\nAMINA,SG-CORE,2026-01-05,2026-10-31,Long leave\n`)).toMatchObject({
    changed: 1,
  })
  expect(await statuses('2026-11-12')).toContainEqual(['AMINA', 'SG-CORE', 'overdue'])
  const { rejected } = await exemptions(`${head}\nZED,NONE,2026-01-05,2026-01-04,\n`)
  expect(rejected.map(({ column }) => String(column)).toSorted(byText)).toEqual([
    'person_ref',
    'reason',
    'requirement_code',
    'to',
  ])
})

test('a file without a required column is refused by name', async () => {
  expect(
    await bringIn(world, partnership, trainingImport, 'person_ref,completed_on\nAMINA,2026-01-01\n'),
  ).toMatchObject({
    refused: [{ column: 'course_code' }],
  })
})
