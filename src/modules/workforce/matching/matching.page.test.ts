import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { importKinds as ofPartnership } from '#partnership'
import type { PartnershipIdentity } from '#platform'
import type { Browser } from '../../../../test/support/browser.ts'
import { reportOf } from '../../../../test/support/imports.ts'
import { signedUp } from '../../../../test/support/signed-up.ts'
import { type World, openWorld } from '../../../../test/support/world.ts'
import { importKinds } from '../index.ts'

let world: World
let partnership: PartnershipIdentity
let dev: Browser
let meadow: Browser
let home: string
let count = 0

const files = {
  organisations:
    'organisation_ref,name,kind,sector\nM,Meadow School,school,Schools\nC,Council,council,Social care\n',
  people:
    'person_ref,given_name,family_name,birth_date,email\nP1,Amina,Khan,1998-04-17,\nX9,Amina,Khan,1998-04-17,amina@example.org\n',
  engagements:
    'engagement_ref,person_ref,organisation_ref,role,basis,started_on\nE1,P1,C,Social worker,permanent,2024-09-02\nE2,X9,M,Governor,governor,2025-01-01\n',
}

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.close())
beforeEach(async () => {
  count += 1
  partnership = await world.addPartnership(`place-${count}`, { name: 'Brookshire' })
  home = `/p/place-${count}`
  const kinds = [...ofPartnership, ...importKinds]
  for (const [name, csv] of Object.entries(files))
    await reportOf(
      world,
      partnership,
      kinds.find((kind) => kind.name === name)!,
      csv,
    )
  const school = await world.act(partnership, (ctx) =>
    ctx.db.selectFrom('organisations').select('id').where('ref', '=', 'M').executeTakeFirstOrThrow(),
  )
  const officer = { role: 'hr_officer', secondFactorGiven: true } as const
  dev = world.browser((await signedUp(world, partnership, { ...officer, name: 'Dev Rao' })).token)
  const employer = { ...officer, name: 'Ada Moss', organisationId: school.id }
  meadow = world.browser((await signedUp(world, partnership, employer)).token)
})

const open = async (browser: Browser) => (await browser.visit(`${home}/duplicates`)).follow('Amina Khan')

test('two records that may be one person’s are looked at side by side and made one, which can be undone', async () => {
  const list = await dev.visit(`${home}/duplicates`)
  expect(list.text).toContain('1 pair')
  const pair = await open(dev)
  expect(pair.rows().map((cells) => cells.join(' | '))).toEqual(
    expect.arrayContaining([
      'Date of birth | 17 April 1998 | 17 April 1998 | Same',
      'E-mail | Not known | amina@example.org | ',
    ]),
  )
  const merged = await pair.submit({ 'Are they one person?': 'One person: keep P1' })
  expect(merged.text).toContain('The two records are one now')
  expect(merged.text).toContain('1 moved')
  const people = await dev.visit(`${home}/people`)
  expect(people.text).toContain('1 person')
  expect((await dev.visit(`${home}/duplicates`)).text).toContain('Nothing waits for you here')

  const undone = await merged.submit({}, { button: 'Undo: make two records again' })
  expect(undone.text).toContain('There are two records again, each with what it had')
  expect((await dev.visit(`${home}/people`)).text).toContain('2 people')
  expect((await dev.visit(`${home}/duplicates?state=undone`)).text).toContain('1 pair')
})

test('who are said to be different people are not asked about again, unless someone wants to', async () => {
  const told = await (await open(dev)).submit({ 'Are they one person?': 'Two different people' })
  expect(told.text).toContain('We will not ask again')
  const again = await reportOf(
    world,
    partnership,
    importKinds.find(({ name }) => name === 'people')!,
    'person_ref,given_name,family_name,birth_date,email\nX9,Amina,Khan,1998-04-17,a.khan@example.org\n',
  )
  expect(again.changed).toBe(1)
  expect((await dev.visit(`${home}/duplicates`)).text).toContain('Nothing waits for you here')

  const remembered = await (await dev.visit(`${home}/duplicates?state=different`)).follow('Amina Khan')
  expect(remembered.text).toContain('Dev Rao said')
  await remembered.submit({}, { button: 'Look at them again' })
  expect((await dev.visit(`${home}/duplicates`)).text).toContain('1 pair')
})

test('an old page of a pair that was decided on meanwhile is told so', async () => {
  const [first, second] = [await open(dev), await open(dev)]
  await first.submit({ 'Are they one person?': 'Two different people' })
  expect((await second.submit({ 'Are they one person?': 'One person: keep P1' })).text).toContain(
    'Someone else changed this pair',
  )
  expect((await dev.visit(`${home}/people`)).text).toContain('2 people')
})

test('an employer learns that its person may be in the register twice, and nothing about the other record', async () => {
  const pair = await open(meadow)
  expect(pair.text).toContain('Amina Khan may be in the register twice')
  for (const secret of ['P1', 'Council', 'Social worker', '1998']) expect(pair.text).not.toContain(secret)
  expect(pair.html).not.toContain('name="decision"')
  const list = await meadow.visit(`${home}/duplicates`)
  expect(list.rows()).toHaveLength(1)
  expect(list.text).toContain('Someone in another organisation')
  expect(list.text).not.toContain('P1')
})
