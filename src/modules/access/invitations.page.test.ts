import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PartnershipIdentity, newId } from '#platform'
import { type World, openWorld } from '../../../test/support/world.ts'
import { addSchoolAndNursery } from '../../../test/support/school-and-nursery.ts'
import { type SignedUp, signedUp } from '../../../test/support/signed-up.ts'

const password = 'copper lantern meadow'

let world: World
let here: PartnershipIdentity
let admin: SignedUp
let schoolLead: SignedUp
let school: string
let nursery: string
let team: string
const personId = newId()

beforeAll(async () => {
  world = await openWorld()
  here = await world.addPartnership('here', { name: 'Here and Around' })
  ;({ school, nursery, team } = await addSchoolAndNursery(world, here))
  await world.act(here, ({ db, partnership }) =>
    db
      .insertInto('people')
      .values({
        partnershipId: partnership.id,
        id: personId,
        ref: 'P-1',
        givenName: 'Amina',
        familyName: 'Khan',
      })
      .execute(),
  )
  admin = await signedUp(world, here, { name: 'Ada', role: 'administrator', secondFactorGiven: true })
  schoolLead = await signedUp(world, here, {
    name: 'Sam',
    role: 'administrator',
    organisationId: school,
    secondFactorGiven: true,
  })
})
afterAll(() => world?.close())

const visit = (url: string, who = admin) => world.browser(who.token).visit(`/p/here${url}`)
const invited = { Name: 'Amina Khan', Role: 'Practitioner', over: 'partnership' }

/** The link on the invitation's page, for somebody without e-mail. */
async function linkFor(answers: Record<string, string> = {}) {
  const page = await (await visit('/access/invitations/new')).submit({ ...invited, ...answers })
  const address = [...page.document.querySelectorAll('main p')]
    .map((one) => one.textContent)
    .find((text) => text.startsWith('http'))
  if (!address) throw new Error(`No link: ${page.errors.join()} ${page.text}`)
  return { page, path: new URL(address).pathname }
}

test('by e-mail, the link is only in the message', async () => {
  const show = await world.addPartnership('show', { isDemonstration: true })
  const guide = await signedUp(world, show, { name: 'Guide', role: 'administrator' })
  const page = await (
    await world.browser(guide.token).visit('/p/show/access/invitations/new')
  ).submit({
    ...invited,
    'E-mail address (optional)': 'Amina@Example.org',
  })
  expect(page.text).toContain('The link was sent by e-mail')
  expect(page.text).not.toContain('/invitation/show/')
  const [message] = await world.act(show, (ctx) => ctx.db.selectFrom('messages').selectAll().execute())
  expect(message).toMatchObject({ toAddress: 'Amina@Example.org', isConfidential: true })
  const path = new URL(message!.body.match(/http\S+\/invitation\/\S+/)![0]).pathname
  expect((await world.browser().visit(path)).text).toContain('amina@example.org')
})

test('where no mail server is set up, the link is handed over although there is an address', async () => {
  const { page, path } = await linkFor({ 'E-mail address (optional)': 'bob@example.org' })
  expect(page.text).toContain('Hand this over')
  const accept = await world.browser().visit(path)
  expect(accept.text).toContain('You will sign in with your e-mail address, bob@example.org')
})

test('withdrawing what was answered meanwhile says so, and sending it twice withdraws once', async () => {
  const { page, path } = await linkFor()
  await (await world.browser().visit(path)).sendForm({ 'Sign-in name': 'quick.one', Password: password })
  const refused = await page.submit({}, { button: 'Withdraw the invitation' })
  expect(refused.errors).toEqual([
    'It is too late to withdraw this invitation: it was answered or withdrawn meanwhile',
  ])

  const other = await linkFor()
  const sent = await Promise.all([other.page.sendForm(), other.page.sendForm()])
  expect(sent.map(({ statusCode }) => statusCode)).toEqual([303, 303])
})

test('an empty form names every question, and a malformed one what to type', async () => {
  const page = await visit('/access/invitations/new')
  expect((await page.submit({})).errors).toEqual([
    'Enter their name',
    'Select a role',
    'Select what the role is for',
  ])
  const cases: [Record<string, string>, string][] = [
    [
      { 'E-mail address (optional)': 'amina' },
      'Enter an e-mail address in the correct format, like name@example.org',
    ],
    [{ Role: 'king' }, 'Select a role'],
    [{ over: 'world' }, 'Select what the role is for'],
    [{ over: 'organisation' }, 'Select the organisation'],
    [{ over: 'team', Team: newId() }, 'Select the team'],
    [
      { 'Their reference in the register (optional)': 'P-999' },
      'Nobody in the register has this reference. Check it on their page, or leave it empty',
    ],
  ]
  for (const [answers, sentence] of cases) {
    const refused = await page.submit({ ...invited, ...answers })
    expect(refused.errors).toEqual([sentence])
    expect(refused.valueOf('Name')).toBe('Amina Khan')
  }
})

test('inviting twice at once invites once', async () => {
  const page = await visit('/access/invitations/new')
  const answers = { ...invited, Name: 'Twice' }
  const sent = await Promise.all([page.sendForm(answers), page.sendForm(answers)])
  expect(sent[0].headers.location).toBe(sent[1].headers.location)
  expect((await visit('/access/invitations?search=twice')).rows()).toHaveLength(1)
})

test('whoever manages accounts for one school invites to that school and no further', async () => {
  const page = await visit('/access/invitations/new', schoolLead)
  expect(page.text).toContain('Hillside School')
  expect(page.text).not.toContain('Acorn Nursery')
  expect(page.text).not.toContain('The whole of Here and Around')
  expect((await page.submit(invited)).errors).toEqual(['Select what the role is for'])
  expect((await page.submit({ ...invited, over: 'organisation', organisation: nursery })).errors).toEqual([
    'Select the organisation',
  ])
  const done = await page.submit({
    ...invited,
    Name: 'Colleague',
    over: 'organisation',
    organisation: school,
  })
  expect(done.heading).toBe('Invitation for Colleague')
})

test('whoever manages accounts for one school sees that school’s invitations and no others', async () => {
  const { page } = await linkFor({ Name: 'For the nursery', over: 'organisation', organisation: nursery })
  const own = await (
    await visit('/access/invitations/new', schoolLead)
  ).submit({ ...invited, Name: 'For the team', over: 'team', team })
  expect(own.heading).toBe('Invitation for For the team')
  const names = (await visit('/access/invitations', schoolLead)).rows().map(([name]) => name)
  expect(names).toContain('For the team')
  expect(names).not.toContain('For the nursery')
  expect((await world.browser(schoolLead.token).visit(page.url)).status).toBe(403)
})

test('the list is searched as it is written, filtered and saved as a file', async () => {
  await linkFor({ Name: '100% Percent_Name' })
  expect((await visit('/access/invitations?search=100_')).rows().map(([name]) => name)).toEqual([])
  expect((await visit('/access/invitations?search=0%25+percent_')).rows().map(([name]) => name)).toEqual([
    '100% Percent_Name',
  ])
  expect((await visit('/access/invitations?state=expired')).text).toContain('No invitations match')
  const file = await world
    .browser(admin.token)
    .send('GET', '/p/here/access/invitations/export?format=csv&search=100%25')
  expect(file.body).toContain('100% Percent_Name')
  expect(file.body).not.toContain('/invitation/')
})

test('others cannot open the pages', async () => {
  const lead = await signedUp(world, here, { name: 'Lead', role: 'workforce_lead', secondFactorGiven: true })
  for (const url of ['/access/invitations', '/access/invitations/new', '/access/accounts'])
    expect((await visit(url, lead)).status).toBe(403)
})
