import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, openWorld } from '../../../../test/support/world.ts'
import { roleCodes, roles } from '../roles.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.close())

test.each([
  ['/help', 'Help'],
  ['/accessibility-statement', 'Accessibility statement'],
  ['/privacy', 'Privacy notice'],
  ['/cookies', 'Cookies'],
])('%s is there for anyone', async (url, heading) => {
  const page = await world.browser().visit(url)
  expect([page.status, page.heading]).toEqual([200, heading])
})

test('the accessibility statement has every part of the model', async () => {
  const { text } = await world.browser().visit('/accessibility-statement')
  for (const part of [
    'How accessible it is',
    'Feedback and contact',
    'Enforcement procedure',
    'Technical information',
    'Compliance status',
    'How it was tested',
  ])
    expect(text).toContain(part)
})

test('the cookies page names every cookie that is set, and no other', async () => {
  const browser = world.browser()
  const named = (await browser.visit('/cookies')).rows().map(([name]) => name)
  await browser.visit('/sign-in')
  expect(named).toEqual(['oneworkforce_session', 'oneworkforce_form', 'oneworkforce_message'])
  for (const name of browser.cookies.keys()) expect(named).toContain(name)
})

test('help says for every role what it is here for', async () => {
  const page = await world.browser().visit('/help')
  const headings = [...page.document.querySelectorAll('h3')].map((one) => one.textContent)
  expect(headings).toEqual(roleCodes.map((code) => roles[code].name))
})
