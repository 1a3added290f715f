import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PartnershipIdentity } from '#platform'
import { putOn } from '../../../test/support/learning.ts'
import { type SignedUp, signedUp } from '../../../test/support/signed-up.ts'
import { bringInFile, bringInSocialCare, personNamed } from '../../../test/support/social-care.ts'
import { type World, openWorld } from '../../../test/support/world.ts'

let world: World
let city: PartnershipIdentity
const people = { amina: '', tom: '', dev: '' }
let grace: SignedUp
let tom: SignedUp
let amina: SignedUp

beforeAll(async () => {
  world = await openWorld()
  city = await world.addPartnership('city', { name: 'Nottingham City' })
  await bringInSocialCare(world, city)
  await bringInFile(world, city, 'training', 'person_ref,course_code,completed_on\nTOM,SG-CORE,2024-01-10\n')
  for (const name of ['amina', 'tom', 'dev'] as const)
    people[name] = await personNamed(world, city, name.toUpperCase())
  const { teamId, courseId } = await world.act(city, async (ctx) => ({
    teamId: (
      await ctx.db.selectFrom('teams').select('id').where('name', '=', 'Assessment').executeTakeFirstOrThrow()
    ).id,
    courseId: (await putOn(ctx)).courseId,
  }))
  expect(courseId).toBeTruthy()
  grace = await signedUp(world, city, { name: 'Grace', role: 'workforce_lead', secondFactorGiven: true })
  tom = await signedUp(world, city, {
    name: 'Tom',
    role: 'team_manager',
    teamId,
    personId: people.tom,
    secondFactorGiven: true,
  })
  amina = await signedUp(world, city, { name: 'Amina', role: 'practitioner', personId: people.amina })
})
afterAll(() => world?.close())

const visit = (who: SignedUp, path: string) => world.browser(who.token).visit(`/p/city${path}`)

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
  await bringInFile(world, city, 'people', 'person_ref,given_name,family_name\nNEW,Noor,Ali\n')
  const noor = await signedUp(world, city, {
    name: 'Noor',
    role: 'practitioner',
    personId: await personNamed(world, city, 'NEW'),
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
  const views = await world.act(city, ({ db }) =>
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

test('a requirement is added, binds people at once, and is changed; a stale form is refused and kept', async () => {
  const form = await visit(grace, '/assurance/requirements/new')
  const added = await form.submit({
    Title: 'Prevent awareness',
    Code: 'PREVENT',
    'Course and check codes': 'PREVENT',
    'Due within': '30',
    'appliesFrom-day': '1',
    'appliesFrom-month': '4',
    'appliesFrom-year': '2026',
  })
  expect(added.heading).toBe('Prevent awareness')
  expect(added.text).toContain('Compliance: 0 of 3 (0%)')
  const edit = await added.follow('Change this requirement')
  expect(edit.valueOf('Due within')).toBe('30')
  const late = await visit(grace, edit.url.replace('/p/city', ''))
  expect((await edit.submit({ Roles: 'Social worker', Title: 'Prevent' })).text).toContain(
    'Compliance: 0 of 1 (0%)',
  )
  const refused = await late.submit({ Title: 'Prevent for all' })
  expect(refused.status).toBe(422)
  expect(refused.errors[0]).toContain('Someone else changed this requirement')
  expect(refused.valueOf('Title')).toBe('Prevent for all')
  expect((await visit(grace, '/assurance/requirements')).rows().map(([title]) => title)).toContain('Prevent')
})

test('mistakes in a requirement are all named at once', async () => {
  const page = await (
    await visit(grace, '/assurance/requirements/new')
  ).submit({
    Code: 'SG-CORE',
    'Due within': 'soon',
    'Counts for': '0',
    'appliesFrom-day': '31',
    'appliesFrom-month': '2',
    'appliesFrom-year': '2026',
  })
  expect(page.status).toBe(422)
  expect(page.errors).toEqual([
    'Enter what people call the requirement',
    'Enter the code of at least one course or check',
    'Enter a whole number from 0 to 36,500, or leave it empty',
    'Enter a whole number from 1 to 1,200, or leave it empty',
    expect.stringContaining('31'),
  ])
})

test('a code that another requirement has, and an end before the start, are refused by field', async () => {
  const filled = {
    Title: 'Another',
    'Course and check codes': 'X',
    'appliesFrom-day': '1',
    'appliesFrom-month': '4',
    'appliesFrom-year': '2026',
  }
  const form = await visit(grace, '/assurance/requirements/new')
  expect((await form.submit({ ...filled, Code: 'SG-CORE' })).errors).toEqual([
    'Another requirement has this code. Choose a different one',
  ])
  const ends = { 'appliesTo-day': '31', 'appliesTo-month': '3', 'appliesTo-year': '2026' }
  expect((await form.submit({ ...filled, ...ends, Code: 'Y' })).errors).toEqual([
    'The last day it applies must be on or after the first',
  ])
})

const march = { 'obtainedOn-day': '24', 'obtainedOn-month': '3', 'obtainedOn-year': '2026' }

test('evidence recorded by hand meets the requirement, once', async () => {
  const person = await visit(grace, `/assurance/people/${people.dev}`)
  const form = await person.follow('Record evidence')
  const recorded = await form.submit({
    'What the person has': 'SG-SCHOOL',
    ...march,
    'Length (optional)': '2.5',
  })
  expect(recorded.text).toContain('It is recorded that Dev Patel has this')
  expect(recorded.text).toContain('Runs out on 24 March 2027')
  expect(recorded.rows()).toEqual([
    [
      'SG-SCHOOL',
      '24 March 2026',
      'As each requirement says',
      '2.5 hours',
      'Recorded by hand. Withdraw SG-SCHOOL of 24 March 2026',
    ],
  ])
  const again = await visit(grace, `/assurance/people/${people.dev}/evidence/new`)
  expect((await again.submit({ 'What the person has': 'SG-SCHOOL', ...march })).errors).toEqual([
    'This is recorded for that day already',
  ])
})

test('evidence recorded by mistake is withdrawn with a reason, and counts no more', async () => {
  const recorded = await visit(grace, `/assurance/people/${people.dev}`)
  const form = await recorded.follow('Withdraw SG-SCHOOL of 24 March 2026')
  expect((await form.submit({})).errors).toEqual(['Enter the reason'])
  const withdrawn = await form.submit({ Reason: 'Recorded for the wrong person' })
  expect(withdrawn.rows()[0]?.at(-1)).toBe('Withdrawn: Recorded for the wrong person')
  expect(withdrawn.text).toContain('0 of 1 (0%) met')
  const late = await visit(grace, form.url.replace('/p/city', ''))
  expect(late.text).toContain('This was withdrawn already: Recorded for the wrong person')
  expect((await visit(tom, form.url.replace('/p/city', ''))).status).toBe(403)
})

test('evidence from the future, or that runs out before it was obtained, is refused by field', async () => {
  const form = await visit(grace, `/assurance/people/${people.dev}/evidence/new`)
  expect((await form.submit({})).errors).toEqual([
    'Choose what the person has',
    'Enter the day it was completed or issued',
  ])
  const future = { ...march, 'obtainedOn-year': '2027' }
  expect((await form.submit({ 'What the person has': 'SG-SCHOOL', ...future })).errors).toEqual([
    'The day must be today or in the past',
  ])
  const ranOut = { 'expiresOn-day': '23', 'expiresOn-month': '3', 'expiresOn-year': '2026' }
  expect((await form.submit({ 'What the person has': 'SG-SCHOOL', ...march, ...ranOut })).errors).toEqual([
    'It must run out on or after the day it was completed or issued',
  ])
})

test('an exemption is given with its reason, shown, and not given twice', async () => {
  const form = await (
    await visit(grace, `/assurance/people/${people.tom}`)
  ).follow('Exempt from a requirement')
  expect((await form.submit({})).errors).toEqual(['Choose the requirement', 'Enter the reason'])
  const answers = { Requirement: 'Safeguarding children: core awareness', Reason: 'On long leave' }
  const exempted = await form.submit(answers)
  expect(exempted.text).toContain('Tom Bell is exempt')
  expect(exempted.text).toContain('Until further notice: On long leave')
  expect((await visit(tom, '/assurance/mine')).text).toContain(
    'You are exempt from all that is required of you today.',
  )
  const again = await visit(grace, `/assurance/people/${people.tom}/exemptions/new`)
  expect((await again.submit(answers)).errors).toEqual([
    'There is an exemption from this requirement from that day already',
  ])
})

test('who may not manage finds no forms', async () => {
  for (const path of ['/assurance/requirements/new', `/assurance/people/${people.amina}/evidence/new`])
    expect((await visit(tom, path)).status).toBe(403)
  expect((await visit(tom, `/assurance/people/${people.amina}`)).text).not.toContain('Record evidence')
})
