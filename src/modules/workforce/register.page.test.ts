import { afterAll, beforeAll, expect, test } from 'vitest'
import { importKinds as ofPartnership } from '#partnership'
import type { PartnershipIdentity } from '#platform'
import type { Browser } from '../../../test/support/browser.ts'
import { reportOf } from '../../../test/support/imports.ts'
import { signedUp } from '../../../test/support/signed-up.ts'
import { type World, openWorld } from '../../../test/support/world.ts'
import { importKinds } from './index.ts'

let world: World
let partnership: PartnershipIdentity
let dev: Browser
let tom: Browser
const home = '/p/brookshire'

const files = {
  organisations:
    'organisation_ref,name,kind,sector,parent_ref,locality,urn\nT,Learning Trust,other,Schools,,,\nM,Meadow School,school,Schools,T,North,990001\nC,Council,council,Social care,,,\n',
  people:
    'person_ref,given_name,family_name,email,swe_number\nP1,Amina,Khan,amina@example.org,SW1\nP2,Tom,Hill,,\nP3,Grace,Adeyemi,,\nP4,Old,Timer,,\n',
  engagements:
    'engagement_ref,person_ref,organisation_ref,team,role,basis,started_on,ended_on\nE1,P1,C,North team,Social worker,permanent,2024-09-02,\nE2,P2,C,North team,Team manager,permanent,2020-01-06,\nE3,P3,M,,Teacher,permanent,2019-09-01,\nE4,P1,M,,Governor,governor,2025-01-01,\nE5,P4,C,,Social worker,agency,2018-01-01,2020-01-01\n',
}

beforeAll(async () => {
  world = await openWorld()
  partnership = await world.addPartnership('brookshire', { name: 'Brookshire' })
  const kinds = [...ofPartnership, ...importKinds]
  for (const [name, csv] of Object.entries(files))
    await reportOf(
      world,
      partnership,
      kinds.find((kind) => kind.name === name)!,
      csv,
    )
  const team = await world.act(partnership, (ctx) =>
    ctx.db.selectFrom('teams').select('id').where('name', '=', 'North team').executeTakeFirstOrThrow(),
  )
  const hr = await signedUp(world, partnership, {
    name: 'Dev Rao',
    role: 'hr_officer',
    secondFactorGiven: true,
  })
  dev = world.browser(hr.token)
  const manager = {
    name: 'Tom Hill',
    role: 'team_manager',
    teamId: team.id,
    secondFactorGiven: true,
  } as const
  tom = world.browser((await signedUp(world, partnership, manager)).token)
})
afterAll(() => world?.close())

test('people are listed once each, by family name, with what they do today', async () => {
  const list = await dev.visit(`${home}/people`)
  expect(list.text).toContain('3 people')
  expect(list.rows().map((cells) => cells.slice(0, 5))).toEqual([
    ['Grace Adeyemi', 'P3', 'Teacher', 'Meadow School', ''],
    ['Tom Hill', 'P2', 'Team manager', 'Council', 'North team'],
    ['Amina Khan', 'P1', 'Social worker (and 1 more)', 'Council', 'North team'],
  ])
})

test.each([
  ['?search=ami', ['Amina Khan']],
  ['?search=P3', ['Grace Adeyemi']],
  ['?search=khan+amina', ['Amina Khan']],
  ['?search=100%25', []],
  ['?role=Governor', ['Amina Khan']],
  ['?basis=governor', ['Amina Khan']],
  ['?sector=Schools&sort=-name', ['Amina Khan', 'Grace Adeyemi']],
  ['?engaged=left', ['Old Timer']],
  ['?organisation=not-an-id', []],
])('people are found by %s', async (query, names) => {
  const list = await dev.visit(`${home}/people${query}`)
  expect(list.rows().map((cells) => cells[0])).toEqual(names)
})

test('a manager sees the team and nobody else', async () => {
  expect((await tom.visit(`${home}/people`)).rows().map((cells) => cells[0])).toEqual([
    'Tom Hill',
    'Amina Khan',
  ])
  const grace = (await dev.visit(`${home}/people?search=Grace`)).document
    .querySelector('tbody a')!
    .getAttribute('href')!
  expect((await tom.visit(grace)).status).toBe(404)
  const amina = await (await tom.visit(`${home}/people`)).follow('Amina Khan')
  expect(amina.text).not.toContain('Correct these details')
  expect((await tom.send('GET', `${amina.url}/edit`)).statusCode).toBe(403)
})

test('looking at a person is recorded', async () => {
  const viewed = () =>
    world.act(partnership, (ctx) =>
      ctx.db
        .selectFrom('historyEntries')
        .select((e) => e.fn.countAll<number>().as('count'))
        .where('action', '=', 'workforce.person-viewed')
        .executeTakeFirstOrThrow(),
    )
  const { count } = await viewed()
  const page = await (await dev.visit(`${home}/people?search=Amina`)).follow('Amina Khan')
  expect(page.text).toContain('amina@example.org')
  expect(page.text).toContain('Governor')
  expect((await viewed()).count).toBe(count + 1)
})

test('details are corrected, mistakes named, and an older page is told what happened', async () => {
  const person = await (await dev.visit(`${home}/people?search=Grace`)).follow('Grace Adeyemi')
  const form = await person.follow('Correct these details')
  const wrong = await form.submit({
    'First name': '',
    'E-mail address (optional)': 'nowhere',
    'Date of birth (optional)': '31',
  })
  expect(wrong.errors).toEqual(['Enter the first name', 'Enter an e-mail address, like name@example.org'])
  const taken = await form.submit({ 'Social Work England number (optional)': 'SW1' })
  expect(taken.errors).toEqual(['Check the number: P1 has it already'])
  const dated = await form.submit({ 'Date of birth (optional)': '31' })
  expect(dated.errors).toEqual(['The date must include a month and a year'])
  const saved = await form.submit({ 'First name': 'Gracie' })
  expect(saved.heading).toBe('Gracie Adeyemi')
  const stale = await form.submit({ 'First name': 'Graça', _token: 'another-opening-of-the-form' })
  expect(stale.status).toBe(422)
  expect(stale.errors[0]).toContain('Someone else changed this person')
  expect(stale.valueOf('First name')).toBe('Graça')
})

test('an engagement is given its last day, which cannot be before its first', async () => {
  const person = await (await dev.visit(`${home}/people?search=Tom`)).follow('Tom Hill')
  const form = await person.follow('Say that it ended')
  expect((await form.submit()).errors).toEqual(['Enter the last day'])
  const lastDay = (day: string, month: string, year: string) => ({
    'endedOn-day': day,
    'endedOn-month': month,
    'endedOn-year': year,
  })
  expect((await form.submit(lastDay('5', '1', '2020'))).errors).toEqual([
    'The last day must be on or after the first, 6 January 2020',
  ])
  const saved = await form.submit({
    ...lastDay('31', '12', '2026'),
    'Reason for leaving (optional)': 'Retirement',
  })
  expect(saved.text).toContain('Team manager ends on 31 December 2026')
  expect(saved.text).toContain('Retirement')
  const stale = await form.submit({ ...lastDay('30', '11', '2026'), _token: 'another-opening-of-the-form' })
  expect(stale.errors[0]).toContain('Someone else changed this engagement')
})

test('organisations are found, and each says what it is, what belongs to it and how many work there', async () => {
  expect((await dev.visit(`${home}/organisations?search=990001`)).rows().map((cells) => cells[0])).toEqual([
    'Meadow School',
  ])
  expect((await dev.visit(`${home}/organisations?locality=North`)).rows()).toHaveLength(1)
  expect((await dev.visit(`${home}/organisations?kind=council&sector=Schools`)).text).toContain(
    'No organisations match',
  )
  const trust = await (await dev.visit(`${home}/organisations`)).follow('Learning Trust')
  const school = await trust.follow('Meadow School')
  expect(school.text).toContain('Belongs toLearning Trust')
  expect(school.text).toContain('2 people work here today')
  expect((await school.follow('2 people work here today')).rows()).toHaveLength(2)
  expect((await tom.visit(school.url)).text).toContain('None of the people you may see work here today')
})

test('teams say how many of the people one may see are in them', async () => {
  expect((await dev.visit(`${home}/teams`)).rows()).toEqual([['North team', 'Council', '2']])
})

test('the first page leads only to what its reader may open', async () => {
  const first = await tom.visit(home)
  expect(first.heading).toBe('Brookshire')
  expect(first.text).toContain('2people you may see, engaged today')
  expect(first.text).not.toContain('Imports')
  const links = [...first.document.querySelectorAll('main a')].map((link) => link.getAttribute('href')!)
  expect(links.length).toBeGreaterThan(3)
  for (const link of links) expect((await tom.visit(link)).status, link).toBe(200)
})

test('the first page of an empty partnership says how to begin', async () => {
  const empty = await world.addPartnership('empty', { name: 'Emptyshire' })
  const grace = await signedUp(world, empty, {
    name: 'Grace',
    role: 'administrator',
    secondFactorGiven: true,
  })
  const first = await world.browser(grace.token).visit('/p/empty')
  expect((await first.follow('Bring in a file')).heading).toBe('What do you want to bring in?')
})

test('someone who is not signed in is asked to', async () => {
  expect((await world.browser().send('GET', home)).headers.location).toMatch(/^\/sign-in/)
})
