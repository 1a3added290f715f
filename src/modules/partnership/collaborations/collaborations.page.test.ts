import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser, TestPage } from '../../../../test/support/browser.ts'
import { signedUp } from '../../../../test/support/signed-up.ts'
import { type World, openWorld } from '../../../../test/support/world.ts'

let world: World
let grace: Browser
const list = '/p/brookshire/collaborations'

beforeAll(async () => {
  world = await openWorld()
  const partnership = await world.addPartnership('brookshire', { name: 'Brookshire' })
  const who = { name: 'Grace Adeyemi', role: 'workforce_lead', secondFactorGiven: true } as const
  grace = world.browser((await signedUp(world, partnership, who)).token)
})
afterAll(() => world?.close())

const twelve = Array.from({ length: 12 }, (_, index) => `Council ${index + 1}`)
const membersOf = (page: TestPage) => page.rows()

test('collaborations of twelve and of three authorities hold members, work streams and what each gave', async () => {
  expect((await grace.visit(list)).text).toContain('No collaborations are recorded yet')
  const form = () => grace.visit(`${list}/new`)
  const region = await (
    await form()
  ).submit({
    Name: 'Regional workforce strategy',
    Members: twelve.join('\n'),
    'How many members its source states (optional)': '12',
  })
  expect(region.text).toContain('12 members are listed.')
  const three = await (
    await form()
  ).submit({
    Name: 'Three authorities together',
    Members: 'North Council\nEast Council\nNorth Council\n',
    'Host (optional)': 'North Council',
    'Work streams (optional)': 'Recruitment\nPractice',
    'How many members its source states (optional)': '3',
    'How many work streams its source states (optional)': '3',
  })
  expect(three.text).toContain('2 members are listed; the source states 3.')
  expect(three.text).toContain('2 work streams are listed; the source states 3.')

  const giving = await three.follow('record a contribution')
  expect(
    (await giving.submit({ Member: 'East Council', kind: 'money', 'What it was for': 'A post' })).errors,
  ).toEqual(['The amount is missing'])
  const gave = {
    Member: 'East Council',
    'What it was for': 'A coordinator',
    'Work stream (optional)': 'Recruitment',
  }
  await giving.submit({ ...gave, kind: 'money', Amount: '1,500' })
  const after = await (
    await three.follow('record a contribution')
  ).submit({
    ...gave,
    kind: 'time',
    'How many days': '2.5',
  })
  expect(membersOf(after)).toEqual([
    ['North Council (host)', '', ''],
    ['East Council', '£1,500.00', '2.5'],
  ])
  expect(after.text).toContain('12 November 2026: East Council, £1,500.00: A coordinator (Recruitment)')
  expect((await grace.visit(list)).rows()).toEqual([
    ['Regional workforce strategy', '12', '0'],
    ['Three authorities together', '2 of 3 stated', '2 of 3 stated'],
  ])
  expect((await grace.visit(`${list}?search=council+12`)).rows()).toHaveLength(1)
})

test('a member who gave something cannot be left out, and a host is one of the members', async () => {
  const page = await (await grace.visit(list)).follow('Three authorities together')
  const editing = await page.follow('Change members')
  expect((await editing.submit({ Members: 'North Council' })).errors).toEqual([
    'Leave “East Council” in: a contribution is recorded for it',
  ])
  expect((await editing.submit({ 'Host (optional)': 'West Council' })).errors).toEqual([
    'Enter the host as it is written among the members',
  ])
  const saved = await editing.submit({ Members: 'North Council\nEast Council\nWest Council' })
  expect(saved.text).toContain('3 members are listed.')
  expect(membersOf(saved)[1]).toEqual(['East Council', '£1,500.00', '2.5'])
})
