import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser } from '../../../../test/support/browser.ts'
import { signedUp } from '../../../../test/support/signed-up.ts'
import { type World, openWorld } from '../../../../test/support/world.ts'

let world: World
let grace: Browser
let margaret: Browser
const log = '/p/brookshire/peer-support'

beforeAll(async () => {
  world = await openWorld()
  const partnership = await world.addPartnership('brookshire', { name: 'Brookshire' })
  const someone = async (name: string, role: 'workforce_lead' | 'board_member') =>
    world.browser((await signedUp(world, partnership, { name, role, secondFactorGiven: true })).token)
  grace = await someone('Grace Adeyemi', 'workforce_lead')
  margaret = await someone('Margaret Doyle', 'board_member')
})
afterAll(() => world?.close())

const began = { 'startedOn-day': '1', 'startedOn-month': '6', 'startedOn-year': '2026' }

test('support given and received is logged with what changed, counted each way and found again', async () => {
  expect((await grace.visit(log)).text).toContain('Nothing is logged yet')
  const form = () => grace.visit(`${log}/new`)
  await (
    await form()
  ).submit({
    'Given or received': 'Given',
    'Authority on the other side': 'Neighbouring Council',
    Kind: 'Mentoring',
    'What it was about': 'Front door for early help',
    'Days of people’s time (optional)': '2.5',
    ...began,
  })
  const listed = await (
    await form()
  ).submit({
    'Given or received': 'Received',
    'Authority on the other side': 'County Council',
    Kind: 'Peer review',
    'What it was about': 'Supervision',
    'What changed through it (optional)': 'Team managers record supervision in one place',
    ...began,
  })
  expect(listed.text).toContain('1 given, 1 received')
  const given = await grace.visit(`${log}?direction=given`)
  expect(given.rows()).toEqual([
    ['Front door for early help', 'Given', 'Neighbouring Council', 'Mentoring', '1 June 2026', '2.5'],
  ])
  expect((await (await grace.visit(log)).follow('Supervision')).text).toContain(
    'record supervision in one place',
  )
  expect((await grace.visit(`${log}/export`)).body.toString()).toContain('Neighbouring Council')
})

test('what changed is added later, and an end before the beginning is refused', async () => {
  const entry = await (await grace.visit(log)).follow('Front door for early help')
  const editing = await entry.follow('Complete or correct it')
  const refused = await editing.submit({ 'endedOn-day': '1', 'endedOn-month': '5', 'endedOn-year': '2026' })
  expect(refused.errors).toEqual(['The last day must be on or after the first'])
  const saved = await editing.submit({ 'What changed through it (optional)': 'They answer in a day now' })
  expect(saved.text).toContain('They answer in a day now')
})

test('a board member reads the log and changes nothing', async () => {
  const entry = await (await margaret.visit(log)).follow('Supervision')
  expect(entry.text).not.toContain('Complete or correct it')
  expect((await margaret.visit(`${log}/new`)).status).toBe(403)
})
