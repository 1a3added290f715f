import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#platform'
import { type City, openCity } from '../../../../test/support/city.ts'
import { bringInFile, personNamed } from '../../../../test/support/social-care.ts'
import { checks } from './checks.ts'
import { gapsOf, tallies } from './quality.queries.ts'

let here: City
beforeAll(async () => {
  here = await openCity()
  const bring = (kind: string, csv: string) => bringInFile(here.world, here.city, kind, csv)
  await bring(
    'people',
    `person_ref,given_name,family_name,birth_date,email,swe_number
AMINA,Amina,Khan,1998-04-17,amina@example.org,SW12345
TOM,Tom,Bell,2015-01-01,,12345
`,
  )
  await here.world.act(here.city, async ({ db, partnership }) => {
    await db
      .updateTable('roles')
      .set({ registrationBody: 'Social Work England' })
      .where('name', 'like', 'Social work%')
      .execute()
    const sector = await db
      .selectFrom('sectors')
      .select('id')
      .where('name', '=', 'Schools')
      .executeTakeFirstOrThrow()
    await db
      .insertInto('headcounts')
      .values({
        partnershipId: partnership.id,
        id: newId(),
        sectorId: sector.id,
        groupName: 'Caterers',
        precision: 'unknown',
        unit: 'people',
        source: 'The strategy',
        asAt: '2010-05-12',
      })
      .execute()
  })
})
afterAll(() => here?.world.close())

const rateOf = async (name: string) =>
  (await here.visit(here.grace, '/quality')).rows().find((row) => row[0] === name)?.[2]

describe('data quality', () => {
  test('is told as completeness, validity and timeliness, each rate with what it is of', async () => {
    expect(await rateOf('The date of birth is known, or answered as not known or refused')).toBe(
      '2 of 3 (66%)',
    )
    expect(await rateOf('Whoever must be registered has a registration number')).toBe('2 of 2 (100%)')
    expect(await rateOf('Whoever has a date of birth was 14 to 90 years old at the start')).toBe(
      '1 of 2 (50%)',
    )
    expect(await rateOf('Registration numbers have the shape of their register')).toBe('1 of 2 (50%)')
    expect(await rateOf('Groups that are known only as a number have one')).toBe('0 of 1 (0%)')
    const page = await here.visit(here.grace, '/quality')
    const sectors = page.rows().filter(([name]) => name === 'Schools' || name === 'Social care')
    expect(sectors[0]).toHaveLength(4)
    expect(page.text).toMatch(/Completeness: \d+ of \d+ \(\d+%\)/)
  })

  test('counts “not known” and “refused” as answers', async () => {
    const dev = await personNamed(here.world, here.city, 'DEV')
    await here.world.act(here.city, ({ db, partnership }) =>
      db
        .insertInto('answers')
        .values({
          partnershipId: partnership.id,
          id: newId(),
          personId: dev,
          question: 'birth_date',
          state: 'refused',
        })
        .execute(),
    )
    expect(await rateOf('The date of birth is known, or answered as not known or refused')).toBe(
      '3 of 3 (100%)',
    )
  })

  test('leads from each gap to the page that mends it, and is better when it is mended', async () => {
    const page = await here.visit(here.grace, '/quality')
    const gaps = await page.follow('to mend: No e-mail address')
    expect(gaps.rows().map(([name]) => name)).toEqual([
      'Dev Patel (DEV), Administrator',
      'Tom Bell (TOM), Social work team manager',
    ])
    const form = await gaps.follow('Tom Bell')
    await form.submit({ 'E-mail address (optional)': 'tom@example.org', 'birthDate-year': '1980' })
    const after = await here.visit(here.grace, '/quality/gaps?check=email')
    expect(after.rows().map(([name]) => name)).toEqual(['Dev Patel (DEV), Administrator'])
  })

  test('is told by organisation, those with most gaps first, and of one organisation', async () => {
    const list = await here.visit(here.grace, '/quality/organisations')
    expect(list.rows().map(([name]) => name)).toEqual(
      expect.arrayContaining(['Nottingham City Council', 'Meadow Primary School']),
    )
    const gaps = await list.follow('to mend at Meadow Primary School')
    expect(gaps.rows().every((row) => row[2] === 'Meadow Primary School')).toBe(true)
    const sorted = await here.visit(here.grace, '/quality/organisations?sort=completeness')
    expect(sorted.rows()).toHaveLength(2)
  })

  test('shows a manager the gaps of the own team alone', async () => {
    const gaps = await here.visit(here.tom, '/quality/gaps?check=email')
    expect(gaps.text).not.toContain('Dev Patel')
    const page = await here.visit(here.tom, '/quality')
    expect(page.rows().some(([name]) => name === 'Groups that are known only as a number have one')).toBe(
      false,
    )
  })

  test('says of each sector, and of volunteers, how many the register holds beside how many are known', async () => {
    const page = await here.visit(here.grace, '/quality')
    expect(page.rows()).toContainEqual(['Schools', '1', 'not known', '1'])
    expect(page.rows()).toContainEqual(['Volunteers, of all sectors', '0', 'no group entered', 'None'])
  })

  test('finds as many gaps of every check as its rate says', async () => {
    await here.world.act(here.city, async (ctx) => {
      const all = await tallies(ctx, ctx.today)
      for (const check of checks) {
        const ofCheck = all.filter((tally) => tally.check === check)
        const missing = ofCheck.reduce((sum, { asked, holding }) => sum + asked - holding, 0)
        const ask = { sector: '', organisation: '', search: '', limit: 100, offset: 0 }
        expect((await gapsOf(ctx, check, ctx.today, ask)).total, check.code).toBe(missing)
      }
    })
  })
})
