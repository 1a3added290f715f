import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type City, openCity } from '../../../../test/support/city.ts'
import { bringInFile } from '../../../../test/support/social-care.ts'

let here: City
beforeAll(async () => {
  here = await openCity()
  const bring = (kind: string, csv: string) => bringInFile(here.world, here.city, kind, csv)
  await bring('organisations', 'organisation_ref,name,kind,sector\nCHARITY,Base 51,voluntary,Voluntary\n')
  // In the year to 12 November 2026: all 365 days, 14 days, and none.
  await bring(
    'engagements',
    `engagement_ref,person_ref,organisation_ref,team,role,basis,started_on,ended_on
V1,DEV,CHARITY,,Volunteer mentor,volunteer,2020-01-06,
V2,AMINA,CHARITY,,Volunteer mentor,volunteer,2026-03-02,2026-03-15
V3,TOM,CHARITY,,Volunteer mentor,volunteer,2020-03-02,2025-11-12
`,
  )
})
afterAll(() => here?.world.close())

const survey = {
  title: 'Survey of members',
  personWeeks: '29,850',
  precision: 'lower_bound',
  organisations: '120',
  organisationsAsked: '200',
  source: 'Community and voluntary service',
  'periodTo-day': '31',
  'periodTo-month': '3',
  'periodTo-year': '2026',
}
const add = async (answers: Record<string, string>) =>
  (await here.visit(here.grace, '/map/volunteers/new')).submit({ ...survey, ...answers })

describe('what volunteers give', () => {
  test('is told in person-weeks, as surveys found it and as the register holds it, never added up', async () => {
    const page = await add({})
    expect(page.rows()).toEqual([
      [
        'Survey of members',
        'at least 29,850',
        'At least',
        'To 31 March 2026',
        'All sectors',
        '120 of 200 organisations',
        '',
        'Community and voluntary service',
      ],
      ['Voluntary', '2', '54.1'],
    ])
    expect(page.text).toContain('From 13 November 2025 to 12 November 2026')
    expect(page.text).toContain('1 voluntary organisation is in the register today')
    const volunteers = await page.follow('The volunteers in the register')
    expect(volunteers.text).toContain('Dev Patel')
    const before = await here.visit(here.grace, '/map/volunteers?asAt=2025-11-12')
    expect(before.rows()).toEqual([['Voluntary', '2', '104.3']])
  })

  test.each([
    [{ personWeeks: 'many' }, 'Enter the weeks in figures, such as 29,850'],
    [{ organisations: '300' }, 'No more organisations can have answered than were asked'],
    [{ 'periodTo-year': '2027' }, 'The last day must be today, 12 November 2026, or before'],
    [{ title: 'Survey of members' }, 'A survey of this name is entered for this period: correct that one'],
  ])('is refused with a sentence: %o', async (answers, sentence) => {
    expect((await add({ title: 'Another', ...answers })).errors).toEqual([sentence])
  })

  test('is corrected, with what it said before kept', async () => {
    const form = await (await here.visit(here.grace, '/map/volunteers')).follow('Survey of members')
    const corrected = await form.submit({ 'Person-weeks': '30,000' })
    expect(corrected.rows()[0]!.slice(0, 2)).toEqual(['Survey of members', 'at least 30,000'])
    const kept = await here.world.act(here.city, ({ db }) =>
      db
        .selectFrom('supersededRows')
        .select('rowAsItWas')
        .where('tableName', '=', 'volunteer_surveys')
        .execute(),
    )
    expect(kept).toMatchObject([{ rowAsItWas: { person_weeks: 29_850 } }])
  })
})
