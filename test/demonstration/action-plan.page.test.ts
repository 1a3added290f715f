import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadDemonstration } from '../../src/demonstration/index.ts'
import type { TestPage } from '../support/browser.ts'
import { type World, openWorld } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
  await loadDemonstration(world.services, { say: () => {}, people: 300, today: '2026-11-12' })
})
afterAll(() => world.close())

async function planAs(name: string): Promise<TestPage> {
  const browser = world.browser()
  const choice = await browser.visit('/p/nottingham-city/demonstration')
  const label = [...choice.document.querySelectorAll('label')].find((one) => one.textContent?.includes(name))
  await choice.submit({ 'Who do you want to be?': label!.textContent.replaceAll(/\s+/g, ' ').trim() })
  return (await browser.visit('/p/nottingham-city/strategies')).follow('Our Workforce Strategy 2010-2014')
}

const row = (page: TestPage, number: string) => page.rows().find((cells) => cells[0] === number)

test('an action plan shows every action with its leads, its timescale as printed and its ticks', async () => {
  const plan = await planAs('Grace')
  expect(plan.rows()).toHaveLength(32)
  expect(row(plan, 'NC-A10')).toEqual([
    'NC-A10',
    expect.stringContaining('Safeguarding Across The Generations'),
    'DC',
    expect.stringContaining('June 2010 to March 2011'),
    'Developing',
    'Not reported',
  ])
  expect(row(plan, 'NC-A11')?.[2]).toBe('NCSCB Training Co-ordinator; Chief Executive, Base 51')
  expect(row(plan, 'NC-A02')?.[3]).toContain('Every 3 months')
  expect(row(plan, 'NC-A15')?.[3]).toBe('On-going')
  expect(row(plan, 'NC-A13')?.[3]).toBe('Completed April 2010')
})

test('an action plan can be narrowed by tick and lead and by the kind of timescale', async () => {
  const plan = await planAs('Grace')
  const narrowed = (query: string) => plan.browser.visit(`${plan.url}?${query}`)
  expect((await narrowed('lens=Modernising')).rows()).toHaveLength(15)
  expect((await narrowed('lead=PB')).rows()).toHaveLength(3)
  expect((await narrowed('when=recurring')).rows().map((cells) => cells[0])).toEqual(['NC-A02'])
  expect((await narrowed('when=range&lens=Developing')).rows().map((cells) => cells[0])).toEqual([
    'NC-A06',
    'NC-A10',
  ])
  expect((await narrowed('lens=Modernising')).text).toContain('15 of 32 actions')
})

test('an action plan warns of actions that are ticked for nothing, and never ticks them itself', async () => {
  const plan = await planAs('Grace')
  expect(plan.text).toContain('3 actions are ticked for none of these: NC-A01, NC-A08, NC-A24')
  expect(row(plan, 'NC-A01')?.[4]).toBe('Untagged')
})

test('progress is reported in a word and in sentences, and stands in the plan', async () => {
  const plan = await planAs('Grace')
  const form = await (
    await plan.follow('Identify the practitioners who need Motivational Interviewing')
  ).follow('Report progress')
  const refused = await form.submit({ 'What has been done, and what comes next?': 'Half are named' })
  expect(refused.errors).toEqual(['Select how the action is going'])
  expect(refused.valueOf('What has been done, and what comes next?')).toBe('Half are named')
  const action = await refused.submit({ 'How is it going?': 'On track' })
  expect(action.text).toContain('Progress reported')
  expect(action.text).toContain('Half are named')
  expect(row(await plan.browser.visit(plan.url), 'NC-A23')?.[5]).toContain('On track')
  const stale = await refused.submit({ 'How is it going?': 'Done' })
  expect(stale.text).toContain('Half are named')
})

test('the plan is saved in the shape it can be brought in again', async () => {
  const plan = await planAs('Grace')
  const file = await plan.browser.send('GET', `${plan.url}/plan?format=csv`)
  const lines = file.body.trim().split('\r\n')
  expect(lines[0]?.replace('\uFEFF', '')).toBe(
    'priority_number,priority,action_number,action,leads,timescale,lenses',
  )
  expect(lines).toHaveLength(33)
})

test('the strategies lead to where a plan is brought in', async () => {
  const plan = await planAs('Grace')
  const strategies = await plan.browser.visit('/p/nottingham-city/strategies')
  const upload = await strategies.follow('Bring in a plan from a table')
  expect(upload.url).toBe('/p/nottingham-city/imports/new/strategy')
  expect(upload.status).toBe(200)
})
