import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PartnershipIdentity, newId } from '#platform'
import { type World, openWorld, testNow } from '../../../test/support/world.ts'
import { addSchoolAndNursery } from '../../../test/support/school-and-nursery.ts'
import { type SignedUp, signedUp } from '../../../test/support/signed-up.ts'
import { accountOfPerson } from './index.ts'

const password = 'copper lantern meadow'

let world: World
let here: PartnershipIdentity
let admin: SignedUp
let team: string
const personId = newId()

beforeAll(async () => {
  world = await openWorld()
  here = await world.addPartnership('here', { name: 'Here and Around' })
  ;({ team } = await addSchoolAndNursery(world, here))
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
  expect(sent.map(({ statusCode }) => statusCode).sort((a, b) => a - b)).toEqual([303, 303, 422])
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

test('an invitation of another partnership is not found with this one’s address', async () => {
  await world.addPartnership('there')
  const { path } = await linkFor()
  expect((await world.browser().visit(path.replace('/here/', '/there/'))).status).toBe(404)
})
