import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PartnershipIdentity } from '#platform'
import type { Browser } from '../../../../test/support/browser.ts'
import { signedUp } from '../../../../test/support/signed-up.ts'
import { bringInFile } from '../../../../test/support/social-care.ts'
import { type World, openWorld } from '../../../../test/support/world.ts'

let world: World
let here: PartnershipIdentity
let grace: Browser
const home = '/p/brookshire'

const files: [string, string][] = [
  ['organisations', 'organisation_ref,name,kind,sector\nCITY,City Council,council,Social care\n'],
  [
    'people',
    `person_ref,given_name,family_name\n${[1, 2, 3, 4, 5].map((n) => `P${n},Person,${n}`).join('\n')}\n`,
  ],
  // North: 1.6 employed and one agency worker; South: one more than is funded; one whose hours are not known.
  [
    'engagements',
    `engagement_ref,person_ref,organisation_ref,team,role,basis,fte,started_on,ended_on
E1,P1,CITY,North,Social worker,permanent,1,2024-01-01,
E2,P2,CITY,North,Social worker,fixed_term,0.6,2024-01-01,2026-09-30
E3,P3,CITY,North,Social worker,agency,1,2024-01-01,
E4,P4,CITY,South,Social worker,permanent,1,2024-01-01,
E5,P5,CITY,South,Social worker,permanent,,2026-10-01,
`,
  ],
  [
    'posts',
    `post_ref,organisation_ref,team,role,fte,funded_from,funded_to
POST-1,CITY,North,Social worker,2,2024-04-01,
POST-2,CITY,North,Social worker,1,2024-04-01,2026-03-31
POST-3,CITY,South,Social worker,0.5,2024-04-01,
`,
  ],
]

beforeAll(async () => {
  world = await openWorld()
  here = await world.addPartnership('brookshire', { name: 'Brookshire' })
  for (const [name, csv] of files) await bringInFile(world, here, name, csv)
  const who = { name: 'Grace', role: 'hr_officer', secondFactorGiven: true } as const
  grace = world.browser((await signedUp(world, here, who)).token)
})
afterAll(() => world?.close())

const date = (name: string, day: number, month: number, year: number) => ({
  [`${name}-day`]: String(day),
  [`${name}-month`]: String(month),
  [`${name}-year`]: String(year),
})
const vacancies = async (query = '') => (await grace.visit(`${home}/vacancies${query}`)).rows()

test('a vacancy is what is funded less what employees of the role in the team fill, on any date', async () => {
  expect(await vacancies()).toEqual([
    ['City Council', 'North', 'Social worker', '1', '2.0', '1.0', '1.0', '1.0'],
    ['City Council', 'South', 'Social worker', '1', '0.5', '1.0', '0.0', '0.0'],
  ])
  expect(await vacancies('?asAt=30+9+2026&vacant=yes')).toEqual([
    ['City Council', 'North', 'Social worker', '1', '2.0', '1.6', '0.4', '1.0'],
  ])
  expect((await vacancies('?asAt=31+3+2026'))[0]).toEqual([
    'City Council',
    'North',
    'Social worker',
    '2',
    '3.0',
    '1.6',
    '1.4',
    '1.0',
  ])
})

test('vacancies add up by team, role and organisation, and what one team has too much fills no gap of another', async () => {
  expect(await vacancies('?by=role')).toEqual([['', '', 'Social worker', '2', '2.5', '2.0', '1.0', '1.0']])
  expect(await vacancies('?by=team&vacant=yes')).toEqual([
    ['City Council', 'North', '', '1', '2.0', '1.0', '1.0', '1.0'],
  ])
  const { text } = await grace.visit(`${home}/vacancies`)
  expect(text).toContain(
    '1.0 vacant today, of 2.5 funded in 2 posts; 2.0 filled by employees, 1.0 worked by agency',
  )
  expect(text).toContain('Vacancy rate 33.3%: 1.0 of 3.0 vacant or filled')
  expect(text).toContain('0.5 filled beyond what is funded')
  expect(text).toContain('The hours of 1 employee are not known')
})

test('a post is added, changed from a day and ended, and vacancies of the past stay as they were', async () => {
  const form = await (
    await (await grace.visit(`${home}/posts`)).follow('Add a post')
  ).submit({
    Organisation: 'City Council',
  })
  expect((await form.submit({ Role: 'Social worker', fte: '0' })).errors).toEqual([
    'Full-time equivalent must be more than 0 and less than 100, such as 0.6',
  ])
  const post = await form.submit({
    Role: 'Social worker',
    'Team (optional)': 'South',
    fte: '1',
    ...date('fundedFrom', 1, 1, 2026),
  })
  expect(post.text).toContain('The post is added')
  const changed = await (
    await post.follow('Change what is funded')
  ).submit({ ...date('from', 1, 11, 2026), fte: '2' })
  expect(changed.text).toContain('2 is funded from 1 November 2026')
  const south = async (asAt: string) =>
    (await vacancies(`?asAt=${asAt}&by=team`)).find((cells) => cells[1] === 'South')
  expect((await south('2026-10-31'))?.slice(3, 7)).toEqual(['2', '1.5', '1.0', '0.5'])
  expect((await south('2026-11-01'))?.slice(3, 7)).toEqual(['2', '2.5', '1.0', '1.5'])
  const ended = await (await changed.follow('Correct it')).submit(date('fundedTo', 30, 11, 2026))
  expect(ended.text).toContain('30 November 2026')
  expect((await south('2026-12-01'))?.slice(3, 7)).toEqual(['1', '0.5', '1.0', '0.0'])
  expect((await grace.visit(`${home}/posts?funded=ever`)).rows()).toHaveLength(5)
})
