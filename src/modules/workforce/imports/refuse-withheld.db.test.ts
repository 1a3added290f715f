/** A file cannot look into, or change, a register that its organisation keeps to itself. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { PartnershipIdentity } from '#platform'
import { bringIn, reportOf } from '../../../../test/support/imports.ts'
import { addSchoolAndNursery } from '../../../../test/support/school-and-nursery.ts'
import { type World, openWorld } from '../../../../test/support/world.ts'
import { engagementsImport } from '../engagements/import-engagements.ts'
import { peopleImport } from '../people/import-people.ts'
import { sharedOnly } from './refuse-withheld.ts'

let world: World
let city: PartnershipIdentity
let school: string
let count = 0

const people =
  'person_ref,given_name,family_name,email\nA,Amina,Khan,amina@example.org\nR,Ruth,Ellison,\nN,New,Person,\n'
const jobs = (...rows: string[]) =>
  ['engagement_ref,person_ref,organisation_ref,role,basis,started_on', ...rows, ''].join('\n')

beforeAll(async () => (world = await openWorld()))
afterAll(() => world?.close())
beforeEach(async () => {
  count += 1
  city = await world.addPartnership(`city-${count}`)
  school = (await addSchoolAndNursery(world, city)).school
  await reportOf(world, city, peopleImport, people)
  await reportOf(
    world,
    city,
    engagementsImport,
    jobs(
      '1,A,Hillside School,Teacher,permanent,2024-09-01',
      '2,R,Acorn Nursery,Manager,permanent,2024-09-01',
    ),
  )
  await world.act(city, ({ db }) =>
    db.updateTable('organisations').set({ registerKeptBy: 'itself' }).where('id', '=', school).execute(),
  )
})

const renamed = people
  .replaceAll('Khan', 'Other')
  .replaceAll('Ellison', 'Other')
  .replaceAll('Person', 'Other')
const refusals = (report: { rejected: { row: number; reason: string }[] }) =>
  report.rejected.map(({ row, reason }) => `${row}: ${reason}`)

test('people whose employers keep the register are refused, others come in', async () => {
  const report = await reportOf(world, city, sharedOnly(peopleImport, null), renamed, { acceptValid: true })
  expect(refusals(report)).toEqual([
    '2: “A” is of somebody whose employer keeps the register: ask them to correct it',
  ])
  expect(report.changed).toBe(2)
})

test('jobs at such an organisation are refused, and so is a file that is to be complete for it', async () => {
  const file = jobs(
    '1,A,Hillside School,Teacher,permanent,2024-10-01',
    '3,A,Acorn Nursery,Teacher,permanent,2026-01-01',
  )
  const report = await reportOf(world, city, sharedOnly(engagementsImport, null), file, { acceptValid: true })
  expect(refusals(report)).toEqual([
    '2: “Hillside School” keeps its own register: it looks after its people itself, or shares them by name under an agreement',
  ])
  expect(report.created).toBe(1)
  expect(await bringIn(world, city, sharedOnly(engagementsImport, 'Hillside School'), file)).toMatchObject({
    refused: [{ reason: expect.stringContaining('Hillside School keeps its own register') }],
  })
})

test('what the organisation or a command brings in is not refused', async () => {
  expect((await reportOf(world, city, peopleImport, renamed)).changed).toBe(3)
})
