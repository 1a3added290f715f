/** An HR extract that comes again: compared with the register before anything is done, its columns remembered. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Browser, TestPage } from '../../../../test/support/browser.ts'
import { doJobs } from '../../../../test/support/do-jobs.ts'
import { signedUp } from '../../../../test/support/signed-up.ts'
import { type World, openWorld } from '../../../../test/support/world.ts'

let world: World
let browser: Browser
let home: string
let count = 0

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.close())
beforeEach(async () => {
  count += 1
  const partnership = await world.addPartnership(`place-${count}`, { name: 'Brookshire' })
  home = `/p/place-${count}`
  const dev = { name: 'Dev Rao', role: 'hr_officer', secondFactorGiven: true } as const
  browser = world.browser((await signedUp(world, partnership, dev)).token)
})

async function send(kind: string, content: string, answers: Record<string, string> = {}): Promise<TestPage> {
  const form = await browser.visit(`${home}/imports/new/${kind}`)
  return form.submit({ 'Your file': { fileName: `${kind}.csv`, content }, ...answers })
}

async function afterJobs(page: TestPage): Promise<TestPage> {
  await doJobs(world)
  return browser.visit(page.url)
}

async function bringIn(kind: string, content: string): Promise<void> {
  const preview = await afterJobs(await send(kind, content))
  const buttons = [...preview.document.querySelectorAll('button')].map((one) =>
    (one.textContent ?? '').trim(),
  )
  await afterJobs(await preview.submit({}, { button: buttons.find((text) => text.startsWith('Bring in'))! }))
}

const link = 'See and save every difference: who is new, who is missing, and what changes'

test('starters, leavers, changes with before and after, the same and rejected are told before anything is done', async () => {
  await bringIn('organisations', 'organisation_ref,name,kind,sector\nC,Council,council,Social care\n')
  await bringIn(
    'people',
    'person_ref,given_name,family_name\nP1,Amina,Khan\nP2,Tom,Hill\nP3,Grace,Osei\nP4,Dev,Rao\n',
  )
  const head = 'engagement_ref,person_ref,organisation_ref,role,basis,fte,started_on\n'
  await bringIn(
    'engagements',
    `${head}E1,P1,C,Social worker,permanent,1,2020-01-06\nE2,P2,C,Social worker,permanent,1,2020-01-06\nE3,P3,C,Social worker,permanent,1,2020-01-06\n`,
  )
  const extract = `${head}E1,P1,C,Social worker,permanent,0.6,2020-01-06\nE2,P2,C,Social worker,permanent,1,2020-01-06\nE4,P4,C,Manager,permanent,1,2026-11-02\nE5,P9,C,Manager,permanent,1,2026-11-02\n`
  const preview = await afterJobs(
    await send('engagements', extract, { 'Complete for an organisation (optional)': 'C' }),
  )
  const report = await preview.follow(link)
  expect(report.rows()).toEqual([
    ['Leaver: not in the file', '', 'E3', '', 'Grace Osei, Social worker, since 6 Jan 2020', '', ''],
    ['Changed', '2', 'E1', 'fte', '1', '0.6', ''],
    ['The same', '3', 'E2', '', '', '', ''],
    ['New or starter', '4', 'E4', '', '', '', ''],
    ['Rejected', '5', 'E5', 'person_ref', '', '', '“P9” is not among the people. Bring the person in first'],
  ])
  const changed = await browser.visit(`${report.url}?what=changed`)
  expect(changed.text).toContain('1 difference')
  const file = await browser.send('GET', `${report.url}/export?format=csv`)
  expect(file.body).toContain('Changed,2,E1,fte,1,0.6,')
  expect((await browser.visit(`${home}/people?search=grace`)).text).toContain('1 person')
})

const payroll = (rows: string) => `Payroll no,Forename,Known surname\n${rows}`

async function remember(): Promise<TestPage> {
  const columns = await send('people', payroll('77,Amina,Khan\n'))
  return columns.submit(
    {
      'person_ref (needed)': 'Payroll no (77)',
      'given_name (needed)': 'Forename (Amina)',
      'family_name (needed)': 'Known surname (Khan)',
      'Remember these columns as (optional)': 'Payroll',
    },
    { button: 'Check the file' },
  )
}

test('columns that were remembered are filled in for the next file of that system', async () => {
  await remember()
  const next = await send('people', payroll('78,Tom,Hill\n'))
  expect(next.text).toContain('They are filled in as you remembered them for Payroll')
  const preview = await afterJobs(await next.submit({}, { button: 'Check the file' }))
  expect(preview.rows()).toContainEqual(['78', 'Tom', 'Hill'])
})

test('what is remembered can be changed and forgotten', async () => {
  await remember()
  const system = await (await browser.visit(`${home}/imports/columns`)).follow('Payroll')
  expect(system.text).toContain('from “Known surname”')
  await system.submit({
    'What is done with a file that comes by the folder?': 'It is brought in when no row of it is rejected',
    'Tell this e-mail address (optional)': 'dev@example.org',
  })
  const list = await browser.visit(`${home}/imports/columns`)
  expect(list.text).toContain('is brought in')
  await (await list.follow('Payroll')).submit({}, { button: 'Forget these columns' })
  expect((await browser.visit(`${home}/imports/columns`)).text).toContain('Nothing is remembered yet')
  expect((await send('people', payroll('78,Tom,Hill\n'))).text).not.toContain('as you remembered')
})

test('the imports of a move are added together and compared with the register', async () => {
  await bringIn('organisations', 'organisation_ref,name,kind,sector\nC,Council,council,Social care\n')
  await bringIn('people', 'person_ref,given_name,family_name\nP1,Amina,Khan\nP2,Tom,Hill\n')
  const partly = await afterJobs(
    await send(
      'people',
      'person_ref,given_name,family_name\nP1,Amina,Khan\nP2,Thomas,Hill\nP3,Grace,Osei\nP4,Dev,\n',
    ),
  )
  await afterJobs(await partly.submit({}, { button: 'Bring in the valid rows only: 2 people' }))
  await bringIn('training', 'person_ref,course_code,completed_on\nP1,SG,2026-01-05\nP2,SG,2026-01-05\n')

  const totals = await browser.visit(`${home}/imports/totals`)
  expect(totals.rows()).toEqual([
    ['Organisations', '1', '1', '1', '0', '0', '0', 'Yes', '1', '0'],
    ['People', '2', '6', '3', '1', '1', '1', 'Yes', '3', '0'],
    ['Training', '1', '2', '2', '0', '0', '0', 'Yes', '2', '0'],
  ])
  expect((await browser.visit(`${home}/imports/totals?since=13+11+2026`)).rows()).toEqual([])
})
