import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { PartnershipIdentity } from '#platform'
import { type Browser, type TestPage } from '../../../../test/support/browser.ts'
import { doJobs } from '../../../../test/support/do-jobs.ts'
import { signedUp } from '../../../../test/support/signed-up.ts'
import { type World, openWorld } from '../../../../test/support/world.ts'

let world: World
let partnership: PartnershipIdentity
let browser: Browser
let home: string
let count = 0

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.close())
beforeEach(async () => {
  count += 1
  partnership = await world.addPartnership(`place-${count}`, { name: 'Brookshire' })
  home = `/p/place-${count}`
  const dev = await signedUp(world, partnership, {
    name: 'Dev Rao',
    role: 'hr_officer',
    secondFactorGiven: true,
  })
  browser = world.browser(dev.token)
})

async function send(kind: string, content: string, answers: Record<string, string> = {}): Promise<TestPage> {
  const form = await browser.visit(`${home}/imports/new/${kind}`)
  return form.submit({ 'Your file': { fileName: `${kind}.csv`, content }, ...answers })
}

/** What the page says of the import once its jobs are done. */
async function afterJobs(page: TestPage): Promise<TestPage> {
  await doJobs(world)
  return browser.visit(page.url)
}

function figures(page: TestPage): string[] {
  return [...page.document.querySelectorAll('.ow-figure')].map((one) => (one.textContent ?? '').trim())
}

const canonical =
  'organisation_ref,name,kind,sector\nM,Meadow School,school,Schools\nB,Brook Nursery,early_years,Early years\n'

test('a canonical file is checked, looked through and brought in; the same again changes nothing', async () => {
  const waiting = await send('organisations', canonical)
  expect(waiting.text).toContain('reading and checking the file')
  expect(waiting.html).not.toContain('http-equiv="refresh"')
  expect((await waiting.follow('Look again now')).url).toBe(waiting.url)

  const preview = await afterJobs(waiting)
  expect(figures(preview)).toEqual([
    '2new of 2 rows',
    '0changed of 2 rows',
    '0the same as now of 2 rows',
    '0rejected of 2 rows',
  ])
  expect(preview.rows()).toContainEqual(['M', 'Meadow School', 'school', 'Schools'])
  const done = await afterJobs(await preview.submit({}, { button: 'Bring in 2 organisations' }))
  expect(done.text).toContain('This file was brought in')

  const list = await browser.visit(`${home}/organisations`)
  expect(list.rows().map((cells) => cells[0])).toEqual(['Brook Nursery', 'Meadow School'])
  const again = await afterJobs(await send('organisations', canonical))
  expect(again.text).toContain('Everything in this file is here already')
})

test('an extract of Get information about schools is recognised, and its closed schools stay closed', async () => {
  const gias =
    'URN,LA (name),EstablishmentName,EstablishmentStatus (name),OpenDate,CloseDate,Postcode\n' +
    '990001,Brookshire,Hill Academy,Open,01/09/2012,,ZZ1 1AA\n990002,Brookshire,Old Mill School,Closed,,31/08/2011,ZZ1 1AB\n'
  const columns = await send('organisations', gias)
  expect(columns.heading).toBe('Which column is which?')
  expect(columns.valueOf('organisation_ref (needed)')).toBe('URN')
  expect(columns.valueOf('Or the same kind for every row')).toBe('school')
  const preview = await afterJobs(await columns.submit({}, { button: 'Check the file' }))
  await afterJobs(await preview.submit({}, { button: 'Bring in 2 organisations' }))
  const closed = await browser.visit(`${home}/organisations?open=closed`)
  expect(closed.rows().map((cells) => cells.slice(0, 6))).toEqual([
    ['Old Mill School', '990002', 'School or college', 'Schools', 'Brookshire', '31 August 2011'],
  ])
})

test('a council’s open list of schools is recognised', async () => {
  const list =
    'name,unique_reference_number,type,postcode,lon,lat\nHill Primary,990011,Academies,ZZ1 1AA,-2.1,53.1\n'
  const columns = await send('organisations', list)
  expect(columns.valueOf('urn')).toBe('unique_reference_number')
  const preview = await afterJobs(await columns.submit({}, { button: 'Check the file' }))
  expect(figures(preview)[0]).toBe('1new of 1 row')
})

test('the NHS list of practices is recognised although it has no headings', async () => {
  const practice = (code: string, name: string, closed: string) =>
    [
      code,
      name,
      'Y99',
      'Q99',
      '1 HIGH STREET',
      '',
      '',
      '',
      '',
      'ZZ1 1AC',
      '19740401',
      closed,
      'A',
      'B',
      '99Z',
      '20130401',
      ...Array<string>(11).fill(''),
    ]
      .map((cell) => `"${cell}"`)
      .join(',')
  const file = `${practice('Z99001', 'HIGH STREET SURGERY', '')}\n${practice('Z99002', 'LOW STREET SURGERY', '20161231')}\n`
  const columns = await send('organisations', file)
  expect(columns.valueOf('name (needed)')).toBe('B')
  const preview = await afterJobs(await columns.submit({}, { button: 'Check the file' }))
  expect(figures(preview)[0]).toBe('2new of 2 rows')
  await afterJobs(await preview.submit({}, { button: 'Bring in 2 organisations' }))
  const closed = await browser.visit(`${home}/organisations?open=closed`)
  expect(closed.rows()[0]?.slice(0, 2)).toEqual(['LOW STREET SURGERY', 'Z99002'])
})

test('columns with other headings are guessed where possible and asked for where not', async () => {
  const columns = await send('people', 'Employee number,Forename,Surname,Misc\nP1,Amina,Khan,x\n')
  expect(columns.valueOf('given_name (needed)')).toBe('Forename')
  expect(columns.valueOf('email')).toBe('')
  const asked = await columns.submit({ 'family_name (needed)': '' }, { button: 'Check the file' })
  expect(asked.status).toBe(422)
  expect(asked.errors).toEqual(['Choose where family_name comes from'])
  const both = await columns.submit(
    { 'Or the same given_name for every row': 'Ann' },
    { button: 'Check the file' },
  )
  expect(both.errors).toEqual(['Choose a column for given_name or enter a value, not both'])
  const wrong = await columns.submit(
    { 'Or the same birth_date for every row': 'soon' },
    { button: 'Check the file' },
  )
  expect(wrong.errors[0]).toContain('“soon” is not a date')
})

test('a file without headings can be said to have none', async () => {
  const columns = await send('people', 'P1,Amina,Khan\nP2,Tom,Hill\n')
  const letters = await columns.submit({}, { button: 'The file has no headings' })
  const mapped = {
    'person_ref (needed)': 'A',
    'given_name (needed)': 'B',
    'family_name (needed)': 'C',
  }
  const preview = await afterJobs(await letters.submit(mapped, { button: 'Check the file' }))
  expect(figures(preview)[0]).toBe('2new of 2 rows')
})

test('rejected rows come back with their reasons, and come in once they are corrected', async () => {
  const csv =
    'person_ref,given_name,family_name,birth_date\nP1,Amina,Khan,17/04/1998\nP2,Tom,Hill,31/02/1980\n'
  const preview = await afterJobs(await send('people', csv))
  expect(preview.rows()).toContainEqual([
    '3',
    'birth_date',
    expect.stringContaining('February 1980 has 29 days'),
  ])
  const file = await browser.send('GET', `${preview.url}/errors`)
  expect(file.body).toContain('P2,Tom,Hill,31/02/1980')

  const done = await afterJobs(await preview.submit({}, { button: 'Bring in the valid rows only: 1 person' }))
  expect(done.text).toContain('This file was brought in')
  const corrected = await afterJobs(await send('people', file.body.replace('31/02/1980', '28/02/1980')))
  expect(figures(corrected)).toEqual([
    '1new of 1 row',
    '0changed of 1 row',
    '0the same as now of 1 row',
    '0rejected of 1 row',
  ])
})

test('what would change is shown with what it says now', async () => {
  const first = await afterJobs(
    await send('people', 'person_ref,given_name,family_name,email\nP1,Amina,Khan,a@example.org\n'),
  )
  await afterJobs(await first.submit({}, { button: 'Bring in 1 person' }))
  const preview = await afterJobs(
    await send('people', 'person_ref,given_name,family_name,email\nP1,Amina,Khan-Lee,\n'),
  )
  expect(preview.rows()).toEqual([
    ['P1', 'email', 'a@example.org', 'empty'],
    ['P1', 'family_name', 'Khan', 'Khan-Lee'],
  ])
})

test('a button pressed twice brings the file in once, and an old page is told so', async () => {
  const preview = await afterJobs(await send('organisations', canonical))
  const [first, second] = await Promise.all([
    preview.sendForm({}, { button: 'Bring in 2 organisations' }),
    preview.sendForm({}, { button: 'Bring in 2 organisations' }),
  ])
  expect([first?.statusCode, second?.statusCode]).toEqual([303, 303])
  await doJobs(world)
  const old = await preview.submit({ _token: 'another-opening-of-the-form' }, { button: 'Abandon this file' })
  expect(old.status).toBe(422)
  expect(old.errors[0]).toContain('Someone else changed this import')
})

test('an abandoned file changes nothing', async () => {
  const preview = await afterJobs(await send('organisations', canonical))
  const list = await preview.submit({}, { button: 'Abandon this file' })
  expect(list.rows()[0]?.slice(0, 3)).toEqual(['organisations.csv', 'Organisations', 'Abandoned'])
  expect((await browser.visit(`${home}/organisations`)).text).toContain('There are no organisations yet')
})

test('a file that is no table is refused at once, and an empty form says what to do', async () => {
  const empty = await (await browser.visit(`${home}/imports/new/people`)).submit()
  expect(empty.errors).toEqual(['Choose the file to bring in'])
  const refused = await send('people', '')
  expect(refused.status).toBe(422)
  expect(refused.errors[0]).toContain('The file is empty')
  const dated = await send('people', 'person_ref,given_name,family_name\n', { 'asAt-month': '13' })
  expect(dated.errors[0]).toContain('month')
})

test('the register that moved on since the preview is looked at again before anything is done', async () => {
  const orgs = await afterJobs(
    await send('organisations', `organisation_ref,name,kind,sector,urn\nM,Meadow,school,Schools,990001\n`),
  )
  const rival = await afterJobs(
    await send('organisations', `organisation_ref,name,kind,sector,urn\nN,Other,school,Schools,990001\n`),
  )
  await afterJobs(await orgs.submit({}, { button: 'Bring in 1 organisation' }))
  const refused = await afterJobs(await rival.submit({}, { button: 'Bring in 1 organisation' }))
  expect(refused.text).toContain('The register has changed since this file was checked')
  expect(refused.rows()).toContainEqual(['2', 'urn', '“990001” is the urn of M'])
})

test('who is missing from a complete file is listed, and ends only when ticked', async () => {
  const steps: [string, string][] = [
    ['organisations', canonical],
    ['people', 'person_ref,given_name,family_name\nP1,Amina,Khan\nP2,Tom,Hill\nP3,Grace,Adeyemi\n'],
    [
      'engagements',
      'engagement_ref,person_ref,organisation_ref,role,basis,started_on\nE1,P1,M,Teacher,permanent,2020-09-01\nE2,P2,M,Teacher,permanent,2020-09-01\nE3,P3,M,Head,permanent,2020-09-01\n',
    ],
  ]
  for (const [kind, csv] of steps) {
    const preview = await afterJobs(await send(kind, csv))
    await afterJobs(
      await preview.submit(
        {},
        { button: `Bring in ${kind === 'organisations' ? '2 organisations' : `3 ${kind}`}` },
      ),
    )
  }
  const complete =
    'engagement_ref,person_ref,organisation_ref,role,basis,started_on\nE1,P1,M,Teacher,permanent,2020-09-01\n'
  const preview = await afterJobs(
    await send('engagements', complete, { complete_for: 'M', 'asAt-day': '11' }),
  )
  expect(preview.text).toContain('E2: Tom Hill, Teacher, since 1 Sep 2020')
  const done = await afterJobs(await preview.submit({ ending: ['E2'] }, { button: 'Confirm who has ended' }))
  expect(done.text).toContain('1 confirmed as ended')
  const left = await browser.visit(`${home}/people?engaged=left`)
  expect(left.rows().map((cells) => cells[0])).toEqual(['Tom Hill'])
})

test('someone who may not bring files in finds no such page', async () => {
  const tom = await signedUp(world, partnership, {
    name: 'Tom Hill',
    role: 'team_manager',
    secondFactorGiven: true,
  })
  const answer = await world.browser(tom.token).send('GET', `${home}/imports`)
  expect(answer.statusCode).toBe(403)
})
