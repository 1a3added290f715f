import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { importKinds as ofPartnership } from '#partnership'
import type { PartnershipIdentity } from '#platform'
import type { ImportRequest } from '#platform/imports/index'
import { reportOf } from '../../../../test/support/imports.ts'
import { type World, openWorld } from '../../../../test/support/world.ts'
import { importKinds } from '../index.ts'
import { changeTerms } from './change-terms.ts'

let world: World
let here: PartnershipIdentity
let count = 0

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.close())

const report = (name: string, csv: string, rest?: Partial<Omit<ImportRequest, 'kind' | 'file'>>) =>
  reportOf(
    world,
    here,
    [...ofPartnership, ...importKinds].find((one) => one.name === name)!,
    csv,
    rest,
  )
const head = 'engagement_ref,person_ref,organisation_ref,role,basis,fte,started_on,ended_on'
const bring = (line: string, rest?: Parameters<typeof report>[2]) =>
  report('engagements', `${head}\n${line}\n`, rest)
const rows = () =>
  world.act(here, async ({ db }) =>
    (
      await db
        .selectFrom('engagements as e')
        .innerJoin('roles as r', 'r.id', 'e.roleId')
        .select(['r.name as role', 'e.fte', 'e.startedOn', 'e.endedOn'])
        .orderBy('e.startedOn')
        .execute()
    ).map(({ role, fte, startedOn, endedOn }) => [role, fte, startedOn, endedOn]),
  )

// Amina's hours go down on 1 June 2026, between her first day and the day of the files, 12 November 2026.
beforeEach(async () => {
  count += 1
  here = await world.addPartnership(`place-${count}`)
  await report(
    'organisations',
    'organisation_ref,name,kind,sector,cohort\nC,Council,council,Social care,employed\n',
  )
  await report('people', 'person_ref,given_name,family_name\nP1,Amina,Khan\n')
  await bring('E1,P1,C,Social worker,permanent,1,2024-09-02,')
  await world.act(here, async (ctx) => {
    const { id, version, roleId } = await ctx.db
      .selectFrom('engagements')
      .select(['id', 'version', 'roleId'])
      .executeTakeFirstOrThrow()
    await changeTerms(ctx, { engagementId: id, version }, '2026-06-01', {
      roleId,
      teamId: null,
      basis: 'permanent',
      fte: 0.6,
      hoursPerWeek: null,
      cohort: '',
      payStatus: '',
      clientAgeFrom: null,
      clientAgeTo: null,
    })
  })
})

test('a file that says what is true today changes nothing, although the terms were others before', async () => {
  expect(await bring('E1,P1,C,Social worker,permanent,0.6,2024-09-02,')).toMatchObject({ unchanged: 1 })
  // The same of a day on which the earlier terms held.
  expect(await bring('E1,P1,C,Social worker,permanent,1,2024-09-02,', { asAt: '2026-05-01' })).toMatchObject({
    unchanged: 1,
  })
})

test('a file corrects the terms of its day, the first day and the last, each where it stands', async () => {
  expect(await bring('E1,P1,C,Family worker,permanent,0.5,2024-09-01,2026-12-31')).toMatchObject({
    changed: 1,
  })
  expect(await rows()).toEqual([
    ['Social worker', 1, '2024-09-01', '2026-05-31'],
    ['Family worker', 0.5, '2026-06-01', '2026-12-31'],
  ])
  expect(await bring('E1,P1,C,Family worker,permanent,0.5,2024-09-01,2026-12-31')).toMatchObject({
    unchanged: 1,
  })
})

test('days on the other side of a change are for a person to set right', async () => {
  const late = await bring('E1,P1,C,Social worker,permanent,0.6,2026-07-01,', { acceptValid: true })
  expect(late.rejected).toEqual([
    {
      row: 2,
      column: 'started_on',
      reason:
        'Its terms changed on 2026-06-01, before this first day. Correct that on the page of the person',
    },
  ])
  const early = await bring('E1,P1,C,Social worker,permanent,0.6,2024-09-02,2026-03-31', {
    acceptValid: true,
  })
  expect(early.rejected).toMatchObject([
    { column: 'ended_on', reason: expect.stringContaining('Its terms change on 2026-06-01') as unknown },
  ])
})

test('somebody absent from a complete file ends on its day, with changes that were still to come taken back', async () => {
  const absent = { complete: 'C', asAt: '2026-05-15', confirmedAbsent: ['E1'] }
  expect(await bring('', absent)).toMatchObject({ absent: ['E1'] })
  expect(await rows()).toEqual([['Social worker', 1, '2024-09-02', '2026-05-15']])
})

test('cohort, pay, hours and ages come in where the file has them, and are as usual where it has not', async () => {
  const more = `${head},cohort,pay_status,hours_per_week,client_age_from,client_age_to`
  const csv = `${more}\nE2,P1,C,Mentor,volunteer,,2026-01-01,,,,4,11,19\nE3,P1,C,Adviser,permanent,1,2026-01-01,,commissioned,paid,37,,\n`
  expect(await report('engagements', csv)).toMatchObject({ created: 2 })
  expect(await report('engagements', csv)).toMatchObject({ unchanged: 2 })
  const found = await world.act(here, ({ db }) =>
    db
      .selectFrom('engagements')
      .select(['cohort', 'payStatus', 'hoursPerWeek', 'clientAgeFrom', 'clientAgeTo', 'savedFrom'])
      .where('ref', 'in', ['E2', 'E3'])
      .orderBy('ref')
      .execute(),
  )
  expect(found).toEqual([
    {
      cohort: 'wider',
      payStatus: 'unpaid',
      hoursPerWeek: 4,
      clientAgeFrom: 11,
      clientAgeTo: 19,
      savedFrom: 'file: engagements.csv',
    },
    {
      cohort: 'commissioned',
      payStatus: 'paid',
      hoursPerWeek: 37,
      clientAgeFrom: null,
      clientAgeTo: null,
      savedFrom: 'file: engagements.csv',
    },
  ])
  const wrong = await report('engagements', `${more}\nE4,P1,C,Adviser,permanent,1,2026-01-01,,,,,11,5\n`, {
    acceptValid: true,
  })
  expect(wrong.rejected).toMatchObject([
    { column: 'client_age_to', reason: 'Give both ages, the younger first' },
  ])
})
