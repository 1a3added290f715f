import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
  [
    'organisations',
    `organisation_ref,name,kind,sector,cohort
CITY,City Council,council,Social care,employed
FUTURES,Futures,provider,Youth support,commissioned
MEADOW,Meadow School,school,Schools,wider
`,
  ],
  [
    'people',
    `person_ref,given_name,family_name
P1,Amina,Khan
P2,Tom,Bell
P3,Dev,Patel
P4,Grace,Adeyemi
P5,Vera,Vane
`,
  ],
  // Amina works for the council and helps at the school; Tom worked part time until September; Vera's hours are not known.
  [
    'engagements',
    `engagement_ref,person_ref,organisation_ref,role,basis,fte,started_on,ended_on,client_age_from,client_age_to,pay_status
E1,P1,CITY,Social worker,permanent,1,2024-01-01,,0,18,
E2,P1,MEADOW,Reading helper,volunteer,0.1,2024-01-01,,4,11,
E3,P2,CITY,Social worker,permanent,0.5,2024-01-01,2026-09-30,0,18,
E4,P3,FUTURES,Personal adviser,permanent,1,2024-01-01,,16,25,
E5,P4,MEADOW,Teacher,permanent,0.6,2024-01-01,,4,11,
E6,P5,MEADOW,Teacher,permanent,,2026-10-01,,,,
`,
  ],
]

beforeAll(async () => {
  world = await openWorld()
  here = await world.addPartnership('brookshire', { name: 'Brookshire' })
  for (const [name, csv] of files) await bringInFile(world, here, name, csv)
  const who = { name: 'Grace', role: 'workforce_lead', secondFactorGiven: true } as const
  grace = world.browser((await signedUp(world, here, who)).token)
  const place = async (name: string, answers: Record<string, string>) => {
    const role = await (await grace.visit(`${home}/roles`)).follow(name)
    await (await role.follow('Say where this role belongs')).submit(answers)
  }
  await place('Social worker', { ring: 'core', sectorGroup: 'Social care and early help' })
  await place('Personal adviser', { ring: 'core', sectorGroup: 'Social care and early help' })
  await place('Teacher', {
    ring: 'wider',
    sectorGroup: 'Education',
    registrationBody: 'Teaching Regulation Agency',
  })
})
afterAll(() => world?.close())

const names = async (query: string) =>
  (await grace.visit(`${home}/people${query}`)).rows().map((cells) => cells[0])

describe('cohorts', () => {
  test('every engagement has exactly one, by which people are listed and totalled, each person once', async () => {
    const list = await grace.visit(`${home}/people`)
    expect(list.text).toContain('4 people')
    expect(list.text).toContain('Employed by the council: 1 person, 1 full-time equivalent')
    expect(list.text).toContain('Commissioned by the council: 1 person, 1 full-time equivalent')
    expect(list.text).toContain(
      'Wider workforce: 3 people, 0.7 full-time equivalent and 1 engagement whose hours are not known',
    )
    expect(list.text).toContain('Somebody in two cohorts counts in each, and once in the list')
    expect(await names('?cohort=employed')).toEqual(['Amina Khan'])
    expect(await names('?cohort=wider')).toEqual(['Grace Adeyemi', 'Amina Khan', 'Vera Vane'])
  })

  test('are held by the database: none, or another, cannot be written', async () => {
    const write = (cohort: string | null) =>
      world.act(here, ({ db }) =>
        db
          .updateTable('engagements')
          .set({ cohort: cohort as string })
          .where('ref', '=', 'E1')
          .execute(),
      )
    await expect(write('everybody')).rejects.toThrow(/check constraint/)
    await write(null)
    const { cohort } = await world.act(here, ({ db }) =>
      db.selectFrom('engagements').select('cohort').where('ref', '=', 'E1').executeTakeFirstOrThrow(),
    )
    expect(cohort).toBe('employed')
  })
})

test.each([
  ['paid', '?pay=paid', ['Grace Adeyemi', 'Amina Khan', 'Dev Patel', 'Vera Vane']],
  ['unpaid', '?pay=unpaid', ['Amina Khan']],
  ['full time', '?hours=full', ['Amina Khan', 'Dev Patel']],
  ['part time', '?hours=part', ['Grace Adeyemi', 'Amina Khan']],
  ['of hours not known', '?hours=unknown', ['Vera Vane']],
  ['who work with ages 0 to 19', '?ages=0-19', ['Grace Adeyemi', 'Amina Khan', 'Dev Patel']],
  ['who work with ages 20 to 25', '?ages=20-25', ['Dev Patel']],
  ['of ages not known', '?ages=unknown', ['Vera Vane']],
  ['of the core workforce', '?ring=core', ['Amina Khan', 'Dev Patel']],
  ['of the wider workforce', '?ring=wider', ['Grace Adeyemi', 'Vera Vane']],
  ['on another date', '?asAt=30+9+2026', ['Grace Adeyemi', 'Tom Bell', 'Amina Khan', 'Dev Patel']],
  ['of a cohort on another date', '?asAt=2026-09-30&cohort=employed', ['Tom Bell', 'Amina Khan']],
])('the scope of a strategy is drawn by filters: people %s', async (_who, query, expected) => {
  expect(await names(query)).toEqual(expected)
})

test('the scope of a strategy comes out of the filters together: ages, paid or unpaid, full or part time, on a date', async () => {
  expect(await names('?ages=0-19&pay=unpaid&hours=part')).toEqual(['Amina Khan'])
  expect(await names('?ages=0-19&pay=paid&hours=part&asAt=2026-09-30')).toEqual(['Grace Adeyemi', 'Tom Bell'])
  expect(await names('?ages=20-25&pay=paid&hours=full')).toEqual(['Dev Patel'])
})

test('a date that cannot be read is said so, and the list is of today', async () => {
  const list = await grace.visit(`${home}/people?asAt=31+6+2026`)
  expect(list.text).toContain('The list is of today')
  expect(list.rows()).toHaveLength(4)
})

describe('roles', () => {
  test('are core or wider by a definition, and people are counted by it on a date, each once in the total', async () => {
    const definitions = await (await grace.visit(`${home}/roles`)).follow('Say what core and wider mean here')
    const list = await definitions.submit({
      core: 'All who work with children every day',
      coreSource: 'Our strategy, section 3',
    })
    expect(list.text).toContain('Core workforce2 people today, in 2 roles')
    expect(list.text).toContain('All who work with children every day (Our strategy, section 3)')
    expect(list.text).toContain('Wider workforce2 people today, in 1 role')
    expect(list.text).toContain('Neither said1 person today, in 1 role')
    expect(list.text).toContain('4 different people in all')
    const before = await grace.visit(`${home}/roles?asAt=30+9+2026`)
    expect(before.text).toContain('Core workforce3 people on 30 September 2026, in 2 roles')
    expect(before.text).toContain('Wider workforce1 person on 30 September 2026')
  })

  test('belong to groups of the core and wider workforce, by which they are listed', async () => {
    const rows = (await grace.visit(`${home}/roles?group=Education`)).rows()
    expect(rows.map((cells) => [cells[0], cells[3], cells[4], cells[5]])).toEqual([
      ['Teacher', 'Wider workforce', 'Teaching Regulation Agency', '2'],
    ])
    const teacher = await (await grace.visit(`${home}/roles?ring=wider`)).follow('Teacher')
    expect(teacher.text).toContain('GroupEducation')
    expect(teacher.text).toContain('2 people in this role today')
    expect((await teacher.follow('2 people in this role')).rows()).toHaveLength(2)
  })

  test('are placed only by those who look after the whole partnership', async () => {
    const { id } = await world.act(here, ({ db }) =>
      db.selectFrom('organisations').select('id').where('ref', '=', 'CITY').executeTakeFirstOrThrow(),
    )
    const who = { name: 'Hana', role: 'hr_officer', organisationId: id, secondFactorGiven: true } as const
    const hana = world.browser((await signedUp(world, here, who)).token)
    const roles = await hana.visit(`${home}/roles`)
    expect(roles.text).not.toContain('Say what core and wider mean here')
    expect((await hana.visit(`${home}/roles/definitions`)).status).toBe(403)
  })
})

test('compliance is listed by cohort too', async () => {
  await bringInFile(
    world,
    here,
    'requirements',
    'requirement_code,title,roles,due_within_days,warn_days,grace_days,evidence_codes,applies_from\nSG,Safeguarding,,0,30,0,SG,2024-01-01\n',
  )
  const people = async (query: string) =>
    (await grace.visit(`${home}/assurance/team${query}`))
      .rows('main table:last-of-type tbody tr')
      .map((cells) => cells[0])
  expect((await people('?sort=name')).slice(-4)).toEqual([
    'Grace Adeyemi',
    'Amina Khan',
    'Dev Patel',
    'Vera Vane',
  ])
  expect((await people('?cohort=commissioned')).slice(-1)).toEqual(['Dev Patel'])
})
