import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PartnershipIdentity, newId } from '#platform'
import { type World, openWorld, testNow } from '../../../test/support/world.ts'
import { type SignedUp, signedUp } from '../../../test/support/signed-up.ts'
import { accountOfPerson } from './index.ts'

const password = 'copper lantern meadow'

let world: World
let here: PartnershipIdentity
let admin: SignedUp
let schoolLead: SignedUp
const [school, nursery, team, personId] = [newId(), newId(), newId(), newId()]

beforeAll(async () => {
  world = await openWorld()
  here = await world.addPartnership('here', { name: 'Here and Around' })
  await world.act(here, async ({ db, partnership }) => {
    const partnershipId = partnership.id
    const sectorId = newId()
    await db.insertInto('sectors').values({ partnershipId, id: sectorId, name: 'Schools' }).execute()
    for (const [id, name] of [
      [school, 'Hillside School'],
      [nursery, 'Acorn Nursery'],
    ] as const) {
      await db.insertInto('organisations').values({ partnershipId, id, ref: name }).execute()
      await db
        .insertInto('organisationPeriods')
        .values({ partnershipId, id: newId(), organisationId: id, name, kind: 'school', sectorId })
        .execute()
    }
    await db
      .insertInto('teams')
      .values({ partnershipId, id: team, name: 'Reception', organisationId: school })
      .execute()
    await db
      .insertInto('people')
      .values({ partnershipId, id: personId, ref: 'P-1', givenName: 'Amina', familyName: 'Khan' })
      .execute()
  })
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
    .map((one) => one.textContent!)
    .find((text) => text.startsWith('http'))
  if (!address) throw new Error(`No link: ${page.errors.join()} ${page.text}`)
  return { page, path: new URL(address).pathname }
}

test('someone without e-mail is given a link, makes an account by a name, and is in', async () => {
  const { path } = await linkFor({ 'Their reference in the register (optional)': 'P-1' })
  const browser = world.browser()
  const page = await browser.visit(path)
  expect(page.heading).toBe('Join Here and Around')
  expect(page.valueOf('Your name')).toBe('Amina Khan')
  const answer = await page.sendForm({ 'Sign-in name': 'Amina.Khan', Password: password })
  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/p/here'])
  expect((await browser.visit('/account')).text).toContain('amina.khan')
  expect(await world.act(here, (ctx) => accountOfPerson(ctx, personId))).not.toBeNull()

  const again = await world.browser().visit(path)
  expect(again.heading).toBe('This invitation has been used')
  const list = await visit('/access/invitations')
  expect(list.rows()[0]!.slice(0, 5)).toEqual([
    'Amina Khan',
    'None: link handed over',
    'Practitioner',
    'The whole partnership',
    'Accepted',
  ])
})

test('the person who has an account already is not invited to a second', async () => {
  const page = await (
    await visit('/access/invitations/new')
  ).submit({ ...invited, 'Their reference in the register (optional)': 'P-1' })
  expect(page.errors).toEqual([
    'This person has an account already. Find it in the list of accounts and give it the role there',
  ])
})

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

test('whoever has an account signs in and accepts with it', async () => {
  const tom = await signedUp(world, here, { name: 'Tom', role: 'practitioner', password })
  const { path } = await linkFor({
    'E-mail address (optional)': tom.email,
    Role: 'Team manager',
    over: 'team',
    Team: 'Reception (Hillside School)',
  })
  const signIn = await (await world.browser().visit(path)).follow('Sign in to accept')
  const back = await signIn.submit({ 'E-mail address or sign-in name': tom.email, Password: password })
  expect(back.heading).toBe('Join Here and Around')
  expect((await back.sendForm()).headers.location).toBe('/p/here')
  const grants = await world.act(here, (ctx) =>
    ctx.db.selectFrom('grants').selectAll().where('accountId', '=', tom.accountId).orderBy('role').execute(),
  )
  expect(grants.map(({ role, teamId, grantedBy }) => [role, teamId, grantedBy])).toEqual([
    ['practitioner', null, null],
    ['team_manager', team, admin.accountId],
  ])
})

test.each([
  [
    { 'Your name': ' ', 'Sign-in name': '', Password: '' },
    [
      'Enter your name',
      'Enter a sign-in name of 3 letters or more, such as amina.khan: letters, digits, dots and hyphens',
      'Enter a password',
    ],
  ],
  [
    { 'Sign-in name': 'a b@c', Password: password },
    ['Enter a sign-in name of 3 letters or more, such as amina.khan: letters, digits, dots and hyphens'],
  ],
  [
    { 'Sign-in name': 'new.name', Password: 'tooshort' },
    ['The password must be 12 characters or more: it has 8. Three random words are long enough'],
  ],
  [
    { 'Sign-in name': 'new.name', Password: 'x'.repeat(1001) },
    ['The password must be 200 characters or fewer'],
  ],
])('accepting with %j says what to type', async (answers, sentences) => {
  const { path } = await linkFor()
  const page = await (await world.browser().visit(path)).submit(answers)
  expect(page.errors).toEqual(sentences)
  expect(page.heading).toBe('Join Here and Around')
})

test('a sign-in name that somebody has is refused, and the rest stays typed', async () => {
  await (
    await world.browser().visit((await linkFor()).path)
  ).submit({ 'Sign-in name': 'taken', Password: password })
  const page = await (
    await world.browser().visit((await linkFor()).path)
  ).submit({ 'Your name': 'Other', 'Sign-in name': 'TAKEN', Password: password })
  expect(page.errors).toEqual([
    'Somebody has this sign-in name. Choose another, for example with a number behind it',
  ])
  expect(page.valueOf('Your name')).toBe('Other')
})

test('an invitation is accepted once, however often it is sent', async () => {
  const { path } = await linkFor()
  const page = await world.browser().visit(path)
  const other = await world.browser().visit(path)
  const answers = { 'Sign-in name': 'only.once', Password: password }
  const sent = await Promise.all([
    page.sendForm(answers),
    page.sendForm(answers),
    other.sendForm({ ...answers, 'Sign-in name': 'only.twice' }),
  ])
  expect(sent.map(({ statusCode }) => statusCode).sort()).toEqual([303, 303, 422])
  const accounts = await world.act(
    here,
    (ctx) => ctx.db.selectFrom('accounts').select('id').where('signInName', 'like', 'only.%').execute(),
    { managesAccounts: true },
  )
  expect(accounts).toHaveLength(1)
})

test('an invitation that was withdrawn, or has expired, says so; one that never was is not found', async () => {
  const { page, path } = await linkFor()
  const open = await world.browser().visit(path)
  const list = await page.submit({}, { button: 'Withdraw the invitation' })
  expect(list.text).toContain('The invitation is withdrawn')
  expect((await world.browser().visit(path)).heading).toBe('This invitation was withdrawn')
  expect((await open.submit({ 'Sign-in name': 'too.late', Password: password })).errors).toEqual([
    'This invitation was withdrawn',
  ])

  const later = await linkFor()
  world.setClock(new Date(testNow.getTime() + 14 * 86_400_000 - 1))
  expect((await world.browser().visit(later.path)).heading).toBe('Join Here and Around')
  world.setClock(new Date(testNow.getTime() + 14 * 86_400_000))
  expect((await world.browser().visit(later.path)).heading).toBe('This invitation has expired')
  world.setClock(testNow)

  for (const guess of [
    '/invitation/here/guess',
    '/invitation/nowhere/guess',
    `/invitation/here/${'x'.repeat(150)}`,
  ])
    expect((await world.browser().visit(guess)).status).toBe(404)
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

test('an invitation of another partnership is not found with this one’s address', async () => {
  await world.addPartnership('there')
  const { path } = await linkFor()
  expect((await world.browser().visit(path.replace('/here/', '/there/'))).status).toBe(404)
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
  expect(sent[0]!.headers.location).toBe(sent[1]!.headers.location)
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
