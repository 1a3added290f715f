import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PartnershipIdentity } from '#platform'
import { sessionCookie } from '#web'
import { type Browser, type TestPage } from '../../../test/support/browser.ts'
import { type World, openWorld, testNow } from '../../../test/support/world.ts'
import { signedUp } from '../../../test/support/signed-up.ts'
import { codeAt } from './totp.ts'

const password = 'copper lantern meadow'
const codeLabel = 'Code'
const wrongCode =
  'The code is not right, or was used before. Wait for the next code in your app, and check that your phone’s clock is right'

let world: World
let here: PartnershipIdentity

beforeAll(async () => {
  world = await openWorld()
  here = await world.addPartnership('here')
})
afterAll(() => world?.close())

let seconds = 0
/** A later moment, so that every test has codes of its own. */
function later(by = 3600): Date {
  seconds += by
  const moment = new Date(testNow.getTime() + seconds * 1000)
  world.setClock(moment)
  return moment
}

async function signIn(email: string, next = '/account'): Promise<{ browser: Browser; page: TestPage }> {
  const browser = world.browser()
  const page = await (
    await browser.visit(`/sign-in?next=${next}`)
  ).submit({ 'E-mail address or sign-in name': email, Password: password })
  return { browser, page }
}

const secretOn = (page: TestPage) =>
  base32(page.document.querySelector('ol strong')!.textContent.replaceAll(' ', ''))

function base32(text: string): Buffer {
  const bits = text
    .split('')
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)))
}

/** Somebody who has set up an app, with their recovery codes. */
async function withApp(name: string) {
  const now = later()
  const who = await signedUp(world, here, { name, role: 'workforce_lead', password })
  const { browser } = await signIn(who.email)
  const page = await browser.visit('/sign-in/code')
  const secret = secretOn(page)
  const codesPage = await page.submit({ code: codeAt(secret, now) })
  const codes = [...codesPage.document.querySelectorAll('main code')].map((one) => one.textContent)
  await codesPage.submit()
  return { ...who, browser, secret, codes }
}

test('a role that opens others’ records leads to setting up an app, and on to what was asked for', async () => {
  const now = later()
  const grace = await signedUp(world, here, { name: 'Grace', role: 'administrator', password })
  const { browser, page } = await signIn(grace.email, '/p/here/access/accounts')
  expect(page.heading).toBe('Set up your second factor')
  expect(page.document.querySelector('svg[role=img]')!.getAttribute('aria-label')).toContain('Square code')
  expect(page.html).not.toMatch(/\sstyle=/)
  const before = browser.cookies.get(sessionCookie)

  const refused = await page.submit({ code: '000000' })
  expect(refused.errors).toEqual([wrongCode])
  expect(secretOn(refused)).toEqual(secretOn(page))

  const codes = await refused.submit({ code: codeAt(secretOn(refused), now) })
  expect(codes.heading).toBe('Keep your recovery codes')
  expect(browser.cookies.get(sessionCookie)).not.toBe(before)
  expect((await codes.submit()).heading).toBe('Accounts')
  expect((await world.browser(before).visit('/account')).heading).toBe('Sign in')
})

test('afterwards the password alone opens nothing', async () => {
  const { email, secret } = await withApp('Password Alone')
  const now = later()
  const { browser, page } = await signIn(email)
  expect(page.heading).toBe('Enter your code')
  for (const url of ['/account', '/account/recovery-codes', '/p/here/access/accounts'])
    expect((await browser.visit(url)).heading).toBe('Enter your code')
  expect((await browser.visit('/')).text).not.toContain('Your partnerships')
  expect((await page.submit({ [codeLabel]: codeAt(secret, now) })).heading).toBe('Your account')
})

test('a code counts once', async () => {
  const { email, secret } = await withApp('Once')
  const code = codeAt(secret, later())
  const first = await signIn(email)
  expect((await first.page.submit({ [codeLabel]: code })).heading).toBe('Your account')
  const second = await signIn(email)
  expect((await second.page.submit({ [codeLabel]: code })).errors).toEqual([wrongCode])
})

test('a code sent from two places at once lets one in', async () => {
  const { email, secret } = await withApp('Racing')
  const code = codeAt(secret, later())
  const pages = [(await signIn(email)).page, (await signIn(email)).page]
  const answers = await Promise.all(pages.map((page) => page.sendForm({ [codeLabel]: code })))
  expect(answers.map(({ statusCode }) => statusCode).sort((a, b) => a - b)).toEqual([303, 422])
})

test('the same form sent twice leads to the same place', async () => {
  const { email, secret } = await withApp('Twice')
  const code = codeAt(secret, later())
  const { page } = await signIn(email)
  const answers = await Promise.all([
    page.sendForm({ [codeLabel]: code }),
    page.sendForm({ [codeLabel]: code }),
  ])
  expect(answers.map(({ statusCode, headers }) => [statusCode, headers.location])).toEqual([
    [303, '/account'],
    [303, '/account'],
  ])
})

test.each([
  ['', 'Enter the code that your app shows'],
  ['12 34', wrongCode],
  ['not a code', wrongCode],
  ['x'.repeat(41), 'Must be 40 characters or fewer'],
])('the code %j is refused in words', async (code, sentence) => {
  const { email } = await withApp('Malformed')
  later()
  const { page } = await signIn(email)
  expect((await page.submit({ [codeLabel]: code })).errors).toEqual([sentence])
})

test('ten wrong codes, and even the right one must wait', async () => {
  const { email, secret } = await withApp('Guesser')
  const now = later()
  const { page } = await signIn(email)
  const right = codeAt(secret, now)
  const wrong = right === '111111' ? '222222' : '111111'
  for (let attempt = 0; attempt < 10; attempt += 1)
    expect((await page.submit({ [codeLabel]: wrong })).errors).toEqual([wrongCode])
  expect((await page.submit({ [codeLabel]: right })).errors[0]).toContain('There were too many wrong tries')
})

test('a recovery code stands in for the app, once, however it is typed', async () => {
  const { email, codes } = await withApp('No Phone')
  expect(codes).toHaveLength(10)
  expect(new Set(codes).size).toBe(10)
  later()
  const typed = codes[3]!.toUpperCase().replace('-', '  ')
  const { page } = await signIn(email)
  const account = await page.submit({ [codeLabel]: typed })
  expect(account.text).toContain('9 of 10 left')
  const again = await signIn(email)
  expect((await again.page.submit({ [codeLabel]: typed })).errors).toEqual([wrongCode])
})

test('recovery codes are shown until they are taken into use, and never again', async () => {
  const { browser, codes, email, secret } = await withApp('Keeper')
  const shown = async () => {
    const page = await browser.visit('/account/recovery-codes')
    return { page, codes: [...page.document.querySelectorAll('main code')].map((one) => one.textContent) }
  }
  const first = await shown()
  expect(first.codes).toEqual((await shown()).codes)
  expect(first.codes.filter((code) => codes.includes(code))).toEqual([])

  // Opened before, sent after another page made new ones: what is on it would not work.
  const old = await browser.visit('/account/recovery-codes')
  await first.page.submit()
  const refused = await old.submit()
  expect(refused.status).toBe(422)
  expect(refused.errors[0]).toContain('Someone else changed your account')
  expect((await shown()).codes.filter((code) => first.codes.includes(code))).toEqual([])

  later()
  const { page } = await signIn(email)
  expect((await page.submit({ [codeLabel]: codes[0]! })).errors).toEqual([wrongCode])
  expect((await page.submit({ [codeLabel]: first.codes[0]! })).heading).toBe('Your account')
  expect(secret).toHaveLength(20)
})

test('nothing that is kept can be used to sign in', async () => {
  const { accountId, secret, codes } = await withApp('Kept')
  const { rows } = await world.act(
    here,
    (ctx) =>
      ctx.db
        .selectFrom('accounts')
        .selectAll()
        .where('id', '=', accountId)
        .execute()
        .then((rows) => ({ rows })),
    { managesAccounts: true },
  )
  const hashes = await world.act(
    here,
    (ctx) =>
      ctx.db.selectFrom('recoveryCodes').select('codeHash').where('accountId', '=', accountId).execute(),
    {
      managesAccounts: true,
    },
  )
  expect(rows[0]!.totpSecret!.includes(secret)).toBe(false)
  expect(hashes).toHaveLength(10)
  for (const { codeHash } of hashes)
    for (const code of codes) expect(codeHash.toString('latin1')).not.toContain(code)
})

test('a new phone: the password takes the old app away, and the new one is set up at once', async () => {
  const { browser, email, secret } = await withApp('New Phone')
  const now = later(60)
  const page = await browser.visit('/account/authenticator')
  expect((await page.submit({})).errors).toEqual(['Enter your password'])
  expect((await page.submit({ 'Your password': 'wrong wrong wrong' })).errors).toEqual([
    'This is not your password',
  ])
  const setUp = await page.submit({ 'Your password': password })
  expect(setUp.heading).toBe('Set up your second factor')
  expect(secretOn(setUp)).not.toEqual(secret)
  await setUp.submit({ code: codeAt(secretOn(setUp), now) })

  const moment = later()
  const again = await signIn(email)
  expect((await again.page.submit({ [codeLabel]: codeAt(secret, moment) })).errors).toEqual([wrongCode])
  expect((await again.page.submit({ [codeLabel]: codeAt(secretOn(setUp), moment) })).heading).toBe(
    'Your account',
  )
})

test('whoever is not signed in is sent to sign in', async () => {
  const page = await world.browser().visit('/sign-in/code')
  expect(page.heading).toBe('Sign in first')
})
