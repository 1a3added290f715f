import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PartnershipIdentity } from '#platform'
import { type World, openWorld } from '../../../test/support/world.ts'
import { type SignedUp, signedUp } from '../../../test/support/signed-up.ts'
import { createAccount, giveGrant, startSession } from './index.ts'

const password = 'copper lantern meadow'

let world: World
let here: PartnershipIdentity

beforeAll(async () => {
  world = await openWorld()
  here = await world.addPartnership('here')
})
afterAll(() => world?.close())

const somebody = (name: string) => signedUp(world, here, { name, role: 'practitioner', password })
const elsewhere = (who: SignedUp) => world.act(here, (ctx) => who.signIn(ctx))
const canSignIn = async (who: SignedUp, typed: string) => {
  const page = await world.browser().visit('/sign-in')
  return (
    (await page.sendForm({ 'E-mail address or sign-in name': who.email, Password: typed })).statusCode === 303
  )
}

test('my account says how I sign in and where I am', async () => {
  const tom = await somebody('Tom')
  const page = await world.browser(tom.token).visit('/account')
  expect(page.heading).toBe('Your account')
  expect(page.text).toContain(tom.email)
  expect(page.rows()).toEqual([['12 November 2026 at 10:30am (here)', '12 November 2026 at 10:30am']])
})

test('nobody else’s account is shown to whoever is not signed in', async () => {
  for (const url of [
    '/account',
    '/account/name',
    '/account/password',
    '/account/authenticator',
    '/account/recovery-codes',
  ])
    expect((await world.browser().visit(url)).heading).toBe('Sign in')
})

test('signing out everywhere else leaves this browser signed in, and no other', async () => {
  const tom = await somebody('Tom')
  const other = await elsewhere(tom)
  const page = await world.browser(tom.token).visit('/account')
  expect(page.rows()).toHaveLength(2)
  const after = await page.submit({}, { button: 'Sign out everywhere else' })
  expect(after.text).toContain('You are signed out everywhere else')
  expect(after.rows()).toHaveLength(1)
  expect((await world.browser(other).visit('/account')).heading).toBe('Sign in')
})

test('the name can be changed, is not emptied, and a form that is too old says so', async () => {
  const tom = await somebody('Tom')
  const browser = world.browser(tom.token)
  const page = await browser.visit('/account/name')
  const old = await browser.visit('/account/name')
  expect((await page.submit({ Name: '  ' })).errors).toEqual(['Enter your name'])
  expect((await page.submit({ Name: 'x'.repeat(101) })).errors).toEqual(['Must be 100 characters or fewer'])
  expect((await page.submit({ Name: 'Thomas Baker' })).text).toContain('Thomas Baker')

  const refused = await old.submit({ Name: 'Tommy' })
  expect(refused.errors[0]).toContain('Someone else changed your account')
  expect(refused.valueOf('Name')).toBe('Tommy')
  expect((await refused.submit({})).text).toContain('Tommy')
})

test('the name that is changed twice at once is changed once', async () => {
  const tom = await somebody('Tom')
  const page = await world.browser(tom.token).visit('/account/name')
  const answers = await Promise.all([page.sendForm({ Name: 'Once' }), page.sendForm({ Name: 'Once' })])
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303])
  const { version } = await world.act(
    here,
    (ctx) =>
      ctx.db
        .selectFrom('accounts')
        .select('version')
        .where('id', '=', tom.accountId)
        .executeTakeFirstOrThrow(),
    {
      accountId: tom.accountId,
    },
  )
  expect(version).toBe(2)
})

test('the password is changed by whoever knows the present one, and the other browsers are signed out', async () => {
  const tom = await somebody('Tom')
  const other = await elsewhere(tom)
  const page = await world.browser(tom.token).visit('/account/password')
  const changed = await page.submit({ 'Present password': password, 'New password': 'velvet harbour pencil' })
  expect(changed.heading).toBe('Your account')
  expect([await canSignIn(tom, password), await canSignIn(tom, 'velvet harbour pencil')]).toEqual([
    false,
    true,
  ])
  expect((await world.browser(other).visit('/account')).heading).toBe('Sign in')
})

test.each([
  [{}, ['Enter your present password']],
  [{ 'Present password': password }, ['Enter a password']],
  [
    { 'Present password': password, 'New password': 'short' },
    ['The password must be 12 characters or more: it has 5. Three random words are long enough'],
  ],
  [
    { 'Present password': password, 'New password': 'password123456' },
    ['This password is one of those that are tried first. Choose another, such as three random words'],
  ],
  [
    { 'Present password': 'wrong wrong wrong', 'New password': 'velvet harbour pencil' },
    ['This is not your password'],
  ],
  [
    { 'Present password': 'x'.repeat(1001), 'New password': 'y'.repeat(1001) },
    ['This is not your password', 'The password must be 200 characters or fewer'],
  ],
])('the password stays when the answers are %j', async (answers, sentences) => {
  const tom = await somebody('Tom')
  const page = await (await world.browser(tom.token).visit('/account/password')).submit(answers)
  expect(page.errors).toEqual(sentences)
  expect(page.html).not.toContain('velvet harbour pencil')
  expect(await canSignIn(tom, password)).toBe(true)
})

test('a page for a new password that is too old is refused', async () => {
  const tom = await somebody('Tom')
  const browser = world.browser(tom.token)
  const old = await browser.visit('/account/password')
  await (await browser.visit('/account/name')).submit({ Name: 'Thomas' })
  const refused = await old.submit({ 'Present password': password, 'New password': 'velvet harbour pencil' })
  expect(refused.errors[0]).toContain('Someone else changed your account')
})

test('the present password cannot be guessed from a browser that was left open', async () => {
  const tom = await somebody('Tom')
  const page = await world.browser(tom.token).visit('/account/password')
  const guess = (typed: string) =>
    page.submit({ 'Present password': typed, 'New password': 'velvet harbour pencil' })
  for (let attempt = 0; attempt < 10; attempt += 1)
    expect((await guess('wrong wrong wrong')).errors).toEqual(['This is not your password'])
  expect((await guess(password)).errors).toEqual([
    'There were too many wrong tries. You can try again at 10:45am',
  ])
})

test('password fields let password managers and pasting do their work', async () => {
  const tom = await somebody('Tom')
  const page = await world.browser(tom.token).visit('/account/password')
  const fields = [...page.document.querySelectorAll('input[type=password]')]
  expect(
    fields.map((field) => [
      field.getAttribute('autocomplete'),
      field.hasAttribute('onpaste'),
      field.hasAttribute('maxlength'),
    ]),
  ).toEqual([
    ['current-password', false, false],
    ['new-password', false, false],
  ])
})

test('somebody invented has no password to change', async () => {
  const show = await world.addPartnership('show', { isDemonstration: true })
  const token = await world.act(show, async (ctx) => {
    const created = await createAccount(ctx, {
      displayName: 'Grace',
      email: 'grace@demo.example',
      isDemonstration: true,
    })
    if (created.outcome === 'refused') throw new Error(created.because)
    await giveGrant(ctx, { accountId: created.accountId, role: 'workforce_lead' })
    return startSession(ctx, { accountId: created.accountId, isDemonstration: true })
  })
  const browser = world.browser(token)
  expect((await browser.visit('/account')).text).toContain('there is no password to change')
  expect((await browser.visit('/account/password')).text).toContain('has no password')
})
