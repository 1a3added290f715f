import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type City, openCity } from '../../../../test/support/city.ts'
import { signedUp } from '../../../../test/support/signed-up.ts'
import { bringInFile } from '../../../../test/support/social-care.ts'
import { workforceMap } from './workforce-map.ts'

let here: City
let sectors: Record<string, string>

/** Amina also works at the school, Dev volunteers for a charity, and Sam's probation service cannot be told apart. */
const more: [string, string][] = [
  [
    'organisations',
    `organisation_ref,name,kind,sector
CHARITY,Base 51,voluntary,Voluntary
PROBATION,Probation service,justice,Justice and crime prevention
`,
  ],
  ['people', 'person_ref,given_name,family_name\nSAM,Sam,Taylor\nKIM,Kim,Moss\n'],
  [
    'engagements',
    `engagement_ref,person_ref,organisation_ref,team,role,basis,started_on,ended_on
E4,AMINA,MEADOW,,Governor,governor,2025-09-01,
E5,DEV,CHARITY,,Volunteer mentor,volunteer,2026-01-05,
E6,SAM,PROBATION,,Probation officer,permanent,2024-01-08,
E7,KIM,CITY,Fostering,Social worker,permanent,2019-01-07,2026-03-31
`,
  ],
]

beforeAll(async () => {
  here = await openCity()
  for (const [kind, csv] of more) await bringInFile(here.world, here.city, kind, csv)
  sectors = await here.world.act(here.city, async ({ db }) => {
    await db
      .updateTable('roles')
      .set({ ring: 'core' })
      .where('name', 'in', ['Social worker', 'Social work team manager'])
      .execute()
    await db.updateTable('roles').set({ ring: 'wider' }).where('name', '=', 'Governor').execute()
    const all = await db.selectFrom('sectors').select(['id', 'name']).execute()
    return Object.fromEntries(all.map(({ id, name }) => [name, id]))
  })
})
afterAll(() => here?.world.close())

const addGroup = async (answers: Record<string, string | string[]>) => {
  const form = await here.visit(here.grace, '/headcounts/new')
  return form.submit({
    sectorId: sectors['Social care']!,
    precision: 'exact',
    unit: 'people',
    source: 'The strategy',
    'asAt-day': '12',
    'asAt-month': '5',
    'asAt-year': '2010',
    ...answers,
  })
}

describe('the map of the workforce', () => {
  test('counts a person of two sectors once in each and once in the total, and says so', async () => {
    const page = await here.visit(here.grace, '/map')
    const counts = page.rows().map(([sector, people, core, wider]) => [sector, people, core, wider])
    expect(counts).toContainEqual(['Social care', '2', '2', '0'])
    expect(counts).toContainEqual(['Schools', '2', '0', '1'])
    expect(counts).toContainEqual(['Voluntary', '1', '0', '0'])
    expect(counts).toContainEqual(['All, each person once', '4', '2', '1'])
    expect(page.text).toContain('2 people work in more than one sector')
  })

  test('speaks about any date', async () => {
    const page = await here.visit(here.grace, '/map?asAt=31/3/2026')
    expect(page.rows()).toContainEqual(expect.arrayContaining(['Social care', '3']))
    const before = await here.visit(here.grace, '/map?asAt=1/1/2018')
    expect(before.text).toContain('Nobody is in the register on 1 January 2018')
    expect((await here.visit(here.grace, '/map?asAt=31/2/2026')).text).toContain(
      'This is how it stands today',
    )
  })

  test('is told as totals of everybody to whoever may see figures', async () => {
    const page = await here.visit(here.tom, '/map')
    expect(page.rows()).toContainEqual(expect.arrayContaining(['All, each person once', '4']))
  })

  test('is saved as files in which counted people and groups are lines apart', async () => {
    await addGroup({ groupName: 'CitiHealth staff', value: '500', precision: 'approximate' })
    const browser = here.world.browser(here.grace.token)
    const csv = await browser.send('GET', '/p/city/map/export?format=csv')
    expect(csv.body).toContain('Social care,People,Counted in the register,2,Exact,people')
    expect(csv.body).toMatch(
      /Social care,CitiHealth staff,"?Known as a number: The strategy.*,500,Approximate,people/,
    )
    const xlsx = await browser.send('GET', '/p/city/map/export?format=xlsx')
    expect(xlsx.headers['content-disposition']).toContain('.xlsx')
  })
})

describe('a group known as a number', () => {
  test('is added, and shown with its precision beside counted people, never added to them', async () => {
    const page = await addGroup({ groupName: 'fostering support workers', value: '1,043' })
    expect(page.text).toContain('fostering support workers: 1,043 was added')
    const map = await here.visit(here.grace, '/map')
    const social = map.rows().find((row) => row[0] === 'Social care' && row.length > 3)!
    expect(social[1]).toBe('2')
    expect(social.at(-1)).toBe('about 1,543 people (2 groups added up)')
  })

  test('that exists but nobody can count is entered as not known', async () => {
    const page = await addGroup({ groupName: 'volunteer coaches', precision: 'unknown', value: '' })
    expect(page.rows()).toContainEqual(
      expect.arrayContaining(['volunteer coaches', 'not known', 'Not known']),
    )
  })

  test.each([
    [{ value: '', precision: 'exact' }, 'Enter the number, or choose that it is not known'],
    [{ value: '5', precision: 'unknown' }, 'Leave the number empty, or say how sure it is'],
    [{ value: 'many' }, 'Enter the number in figures, such as 143, from 0 to 9,999,999'],
    [{ value: '5', 'asAt-year': '2030' }, 'The date must be today, 12 November 2026, or before'],
    [{ value: '5', organisationRef: 'NOWHERE' }, 'No organisation has the reference NOWHERE: check it'],
    [{ value: '5', groupName: 'CitiHealth staff' }, 'A number of this group is entered for this date'],
  ])('is refused with a sentence: %o', async (answers, sentence) => {
    const page = await addGroup({ groupName: 'caretakers', ...answers })
    expect(page.status).toBe(422)
    expect(page.errors.join()).toContain(sentence)
  })

  test('is corrected, and what it said before is kept', async () => {
    const sector = await addGroup({ groupName: 'parenting', value: '3' })
    const saved = await (await sector.follow('parenting')).submit({ Number: '4' })
    expect(saved.rows()).toContainEqual(expect.arrayContaining(['parenting', '4 people']))
    const kept = await here.world.act(here.city, ({ db }) =>
      db.selectFrom('supersededRows').select('rowAsItWas').where('tableName', '=', 'headcounts').execute(),
    )
    expect(kept.map(({ rowAsItWas }) => rowAsItWas)).toContainEqual(
      expect.objectContaining({ group_name: 'parenting', value: 3 }),
    )
  })

  test('has a newer number from a date, and the old one before it', async () => {
    await addGroup({ groupName: 'play workers', value: '151' })
    await addGroup({ groupName: 'play workers', value: '140', 'asAt-year': '2020' })
    const numberOn = async (date: string) =>
      (await here.visit(here.grace, `/map/sectors/${sectors['Social care']}?asAt=${date}`))
        .rows()
        .find(([group]) => group === 'play workers')?.[1]
    expect(await numberOn('2026-11-12')).toBe('140 people')
    expect(await numberOn('2015-01-01')).toBe('151 people')
    expect(await numberOn('2009-01-01')).toBeUndefined()
  })

  test('is ended, and stays on maps of earlier dates', async () => {
    const sector = await addGroup({ groupName: 'Connexions', value: '110' })
    const form = await (await sector.follow('Connexions')).follow('say that it is not counted any more')
    const early = await form.submit({ 'endedOn-day': '1', 'endedOn-month': '1', 'endedOn-year': '2009' })
    expect(early.errors).toEqual(['The last day must be on or after the number’s date, 12 May 2010'])
    const ended = await form.submit({ 'endedOn-day': '31', 'endedOn-month': '3', 'endedOn-year': '2012' })
    expect(ended.rows().some(([group]) => group === 'Connexions')).toBe(false)
    const before = await here.visit(here.grace, `/map/sectors/${sectors['Social care']}?asAt=2012-03-31`)
    expect(before.rows()).toContainEqual(expect.arrayContaining(['Connexions', '110 people']))
  })

  test('whose work with children cannot be told apart is left out of children-only rates, with its people', async () => {
    const justice = { sectorId: sectors['Justice and crime prevention']! }
    await addGroup({ ...justice, groupName: 'Youth Offending Team', value: '80', precision: 'approximate' })
    const page = await addGroup({
      ...justice,
      groupName: 'probation service officers',
      value: '248',
      organisationRef: 'PROBATION',
      marks: ['notDisaggregable'],
    })
    expect(page.text).toContain('Not disaggregable')
    expect(page.text).toContain('Together: about 328 people (2 groups added up)')
    expect(page.text).toContain('For children-only rates: about 80 people')
    expect(page.text).toContain('1 work only where work with children cannot be told apart')
    const map = await here.world.act(here.city, (ctx) => workforceMap(ctx, ctx.today))
    expect(map.sectors.find(({ sector }) => sector.startsWith('Justice'))).toMatchObject({
      people: 1,
      childrenOnly: 0,
    })
    expect(map.all).toMatchObject({ people: 4, childrenOnly: 3 })
  })
})

describe('a sector', () => {
  test('tells its role groups by team with totals of people, not of lines', async () => {
    const page = await here.visit(here.grace, `/map/sectors/${sectors['Social care']}`)
    expect(page.rows()).toContainEqual(['No role group', 'Assessment', '2'])
    expect(page.rows()).toContainEqual(['No role group', 'All teams', '2'])
    expect(page.rows()).toContainEqual(['All, each person once', '', '2'])
  })

  test('says what it faces and whom its numbers leave out', async () => {
    const path = `/map/sectors/${sectors['Schools']}`
    const page = await here.visit(here.grace, path)
    const form = await page.follow('Write down what this sector faces')
    const opened = await page.follow('Write down what this sector faces')
    expect((await form.submit({})).errors).toEqual([
      'Write at least one challenge, opportunity, or group that is left out',
    ])
    const saved = await form.submit({
      challenges: 'Succession of leaders\nA more diverse workforce',
      leftOut: 'Caterers',
    })
    const points = [...saved.document.querySelectorAll('main li')].map((one) => one.textContent)
    expect(points).toEqual(
      expect.arrayContaining(['Succession of leaders', 'A more diverse workforce', 'Caterers']),
    )
    expect(saved.text).toContain('No action of a strategy is linked to this sector yet')
    // Opened before somebody else saved: refused kindly.
    const other = await opened.submit({ challenges: 'Something else' })
    expect(other.status).toBe(422)
    expect(other.text).toContain('Someone else changed this sector')
  })

  test('is read by those who may see figures and changed by those who keep the register', async () => {
    const page = await here.visit(here.tom, `/map/sectors/${sectors['Schools']}`)
    expect(page.status).toBe(200)
    expect(page.text).not.toContain('Add a group')
    expect((await here.visit(here.tom, '/headcounts/new')).status).toBe(403)
    const practitioner = await signedUp(here.world, here.city, { name: 'Noor', role: 'practitioner' })
    expect((await here.visit(practitioner, '/map')).status).toBe(403)
  })
})
