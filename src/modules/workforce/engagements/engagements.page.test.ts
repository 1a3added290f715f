import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PartnershipIdentity } from '#platform'
import type { Browser } from '../../../../test/support/browser.ts'
import { signedUp } from '../../../../test/support/signed-up.ts'
import { bringInSocialCare } from '../../../../test/support/social-care.ts'
import { type World, openWorld } from '../../../../test/support/world.ts'

let world: World
let here: PartnershipIdentity
let grace: Browser
const home = '/p/brookshire'

beforeAll(async () => {
  world = await openWorld()
  here = await world.addPartnership('brookshire', { name: 'Brookshire' })
  await bringInSocialCare(world, here)
  const who = { name: 'Grace', role: 'hr_officer', secondFactorGiven: true } as const
  grace = world.browser((await signedUp(world, here, who)).token)
})
afterAll(() => world?.close())

const date = (name: string, day: number, month: number, year: number) => ({
  [`${name}-day`]: String(day),
  [`${name}-month`]: String(month),
  [`${name}-year`]: String(year),
})
const openPerson = async (name: string) =>
  (await grace.visit(`${home}/people?search=${encodeURIComponent(name)}`)).follow(name)
const places = async (person: string) => {
  const timeline = await (await openPerson(person)).follow('Timeline, and what was recorded when')
  return timeline.rows().map((cells) => cells.slice(0, 4))
}

describe('adding a person', () => {
  const ofMaya = {
    'First name': 'Maya',
    'Last name': 'Obi',
    ...date('birthDate', 17, 4, 1998),
    ...date('startedOn', 1, 9, 2026),
    Role: 'Social worker',
    Basis: 'Permanent',
  }
  const formAt = async (organisation: string) => {
    const where = await (await grace.visit(`${home}/people`)).follow('Add a person')
    return where.submit({ Organisation: organisation })
  }

  test('takes a first engagement with it, whose cohort and pay are as usual unless they are set', async () => {
    const form = await formAt('Nottingham City Council')
    expect(form.heading).toBe('Add a person at Nottingham City Council')
    const person = await form.submit({
      ...ofMaya,
      'Youngest age worked with (optional)': '0',
      clientAgeTo: '19',
    })
    expect(person.heading).toBe('Maya Obi')
    expect(person.text).toContain('1 engagement today at 1 organisation')
    expect(person.text).toContain('BasisPermanent, paid')
    expect(person.text).toContain('Works with ages0 to 19')
    expect(person.text).toContain('by Grace, on a page')
  })

  test('asks first when somebody with the same name and date of birth is here', async () => {
    const form = await formAt('Meadow Primary School')
    const asked = await form.submit({ ...ofMaya, Role: 'Administrator' })
    expect(asked.errors[0]).toMatch(/^May already be here: Maya Obi \(P-/)
    const added = await asked.submit({ somebodyElse: 'yes' })
    expect(added.heading).toBe('Maya Obi')
    expect((await grace.visit(`${home}/people?search=Maya`)).rows()).toHaveLength(2)
  })

  test('refuses ages the wrong way round and times that are no numbers', async () => {
    const form = await formAt('Meadow Primary School')
    const wrong = await form.submit({ ...ofMaya, clientAgeFrom: '11', clientAgeTo: '5' })
    expect(wrong.errors).toEqual(['The oldest age must be the youngest or more'])
    const unknown = await form.submit({ ...ofMaya, fte: 'half' })
    expect(unknown.errors).toEqual(['Full-time equivalent must be a number from 0 to 2, such as 0.6'])
  })
})

describe('an engagement', () => {
  test('changes from a day, keeps what was before, and the change can be taken back', async () => {
    const form = await (await openPerson('Tom Bell')).follow('Change from a day Social work team manager')
    expect((await form.submit({ ...date('from', 1, 1, 2019) })).errors).toEqual([
      'The day must be while the engagement lasts',
    ])
    expect((await form.submit({ ...date('from', 2, 3, 2020) })).errors).toEqual([
      'These terms began on that day: correct them instead',
    ])
    const changed = await form.submit({ ...date('from', 1, 10, 2026), fte: '0.6', Role: 'Social worker' })
    expect(changed.text).toContain('The change holds from 1 October 2026')
    expect(await places('Tom Bell')).toEqual([
      ['1 October 2026', '', 'Social worker', 'Nottingham City Council'],
      ['2 March 2020', '30 September 2026', 'Social work team manager', 'Nottingham City Council'],
    ])
    const undo = await (await openPerson('Tom Bell')).follow('Take the change back')
    expect((await undo.submit()).text).toContain('The change was taken back')
    expect(await places('Tom Bell')).toEqual([
      ['2 March 2020', '', 'Social work team manager', 'Nottingham City Council'],
    ])
  })

  test('is corrected, with what it said before still to be read as it was recorded', async () => {
    const correct = await (await openPerson('Dev Patel')).follow('Correct Administrator')
    const saved = await correct.submit({
      ...date('startedOn', 1, 9, 2020),
      Cohort: 'Commissioned by the council',
    })
    expect(saved.text).toContain('The engagement was corrected')
    expect(saved.text).toContain('CohortCommissioned by the council')
    expect(await places('Dev Patel')).toEqual([
      ['1 September 2020', '', 'Administrator', 'Meadow Primary School'],
    ])
    const before = await grace.visit(`${saved.url.split('?')[0]}/timeline?recordedOn=1+1+2020`)
    expect(before.text).toContain('Nothing was recorded')
    const wrong = await grace.visit(`${saved.url.split('?')[0]}/timeline?recordedOn=31+6+2026`)
    expect(wrong.document.querySelector('.govuk-error-message')).not.toBeNull()
  })

  test('that was ended by mistake goes on', async () => {
    const end = await (await openPerson('Dev Patel')).follow('Say that it ended')
    const ended = await end.submit(date('endedOn', 30, 11, 2026))
    const reopen = await ended.follow('It has not ended')
    expect((await reopen.submit()).text).toContain('Administrator goes on')
    expect(await places('Dev Patel')).toEqual([
      ['1 September 2020', '', 'Administrator', 'Meadow Primary School'],
    ])
  })

  test('at another employer is added to the same person, who still counts once', async () => {
    const where = await (await openPerson('Dev Patel')).follow('Add an engagement')
    const form = await where.submit({ Organisation: 'Nottingham City Council' })
    const person = await form.submit({
      ...date('startedOn', 1, 1, 2026),
      Role: 'Social worker',
      Basis: 'Volunteer',
    })
    expect(person.text).toContain('2 engagements today at 2 organisations, and one person')
    expect(person.text).toContain('Volunteer, unpaid')
    expect((await grace.visit(`${home}/people?search=Dev+Patel`)).rows()).toHaveLength(1)
  })
})

test('a transfer ends one engagement, begins another, and leaves a receipt and an entry in the history', async () => {
  const where = await (await openPerson('Amina Khan')).follow('Transfer Social worker')
  const form = await where.submit({ Organisation: 'Meadow Primary School' })
  expect((await form.submit()).errors).toEqual(['Enter the first day there'])
  const receipt = await form.submit({
    ...date('on', 1, 1, 2027),
    Role: 'Administrator',
    reason: 'Secondment',
  })
  expect(receipt.heading).toMatch(/^Receipt of a transfer: T-/)
  expect(receipt.text).toContain('FromSocial worker, Nottingham City Council')
  expect(receipt.text).toContain('ToAdministrator, Meadow Primary School')
  expect(receipt.text).toContain('0 pieces of evidence')
  expect(await places('Amina Khan')).toEqual([
    ['1 January 2027', '', 'Administrator', 'Meadow Primary School'],
    ['6 January 2025', '31 December 2026', 'Social worker', 'Nottingham City Council'],
  ])
  expect((await (await openPerson('Amina Khan')).follow('Timeline')).text).toContain(
    'The person was transferred',
  )
})

test('an answer is saved, confirmed, or said to be not known, not applicable or refused', async () => {
  const answer = async () => (await openPerson('Tom Bell')).follow('Answer Date of birth').catch(() => null)
  const form = (await answer())!
  expect((await form.submit({ state: 'answered' })).errors).toEqual([
    'Enter the answer, or say why there is none',
  ])
  const refused = await form.submit({ state: 'refused' })
  expect(refused.text).toContain('Date of birthRefused')
  const again = await refused.follow('Answer Date of birth')
  const known = await again.submit({ state: 'answered', value: '17 April 1980' })
  expect(known.text).toMatch(/Date of birth17 April 1980Saved on .* by Grace, on a page/)
  const confirmed = await (
    await known.follow('Change or confirm Date of birth')
  ).submit({ state: 'still-right' })
  expect(confirmed.text).toMatch(/Date of birth17 April 1980Confirmed on .* by Grace, on a page/)
  const level = await confirmed.follow('Answer Highest qualification')
  expect((await level.submit({ state: 'answered', value: '6' })).text).toContain('Level 6')
})
