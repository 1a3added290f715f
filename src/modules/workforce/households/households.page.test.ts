import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#platform'
import { type City, openCity } from '../../../../test/support/city.ts'
import { bringInFile, personNamed } from '../../../../test/support/social-care.ts'
import { householdsOn } from './household.queries.ts'

let here: City
const carers = ['ROSE', 'OMAR', 'LENA', 'JACK']
let ids: Record<string, string>

beforeAll(async () => {
  here = await openCity()
  const { world, city } = here
  const people = carers.map((ref) => `${ref},${ref[0]}${ref.slice(1).toLowerCase()},Field`)
  await bringInFile(world, city, 'people', `person_ref,given_name,family_name\n${people.join('\n')}\n`)
  const engagements = carers.map((ref) => `F-${ref},${ref},CITY,,Foster carer,foster_carer,2020-01-06`)
  await bringInFile(
    world,
    city,
    'engagements',
    `engagement_ref,person_ref,organisation_ref,team,role,basis,started_on\n${engagements.join('\n')}\n`,
  )
  ids = Object.fromEntries(
    await Promise.all(carers.map(async (ref) => [ref, await personNamed(world, city, ref)])),
  )
})
afterAll(() => here?.world.close())

const day = (name: string, date: string) => {
  const [year, month, dayOfMonth] = date.split('-')
  return { [`${name}-year`]: year!, [`${name}-month`]: month!, [`${name}-day`]: dayOfMonth! }
}
const add = async (person: string, second: string, startedOn: string) =>
  (await here.visit(here.grace, '/households/new')).submit({
    person: ids[person] ?? person,
    second: ids[second] ?? second,
    ...day('startedOn', startedOn),
  })
const counts = (asAt: string) => here.world.act(here.city, (ctx) => householdsOn(ctx, asAt))

describe('households of foster carers', () => {
  test('link one or two carers, and are counted as households and as carers, on any date', async () => {
    expect((await add('ROSE', 'OMAR', '2021-05-01')).heading).toBe('Household H00001')
    expect((await add('LENA', '', '2022-05-01')).heading).toBe('Household H00002')
    const list = await here.visit(here.grace, '/households')
    expect(list.text).toContain('Today: 2 households with 3 carers; 1 of 2 have two.')
    expect(list.rows().map(([ref, names]) => [ref, names])).toEqual([
      ['H00001', 'Rose Field and Omar Field'],
      ['H00002', 'Lena Field'],
    ])
    expect(await counts('2021-12-31')).toMatchObject({ households: 1, carers: 2, withTwo: 1 })
    expect(await counts('2020-12-31')).toMatchObject({ households: 0, carers: 0 })
    const before = await here.visit(here.grace, '/households?asAt=2021-12-31')
    expect(before.text).toContain('On 31 December 2021: 1 household with 2 carers')
  })

  test('refuse a carer who is in one, somebody who is no carer, and the same person twice', async () => {
    expect((await add('ROSE', '', '2023-05-01')).errors).toEqual([
      'This carer is in a household at that time already: end that first',
    ])
    expect((await add(here.people.tom, '', '2023-05-01')).errors).toEqual([
      'Choose somebody who was a foster carer on that day',
    ])
    expect((await add('JACK', 'JACK', '2023-05-01')).errors).toEqual([
      'Choose another person as the second carer, or nobody',
    ])
    expect((await add('JACK', '', '2019-05-01')).errors).toEqual([
      'Choose somebody who was a foster carer on that day',
    ])
  })

  test('gain and lose a carer from a day, and what was before stays', async () => {
    const list = await here.visit(here.grace, '/households')
    const household = await list.follow('H00002')
    const form = await household.follow('Add a carer')
    const joined = await form.submit({ person: ids['JACK']!, ...day('startedOn', '2024-02-01') })
    expect(joined.text).toContain('Jack Field, since 1 February 2024')
    expect(joined.text).not.toContain('Add a carer')
    const left = await (await joined.follow('left: Lena Field')).submit(day('endedOn', '2024-06-30'))
    expect(left.text).toContain('Lena Field, from 1 May 2022 to 30 June 2024')
    expect(await counts('2024-06-30')).toMatchObject({ households: 2, carers: 4 })
    expect(await counts('2024-07-01')).toMatchObject({ households: 2, carers: 3 })
  })

  test('stop with all who care in them', async () => {
    const household = await (await here.visit(here.grace, '/households')).follow('H00001')
    const form = await household.follow('Say that the household has stopped')
    const early = await form.submit(day('endedOn', '2021-01-01'))
    expect(early.errors).toEqual(['The last day must be on or after 1 May 2021'])
    const ended = await form.submit(day('endedOn', '2025-03-31'))
    expect(ended.text).toContain('The household stopped on 31 March 2025')
    expect(await counts('2025-03-31')).toMatchObject({ households: 2, carers: 3 })
    expect(await counts('2025-04-01')).toMatchObject({ households: 1, carers: 1 })
    const stopped = await here.visit(here.grace, '/households?state=ended')
    expect(stopped.rows().map(([ref, names]) => [ref, names])).toEqual([
      ['H00001', 'Rose Field and Omar Field'],
    ])
  })

  test('hold no third carer and nobody twice, whoever writes', async () => {
    const insert = (personId: string, place: number) =>
      here.world.act(here.city, async ({ db, partnership }) => {
        const { id } = await db
          .selectFrom('households')
          .select('id')
          .where('ref', '=', 'H00002')
          .executeTakeFirstOrThrow()
        const row = { partnershipId: partnership.id, id: newId(), householdId: id, personId, place }
        await db
          .insertInto('householdCarers')
          .values({ ...row, startedOn: '2024-03-01' })
          .execute()
      })
    await expect(insert(ids['JACK']!, 1)).rejects.toThrow('conflicting key value')
    await expect(insert(ids['ROSE']!, 2)).rejects.toThrow('conflicting key value')
    await expect(insert(ids['ROSE']!, 3)).rejects.toThrow('household_carers_place_check')
  })

  test('are seen by those who may see the carers’ fostering service, and changed by few', async () => {
    const list = await here.visit(here.tom, '/households')
    expect(list.rows()).toEqual([])
    expect((await here.visit(here.tom, '/households/new')).status).toBe(403)
  })
})
