/** From an overdue requirement to a met one: a place is booked, the register taken, and the evidence follows. */
import { afterEach, describe, expect, inject, test } from 'vitest'
import { dateInEngland, formatDate, formatShortDate } from '#platform'
import { runNode } from '../support/run-node.ts'
import { Site, looks } from '../support/site.ts'

const requirement = 'SG-WORKING-TOGETHER'
const course = 'Safeguarding children: working together'

/** The course that Amina needs is held on the day on which the demonstration was loaded. */
const today = dateInEngland(new Date())
const inWords = formatDate(today)

let site: Site | undefined
afterEach(() => site?.close())

describe.each(looks)('$width px wide, JavaScript $javaScript', (look) => {
  test('what is overdue is booked, attended and met on the day of the session', async () => {
    site = await Site.open(look)
    await book(site, look.partnership)
    await readTheMessage(site, look.partnership)
    await bookForSomeoneElse(site, look.partnership)
    const amina = await referenceOf(site, 'Amina Khan')
    const before = { status: 'overdue', met_on: null }
    expect(await standing(look.partnership, amina)).toMatchObject(before)
    await takeRegister(site)
    expect(await standing(look.partnership, amina)).toMatchObject({ status: 'met', met_on: today })
    await lookAtWhatIsMet(site, look.partnership)
  })
})

/** Amina sees what she lacks, and books the date that is nearest. */
async function book(site: Site, partnership: string) {
  await site.become('Amina Khan', partnership)
  await site.follow('My requirements')
  expect(await card(site, course)).toMatch(/Status Overdue .* days late/)
  await site.checkEnlarged()
  await site.follow(`Book ${course}`)
  expect(await site.heading()).toBe(course)
  await site.checkEnlarged()
  const date = (await site.rows('Dates to book')).find(([when]) => when!.includes(inWords))
  expect(date?.[2]).toMatch(/^\d+ of 20 places left$/)

  await site.follow(new RegExp(`Book a place on .*${inWords}`))
  await site.checkEnlarged()
  await site.press('Book the place')
  expect(await site.message()).toBe('The place is booked')
  expect(await site.heading()).toBe('Place booked')
  expect(await site.text()).toMatch(new RegExp(`Amina Khan \\(you\\).*${inWords}`))
  await site.checkEnlarged()
  await site.follow('My bookings')
  expect(await site.rows('Coming up')).toEqual([
    [expect.stringContaining(course), expect.stringContaining(inWords), expect.any(String), 'Booked'],
  ])
}

/** The administrator of a demonstration reads what people would get by e-mail. */
async function readTheMessage(site: Site, partnership: string) {
  await site.become('Sam Taylor', partnership)
  await site.visit(`/p/${partnership}/messages`)
  await site.fill('Search', 'amina')
  await site.press('Show')
  expect(await site.rows()).toHaveLength(1)
  await site.follow(`Your place is booked: ${course}`)
  expect(await site.text()).toMatch(
    new RegExp(`Dear Amina Khan, You have a place on ${course}\\. .*${inWords}, 9:30am`),
  )
}

/** Dev finds today's session among the registers still to be taken, and books a place on it for Grace. */
async function bookForSomeoneElse(site: Site, partnership: string) {
  await site.become('Dev Patel', partnership)
  await site.visit(`/p/${partnership}/learning/sessions`)
  await site.select('Which', 'Register to be taken')
  await site.fill('Search', 'working together')
  await site.press('Show')
  // The latest is the first.
  expect((await site.rows())[0]?.[1]).toBe(formatShortDate(today))
  await site.follow(course)
  await site.checkEnlarged()
  await site.follow('Book a place for someone')
  await site.fill('Find the person the place is for', 'grace adey')
  await site.press('Find')
  await site.checkEnlarged()
  await site.press('Book the place')
  expect(await site.errors()).toEqual(['Choose who the place is for'])
  await site.choose(/^Grace Adeyemi/)
  await site.press('Book the place')
  expect(await site.text()).toContain('The details were sent to grace.adeyemi')
  await site.follow(course)
  await site.follow(new RegExp(`Who is coming on .*${inWords}`))
}

/** A person's reference, from the list of those who are booked. */
async function referenceOf(site: Site, person: string): Promise<string> {
  const booked = (await site.rows('Booked')).find(([name]) => name === person)
  expect(booked?.[3]).toBe('Not marked')
  return booked![1]!
}

/** A register half filled in is not taken, and keeps what was marked. */
async function takeRegister(site: Site) {
  await site.follow('Take the register')
  await site.checkEnlarged()
  const people = site.page.locator('main fieldset')
  const booked = await people.count()
  const marked = (name: string, mark: string) => site.page.getByRole('group', { name }).getByLabel(mark)
  await marked('Amina Khan', 'Attended').check()
  await site.press('Save the register')
  const errors = await site.errors()
  expect(errors).toHaveLength(booked - 1)
  expect(errors).toContain('Say whether Grace Adeyemi attended')
  expect(await marked('Amina Khan', 'Attended').isChecked()).toBe(true)

  await marked('Grace Adeyemi', 'Absent').check()
  await site.fill('Who came without booking?', 'NOBODY-1')
  await site.press('Everyone else attended')
  expect(await site.errors()).toEqual([
    'There is nobody with the reference “NOBODY-1”. Check it, or leave it out and add them later.',
  ])
  expect(await marked('Grace Adeyemi', 'Absent').isChecked()).toBe(true)
  await site.fill('Who came without booking?', '')
  await site.press('Everyone else attended')
  expect(await site.message()).toBe(
    `The register is taken: ${booked - 1} attended, 0 came for part, 1 absent.`,
  )
  const marks = Object.fromEntries((await site.rows('Booked')).map(([name, , , mark]) => [name, mark]))
  expect(marks).toMatchObject({ 'Amina Khan': 'Attended', 'Grace Adeyemi': 'Absent' })
}

/** Amina and her manager see what she has, with the day. */
async function lookAtWhatIsMet(site: Site, partnership: string) {
  await site.become('Amina Khan', partnership)
  await site.follow('My requirements')
  expect(await card(site, course)).toMatch(new RegExp(`Status Met .*You have ${course}, on ${inWords}`))
  await site.visit(`/p/${partnership}/learning/mine`)
  expect(await site.rows('Past and cancelled')).toContainEqual([
    expect.stringContaining(course),
    expect.stringContaining(inWords),
    expect.any(String),
    'Attended',
  ])
  await site.become('Tom Whitfield', partnership)
  await site.visit(`/p/${partnership}/assurance/team?search=Amina+Khan`)
  await site.follow('Amina Khan')
  expect(await card(site, course)).toMatch(new RegExp(`Status Met .*Met by ${course}, on ${inWords}`))
  expect(await site.rows('Training, checks and registrations')).toContainEqual([
    course,
    inWords,
    expect.any(String),
    expect.stringContaining('6.5 hours'),
    'Attended',
  ])
}

/** What a requirement's card says. */
async function card(site: Site, title: string): Promise<string> {
  const one = site.page.locator('.govuk-summary-card').filter({ hasText: title }).first()
  return (await one.innerText()).replaceAll(/\s+/g, ' ')
}

interface Row {
  person_ref: string
  requirement_code: string
  status: string
  met_on: string | null
}

/** What the compliance command says of one person and the requirement. */
async function standing(partnership: string, reference: string): Promise<Row | undefined> {
  const { code, out, err } = await runNode(
    ['bin/oneworkforce', 'compliance', '--partnership', partnership, '--as-at', today, '--json'],
    { env: inject('siteEnv') },
  )
  if (code !== 0) throw new Error(err)
  return (JSON.parse(out) as Row[]).find(
    (row) => row.person_ref === reference && row.requirement_code === requirement,
  )
}
