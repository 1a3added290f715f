import { afterAll, beforeAll, expect, test } from 'vitest'
import { type City, openCity } from '../../../test/support/city.ts'
import { signedUp } from '../../../test/support/signed-up.ts'
import { bringInFile, personNamed } from '../../../test/support/social-care.ts'

let here: City
let people: City['people']
let grace: City['grace']
let tom: City['tom']
let amina: City['amina']

beforeAll(async () => {
  here = await openCity()
  ;({ people, grace, tom, amina } = here)
})
afterAll(() => here?.world.close())

const visit: City['visit'] = (who, path) => here.visit(who, path)

test('a practitioner sees what she needs, when, and the button that gets it', async () => {
  const page = await visit(amina, '/assurance/mine')
  expect(page.heading).toBe('My requirements')
  expect(page.text).toContain('You have 0 of 1 (0%) of what is required of you today.')
  expect(page.text).toContain('Overdue')
  expect(page.text).toContain('Was due by 17 February 2025')
  const course = await page.follow('Book Safeguarding children: core awareness')
  expect(course.status).toBe(200)
  expect(course.url).toContain('/learning/courses/')
})

test('someone of whom nothing is required, and an account without a person, are told so', async () => {
  expect((await visit(grace, '/assurance/mine')).text).toContain('not linked to a person')
  await bringInFile(here.world, here.city, 'people', 'person_ref,given_name,family_name\nNEW,Noor,Ali\n')
  const noor = await signedUp(here.world, here.city, {
    name: 'Noor',
    role: 'practitioner',
    personId: await personNamed(here.world, here.city, 'NEW'),
  })
  expect((await visit(noor, '/assurance/mine')).text).toContain('Nothing is required of you today')
})

test('a manager sees the team, the worst first, with the rate and what it is made of', async () => {
  const page = await visit(tom, '/assurance/team')
  expect(page.rows().map(([name, , worst]) => [name, worst])).toEqual([
    ['Amina Khan', 'Overdue'],
    ['Tom Bell', 'Due soon'],
  ])
  expect(page.text).toContain(
    '1 of 2 (50%) of what is required of 2 people is met: 1 overdue and 1 due soon.',
  )
})

test('a manager asks what falls due before a date, and what stood on one', async () => {
  const page = await visit(tom, '/assurance/team?asAt=30/6/2027')
  expect(page.text).toContain('0 of 2 (0%) of what is required of 2 people is met: 2 overdue')
  expect(page.text).toContain('if nothing more were done until then')
  const before = await visit(tom, '/assurance/team?asAt=2025-01-20')
  expect(before.rows().map(([name, , worst]) => [name, worst])).toEqual([
    ['Amina Khan', 'Not yet due'],
    ['Tom Bell', 'Met'],
  ])
})

test('a date that cannot be read is said, and today is shown', async () => {
  const page = await visit(tom, '/assurance/team?asAt=next+summer')
  expect(page.text).toContain('“next summer” is not a date we can read')
  expect(page.rows()).toHaveLength(2)
})

test('the list narrows by status, requirement, organisation and name, and the rate stays the team’s', async () => {
  const overdue = await visit(grace, '/assurance/team?status=overdue')
  expect(overdue.rows().map(([name]) => name)).toEqual(['Amina Khan', 'Dev Patel'])
  expect(overdue.text).toContain('1 of 3 (33%)')
  const school = await visit(grace, '/assurance/team')
  const option = (label: string, text: string) =>
    [...school.document.querySelectorAll(`#${label} option`)]
      .find((one) => one.textContent === text)!
      .getAttribute('value')
  const requirement = option('requirement', 'Safeguarding update for school staff')
  expect(
    (await visit(grace, `/assurance/team?requirement=${requirement}`)).rows().map(([name]) => name),
  ).toEqual(['Dev Patel'])
  const organisation = option('organisation', 'Meadow Primary School')
  expect(
    (await visit(grace, `/assurance/team?organisation=${organisation}`)).rows().map(([name]) => name),
  ).toEqual(['Dev Patel'])
  expect((await visit(grace, '/assurance/team?search=kha')).rows().map(([name]) => name)).toEqual([
    'Amina Khan',
  ])
  expect((await visit(grace, '/assurance/team?search=nobody')).text).toContain('No people match')
  expect((await visit(grace, '/assurance/team?team=not-an-id')).status).toBe(200)
})

test('the list sorts by name and by how much is overdue, and is saved as a file', async () => {
  const names = async (sort: string) =>
    (await visit(grace, `/assurance/team?sort=${sort}`)).rows().map(([name]) => name)
  expect(await names('name')).toEqual(['Tom Bell', 'Amina Khan', 'Dev Patel'])
  expect(await names('-name')).toEqual(['Dev Patel', 'Amina Khan', 'Tom Bell'])
  expect((await names('-overdue')).at(-1)).toBe('Tom Bell')
  const file = await visit(tom, '/assurance/team/export?format=csv')
  expect(file.body.toString()).toMatch(/Person,Reference,Team,Most pressing,Overdue/)
  expect(file.body.toString()).toMatch(/Amina Khan,AMINA,Assessment,Overdue,1,/)
  expect(file.body.toString()).not.toContain('Dev Patel')
})

test('a person’s page says what is required, why and since when, and looking is recorded', async () => {
  const page = await (await visit(tom, '/assurance/team')).follow('Amina Khan')
  expect(page.heading).toBe('What is required of Amina Khan')
  expect(page.text).toContain('because Social worker at Nottingham City Council since 6 January 2025')
  expect(page.text).toContain('It counts from 6 January 2025')
  expect(page.text).toContain('Nothing is recorded yet')
  const views = await here.world.act(here.city, ({ db }) =>
    db
      .selectFrom('historyEntries')
      .select('actorAccountId')
      .where('action', '=', 'assurance.person-viewed')
      .where('subjectId', '=', people.amina)
      .execute(),
  )
  expect(views).toContainEqual({ actorAccountId: tom.accountId })
})

test('a person outside the team cannot be found', async () => {
  expect((await visit(tom, `/assurance/people/${people.dev}`)).status).toBe(404)
  expect((await visit(amina, `/assurance/people/${people.tom}`)).status).toBe(404)
  expect((await visit(amina, `/assurance/people/${people.amina}`)).status).toBe(200)
})

test('the requirements are listed with whom they bind in words, and each shows how people stand', async () => {
  const list = await visit(grace, '/assurance/requirements')
  expect(list.rows().map((cells) => cells.slice(0, 4))).toEqual([
    [
      'Safeguarding children: core awareness',
      'SG-CORE',
      'Social work team manager or Social worker',
      'Within 42 days of starting',
    ],
    [
      'Safeguarding update for school staff',
      'SG-SCHOOL',
      'Everyone, at an organisation of the kind School or college',
      'On the first day',
    ],
  ])
  const page = await list.follow('Safeguarding children: core awareness')
  expect(page.text).toContain('Compliance: 1 of 2 (50%) of the people it binds and you may see.')
  expect(page.rows('.ow-chart table tbody tr')).toContainEqual(['Overdue', '1'])
  expect(page.text).toContain('Amina Khan, since 17 February 2025')
  expect((await page.follow('All who are overdue')).rows().map(([name]) => name)).toEqual(['Amina Khan'])
})

test('a manager sees only the team’s standing against a requirement', async () => {
  const page = await (
    await visit(tom, '/assurance/requirements')
  ).follow('Safeguarding update for school staff')
  expect(page.text).toContain('It binds nobody whom you may see today.')
  expect(page.text).not.toContain('Dev Patel')
  expect(page.text).not.toContain('Change this requirement')
})
