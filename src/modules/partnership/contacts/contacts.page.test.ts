import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PartnershipIdentity, addMonths, newId } from '#platform'
import type { Browser } from '../../../../test/support/browser.ts'
import { reportOf } from '../../../../test/support/imports.ts'
import { signedUp } from '../../../../test/support/signed-up.ts'
import { type World, openWorld, testNow } from '../../../../test/support/world.ts'
import { organisationsImport } from '../organisations/import-organisations.ts'
import { askContactsDaily } from './ask-contacts.ts'

const today = '2026-11-12'
let world: World
let partnership: PartnershipIdentity
let joseph: Browser
let schoolId: string
const home = '/p/brookshire'

beforeAll(async () => {
  // With a mail server that nobody asks: letters wait in the outbox.
  world = await openWorld({ SMTP_URL: 'smtp://127.0.0.1:1' })
  partnership = await world.addPartnership('brookshire', { name: 'Brookshire' })
  const csv =
    'organisation_ref,name,kind,sector\nM,Meadow School,school,Schools\nN,Nursery,early_years,Early years\n'
  await reportOf(world, partnership, organisationsImport, csv)
  const who = { name: 'Joseph Mensah', role: 'hr_officer', secondFactorGiven: true } as const
  joseph = world.browser((await signedUp(world, partnership, who)).token)
  const school = await world.act(partnership, (ctx) =>
    ctx.db.selectFrom('organisations').select('id').where('ref', '=', 'M').executeTakeFirstOrThrow(),
  )
  schoolId = school.id
})
afterAll(() => world?.close())

/** A contact as if it had been there for long. */
async function contact(name: string, given: { confirmedOn?: string | null; email?: string | null } = {}) {
  const id = newId()
  await world.act(partnership, (ctx) =>
    ctx.db
      .insertInto('contacts')
      .values({
        partnershipId: partnership.id,
        id,
        organisationId: schoolId,
        name,
        email: given.email === undefined ? `${name.toLowerCase()}@example.org` : given.email,
        phone: '0115 496 0123',
        purpose: 'training',
        addedOn: '2020-01-01',
        confirmedOn: given.confirmedOn ?? null,
      })
      .execute(),
  )
  return id
}

const runDaily = () => world.act(partnership, (ctx) => askContactsDaily.run(ctx, {}))

/** The letters that wait for an address, with the link in each. */
async function lettersTo(email: string) {
  const letters = await world.act(partnership, (ctx) =>
    ctx.db.selectFrom('messages').select(['id', 'body']).where('toAddress', '=', email).execute(),
  )
  return letters.map(({ id, body }) => ({ id, path: /\/p\/\S+/.exec(body)![0] }))
}

const stateOf = async (name: string) => {
  const rows = (await joseph.visit(`${home}/contacts?search=${name}`)).rows()
  return rows.find(([first]) => first === name)?.at(-1)
}
const listed = async (state: string) =>
  (await joseph.visit(`${home}/contacts?state=${state}`)).rows().map(([name]) => name)

test('somebody adds a contact to an organisation, who is to be confirmed', async () => {
  const form = await (await joseph.visit(`${home}/organisations/${schoolId}`)).follow('Add a contact')
  expect((await form.submit({ Name: 'Vera' })).errors).toEqual([
    'Enter an e-mail address or a telephone number, so that somebody can be reached',
  ])
  const added = await form.submit({ Name: 'Vera', Telephone: '0115 496 0456', 'Contact for': 'Safeguarding' })
  expect(added.text).toContain('To be confirmed')
  const organisation = await joseph.visit(`${home}/organisations/${schoolId}`)
  expect(organisation.text).toContain('Safeguarding, 0115 496 0456')
})

describe('details are', () => {
  test.each([
    ['confirmed for eleven months', 0, 'Confirmed'],
    ['confirmed on the day before eleven months are over', -10, 'Confirmed'],
    ['due a month before the year is over', -11, 'To be confirmed'],
    ['overdue when the year is over', -12, 'Overdue'],
  ])('%s', async (name, months, state) => {
    const person = `Months${-months}`
    await contact(person, { confirmedOn: addMonths(today, months), email: null })
    expect(await stateOf(person), name).toBe(state)
  })

  test('overdue when nobody confirmed them a month after they were added', async () => {
    await contact('Newcomer', { email: null })
    expect(await stateOf('Newcomer')).toBe('Overdue')
  })
})

describe('the yearly letter', () => {
  test('goes to those who are due, once, and its link confirms without signing in', async () => {
    await contact('Priya')
    await contact('Fresh', { confirmedOn: '2026-10-01' })
    await runDaily()
    await runDaily()
    expect(await lettersTo('fresh@example.org')).toEqual([])
    const letters = await lettersTo('priya@example.org')
    expect(letters).toHaveLength(1)
    const anyone = world.browser()
    const asked = await anyone.visit(letters[0]!.path)
    expect(asked.text).toContain('our contact at Meadow School')
    expect((await asked.submit({})).errors).toEqual(['Choose whether your details are right'])
    const thanks = await asked.submit({ 'Are these details right?': 'right' })
    expect(thanks.heading).toBe('Thank you, we have your answer')
    expect(await stateOf('Priya')).toBe('Confirmed')
    expect((await anyone.visit(letters[0]!.path)).heading).toBe('Thank you, we have your answer')
  })

  test('brings corrections, which change nothing until somebody accepts them', async () => {
    const id = await contact('Oliver')
    await runDaily()
    const asked = await world.browser().visit((await lettersTo('oliver@example.org'))[0]!.path)
    await asked.submit({ answer: 'wrong', name: 'Olivia', email: 'olivia@example.org' })
    expect((await joseph.visit(`${home}/contacts/${id}`)).heading).toBe('Oliver')
    const waiting = await (await joseph.visit(`${home}/contacts`)).follow('Corrections to decide on')
    const deciding = await waiting.follow('Olivia')
    expect(deciding.text).toContain('olivia@example.org (we have: oliver@example.org)')
    const done = await deciding.submit({ 'Take it over?': 'Yes, the record shall say so' })
    expect(done.heading).toBe('Olivia')
    expect(await stateOf('Olivia')).toBe('Confirmed')
  })

  test('lets somebody say that they have left', async () => {
    const id = await contact('Quentin')
    await runDaily()
    const asked = await world.browser().visit((await lettersTo('quentin@example.org'))[0]!.path)
    await asked.submit({ answer: 'left', note: 'Ask Rosa' })
    const deciding = await (await joseph.visit(`${home}/contacts/${id}`)).follow('decide on it')
    expect(deciding.text).toContain('Ask Rosa')
    await deciding.submit({ decision: 'accepted' })
    expect(await stateOf('Quentin')).toBeUndefined()
  })

  test('with another’s or an altered link shows nothing of anybody', async () => {
    await contact('Walter')
    await runDaily()
    const { path } = (await lettersTo('walter@example.org'))[0]!
    const elsewhere = await world.addPartnership('elsewhere')
    const altered = [
      path.slice(0, -2) + (path.endsWith('AA') ? 'BB' : 'AA'),
      path.replace('brookshire', elsewhere.code),
      path.replace(/\.[^.]*$/, '.'),
    ]
    for (const one of altered) {
      const page = await world.browser().visit(one)
      expect(page.heading).toBe('Page not found')
      expect(page.text).not.toContain('Walter')
    }
  })

  test('counts for sixty days', async () => {
    await contact('Late')
    await runDaily()
    const { path } = (await lettersTo('late@example.org'))[0]!
    try {
      world.setClock(new Date('2027-01-12T10:30:00Z'))
      expect((await world.browser().visit(path)).heading).toBe('This link has run out')
    } finally {
      world.setClock(testNow)
    }
  })
})

describe('the list to call', () => {
  test('holds those without an address, and those who do not answer in four weeks', async () => {
    await contact('Telephone', { email: null })
    await contact('Silent')
    await runDaily()
    expect(await listed('call')).toContain('Telephone')
    expect(await listed('call')).not.toContain('Silent')
    try {
      world.setClock(new Date('2026-12-11T10:30:00Z'))
      const who = { name: 'Later', role: 'hr_officer', secondFactorGiven: true } as const
      joseph = world.browser((await signedUp(world, partnership, who)).token)
      expect(await listed('call')).toContain('Silent')
    } finally {
      world.setClock(testNow)
      const who = { name: 'Joseph Mensah', role: 'hr_officer', secondFactorGiven: true } as const
      joseph = world.browser((await signedUp(world, partnership, who)).token)
    }
  })

  test('holds those to whom a message failed, until another address is given or they confirm', async () => {
    const id = await contact('Bounced', { confirmedOn: '2026-11-01' })
    await world.act(partnership, async (ctx) => {
      const message = { partnershipId: partnership.id, id: newId(), subject: 'Hello', body: '' }
      await ctx.db
        .insertInto('messages')
        .values({ ...message, toAddress: 'BOUNCED@example.org' })
        .execute()
      await ctx.db
        .updateTable('messages')
        .set({ state: 'failed', problem: 'The mail server answered: 550 No such user' })
        .where('id', '=', message.id)
        .execute()
    })
    expect(await stateOf('Bounced')).toBe('Unreachable')
    expect(await listed('call')).toContain('Bounced')
    const page = await joseph.visit(`${home}/contacts/${id}`)
    expect(page.text).toContain('550 No such user')
    const organisations = await joseph.visit(`${home}/organisations?contacts=unreachable`)
    expect(organisations.rows().map(([name]) => name)).toEqual(['Meadow School'])
    await (await page.follow('Correct the details')).submit({ 'E-mail address': 'found@example.org' })
    expect(await stateOf('Bounced')).toBe('Confirmed')
  })

  test('is worked off by noting what was heard', async () => {
    const id = await contact('Called', { email: null })
    const page = await joseph.visit(`${home}/contacts/${id}`)
    expect((await page.submit({ heard: 'unreachable' })).errors).toEqual([
      'Say what happened, such as: mail comes back',
    ])
    await page.submit({ 'What did you hear?': 'The details are right' })
    expect(await stateOf('Called')).toBe('Confirmed')
  })
})

test('organisations without a contact are found', async () => {
  const list = await joseph.visit(`${home}/organisations?contacts=none`)
  expect(list.rows().map(([name]) => name)).toEqual(['Nursery'])
})
