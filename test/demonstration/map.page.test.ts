import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadDemonstration } from '../../src/demonstration/index.ts'
import type { Browser, TestPage } from '../support/browser.ts'
import { type World, openWorld } from '../support/world.ts'

let world: World
let grace: Browser
beforeAll(async () => {
  world = await openWorld()
  await loadDemonstration(world.services, { say: () => {}, people: 300, today: '2026-11-12' })
  grace = world.browser()
  const page = await grace.visit('/p/nottingham-city/demonstration')
  const label = [...page.document.querySelectorAll('label')].find((one) => one.textContent?.includes('Grace'))
  await page.submit({ 'Who do you want to be?': label!.textContent.replaceAll(/\s+/g, ' ').trim() })
})
afterAll(() => world.close())

const open = (path: string) => grace.visit(`/p/nottingham-city${path}`)
const sector = async (name: string): Promise<TestPage> => (await open('/map')).follow(name)

describe('the map of Nottingham City', () => {
  test('has the published headcounts of every sector exactly, with their precision words', async () => {
    const words = (await open('/map'))
      .rows()
      .filter((row) => row.length > 3)
      .map((row) => [row[0], row.at(-1)])
    expect(words).toEqual([
      ['Early years', '4,651 people (2 groups added up)'],
      ['Health', 'about 500 people'],
      ['Housing and environment', 'None entered'],
      ['Justice and crime prevention', 'about 328 people (2 groups added up)'],
      ['Private and independent', 'None entered'],
      ['Schools', 'about 5,000 people (2 groups added up)'],
      ['Social care', '387 people (6 groups added up) and 1 group not known181 households'],
      ['Sports and culture', '1,453 people (3 groups added up) and 1 group not known'],
      ['Voluntary', 'at least 200 organisations'],
      ['Youth support', '276 people (2 groups added up)'],
      ['All, each person once', 'Not added up across sectors'],
    ])
  })

  test('tells the role groups of social care one by one, with households apart from people', async () => {
    const page = await sector('Social care')
    const numbers = page.rows().filter((row) => row.length === 6)
    expect(numbers.map(([group, number, precision]) => [group, number, precision])).toEqual([
      ['front-line social workers', '143 people', 'Exact'],
      ['fostering support workers', '43 people', 'Exact'],
      ['Drug & Alcohol Team', '3 people', 'Exact'],
      ['parenting', '3 people', 'Exact'],
      ['family support workers', '106 people', 'Exact'],
      ['children in care workers', '89 people', 'Exact'],
      ['foster caring households', '181 households', 'Exact'],
      ['housing and private care workers', 'not known', 'Not known'],
    ])
    expect(page.text).toContain('Together: 387 people (6 groups added up) and 1 group not known')
    expect(page.text).toContain('Together: 181 households')
    expect(page.text).toMatch(
      /Counted apart from people: \d+ foster caring households, with \d+ carers in them/,
    )
    expect(page.rows()).toContainEqual(expect.arrayContaining(['Social work', 'All teams']))
  })

  test('marks the probation officers as not disaggregable and leaves them out of children-only rates', async () => {
    const page = await sector('Justice and crime prevention')
    const probation = page.rows().find(([group]) => group === 'probation service officers')!
    expect(probation[1]).toBe('248 people')
    expect(probation[3]).toContain('Not disaggregable')
    expect(page.text).toContain('For children-only rates: about 80 people')
  })

  test('has the 29,850 weeks of volunteers and the 200 organisations apart from those in the register', async () => {
    const page = await (await open('/map')).follow('What volunteers give, in weeks')
    expect(page.rows()[0]!.slice(0, 3)).toEqual(['Survey of volunteers', '29,850', 'Exact'])
    expect(page.text).toContain(
      'organisations registered with Nottingham Community and Voluntary Service, at least 200 organisations',
    )
    expect(page.text).toContain('volunteer sports coaches, not known')
    expect(page.text).toMatch(/\d+ voluntary organisations are in the register today/)
  })

  test('has a page of each sector with what it faces, and the actions of the strategy that answer to it', async () => {
    const page = await sector('Voluntary')
    expect(page.text).toContain('No capacity to release staff for training')
    expect(page.text).toContain('Mentoring between organisations')
    expect(page.text).toContain('NC-A11')
    const form = await page.follow('Choose the actions that answer to this sector')
    const saved = await form.submit({ actions: [] })
    expect(saved.text).toContain('No action of a strategy is linked to this sector yet')
  })

  test('has a mapping round under way, with who answered by sector and the groups that nobody counted', async () => {
    const page = await (await open('/quality/rounds')).follow('Mapping 2026')
    expect(page.text).toMatch(/\d+ of \d+ have answered/)
    const groups = Object.fromEntries(page.rows().map((row) => [row[0], row.at(-1)]))
    expect(groups).toMatchObject({ 'Sports and culture': '1', Voluntary: '1', 'Early years': '0' })
    const quality = await open('/quality')
    expect(quality.rows()).toContainEqual([
      'Volunteers, of all sectors',
      expect.any(String),
      'not known',
      '1',
    ])
  })
})
