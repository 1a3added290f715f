import { afterAll, beforeAll, expect, test } from 'vitest'
import { type City, openCity } from '../../../test/support/city.ts'

let here: City
let people: City['people']
let grace: City['grace']
let tom: City['tom']

beforeAll(async () => {
  here = await openCity()
  ;({ people, grace, tom } = here)
})
afterAll(() => here?.world.close())

const visit: City['visit'] = (who, path) => here.visit(who, path)

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
    'Due within: enter a whole number from 0 to 36,500, or leave it empty',
    'Counts for: enter a whole number from 1 to 1,200, or leave it empty',
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
