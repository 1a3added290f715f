import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PartnershipIdentity, installation } from '#platform'
import { sessionCookie } from '#web'
import { type World, openWorld, testNow } from '../../../test/support/world.ts'
import { type SignedUp, signedUp } from '../../../test/support/signed-up.ts'

const password = 'copper lantern meadow'
const wrong = 'The name or the password is not right. Check both: capital letters matter in the password'
const [nameLabel, passwordLabel] = ['E-mail address or sign-in name', 'Password']

let world: World
let here: PartnershipIdentity
let amina: SignedUp

beforeAll(async () => {
  world = await openWorld()
  here = await world.addPartnership('here', { name: 'Here and Around' })
  amina = await signedUp(world, here, { name: 'Amina', role: 'practitioner', password })
})
afterAll(() => world?.close())

const signIn = async (name: string, typed: string, browser = world.browser()) => {
  const page = await browser.visit('/sign-in')
  return page.sendForm({ [nameLabel]: name, [passwordLabel]: typed })
}

test('the right password leads to one’s only partnership, with a cookie that scripts and other sites cannot use', async () => {
  const answer = await signIn(amina.email, password)
  expect(answer.statusCode).toBe(303)
  expect(answer.headers.location).toBe('/p/here')
  const cookie = answer.cookies.find(({ name }) => name === sessionCookie)
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
})

test('capital letters do not matter in the address', async () => {
  expect((await signIn(`  ${amina.email.toUpperCase()} `, password)).statusCode).toBe(303)
})

test('signing in goes on to the page that was asked for, and only ever to one of ours', async () => {
  const browser = world.browser()
  const leadsTo = async (next: string) => {
    const page = await browser.visit(`/sign-in?next=${encodeURIComponent(next)}`)
    return (await page.sendForm({ [nameLabel]: amina.email, [passwordLabel]: password })).headers.location
  }
  expect(await leadsTo('/p/here/people?page=2')).toBe('/p/here/people?page=2')
  for (const elsewhere of [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
  ])
    expect(await leadsTo(elsewhere)).toBe('/p/here')
})

test('an empty form names both fields', async () => {
  const page = await (await world.browser().visit('/sign-in')).submit({})
  expect(page.status).toBe(422)
  expect(page.errors).toEqual(['Enter your e-mail address or sign-in name', 'Enter your password'])
})

test('what no form of ours sends is refused in words, too', async () => {
  const page = await world.browser().visit('/sign-in')
  const answer = await page.submit({ [nameLabel]: 'x'.repeat(400), [passwordLabel]: 'y'.repeat(1200) })
  expect(answer.errors).toEqual(['Must be 320 characters or fewer', 'The password is too long'])
})

test('a wrong password and an unknown name are answered alike, keep the name and never the password', async () => {
  const answers = []
  for (const name of [amina.email, 'nobody@example.org']) {
    const page = await world.browser().visit('/sign-in')
    answers.push(await page.submit({ [nameLabel]: name, [passwordLabel]: 'not the password' }))
  }
  for (const page of answers) {
    expect(page.errors).toEqual([wrong])
    expect(page.html).not.toContain('not the password')
  }
  expect(answers[0]!.valueOf(nameLabel)).toBe(amina.email)
})

test('sending the form twice at once signs in once', async () => {
  const bob = await signedUp(world, here, { name: 'Bob', role: 'practitioner', password })
  const page = await world.browser().visit('/sign-in')
  const send = () => page.sendForm({ [nameLabel]: bob.email, [passwordLabel]: password })
  const answers = await Promise.all([send(), send()])
  expect(answers.map((one) => [one.statusCode, one.headers.location])).toEqual([
    [303, '/p/here'],
    [303, '/p/here'],
  ])
  const sessions = await world.act(
    here,
    (ctx) =>
      ctx.db.selectFrom('signInSessions').select('id').where('accountId', '=', bob.accountId).execute(),
    {
      accountId: bob.accountId,
    },
  )
  // One was made with the account, for the test.
  expect(sessions).toHaveLength(2)
})

test('after ten wrong tries the right password is refused too, until the time that the page says', async () => {
  const tom = await signedUp(world, here, { name: 'Tom', role: 'practitioner', password })
  for (let attempt = 0; attempt < 10; attempt += 1)
    expect((await signIn(tom.email, 'wrong wrong wrong')).statusCode).toBe(422)
  const page = await (
    await world.browser().visit('/sign-in')
  ).submit({ [nameLabel]: tom.email, [passwordLabel]: password })
  expect(page.errors).toEqual(['There were too many wrong tries. You can try again at 10:45am'])

  world.setClock(new Date(testNow.getTime() + 15 * 60_000))
  expect((await signIn(tom.email, password)).statusCode).toBe(303)
  world.setClock(testNow)
})

test('twelve wrong tries at once are not more than ten', async () => {
  const dev = await signedUp(world, here, { name: 'Dev', role: 'practitioner', password })
  const pages = await Promise.all(Array.from({ length: 12 }, () => world.browser().visit('/sign-in')))
  const answers = await Promise.all(
    pages.map((page) => page.submit({ [nameLabel]: dev.email, [passwordLabel]: 'wrong wrong wrong' })),
  )
  expect(answers.filter((page) => page.errors[0] === wrong)).toHaveLength(10)
  expect(
    answers.filter((page) => page.errors[0]?.startsWith('There were too many wrong tries')),
  ).toHaveLength(2)
})

test('what is kept for throttling holds neither names nor addresses', async () => {
  const rows = await world.act(
    here,
    (ctx) => ctx.db.selectFrom('signInAttempts').selectAll().limit(100).execute(),
    { managesAccounts: true },
  )
  const kept = JSON.stringify(
    rows.map((row) => [row.nameHash.toString('utf8'), row.addressHash.toString('utf8')]),
  )
  expect(rows.length).toBeGreaterThan(0)
  expect(kept).not.toContain('example.org')
  expect(kept).not.toContain('127.0.0.1')
})

test('a closed account is not let in', async () => {
  const former = await signedUp(world, here, { name: 'Former', role: 'practitioner', password })
  await world.act(
    here,
    (ctx) =>
      ctx.db.updateTable('accounts').set({ closedAt: ctx.now }).where('id', '=', former.accountId).execute(),
    {
      managesAccounts: true,
    },
  )
  const page = await (
    await world.browser().visit('/sign-in')
  ).submit({ [nameLabel]: former.email, [passwordLabel]: password })
  expect(page.errors).toEqual([wrong])
})

test('a sign-in is in the history, and each one is a new session', async () => {
  const eve = await signedUp(world, here, { name: 'Eve', role: 'practitioner', password })
  const browser = world.browser()
  await signIn(eve.email, password, browser)
  const first = browser.cookies.get(sessionCookie)
  await signIn(eve.email, password, browser)
  expect(browser.cookies.get(sessionCookie)).not.toBe(first)
  const rows = await world.act(installation, (ctx) =>
    ctx.db.selectFrom('historyEntries').select('action').where('subjectId', '=', eve.accountId).execute(),
  )
  expect(rows.map(({ action }) => action)).toEqual(['access.signed-in', 'access.signed-in'])
})

test('signing out ends the session, not only the cookie', async () => {
  const browser = world.browser()
  await signIn(amina.email, password, browser)
  const token = browser.cookies.get(sessionCookie)!
  const home = await browser.visit('/')
  expect(home.heading).toBe('Your partnerships')
  const out = await home.submit({}, { form: 'form[action="/sign-out"]' })
  expect(out.text).toContain('You are signed out')
  expect(browser.cookies.has(sessionCookie)).toBe(false)
  expect((await world.browser(token).visit('/')).heading).not.toBe('Your partnerships')
})

test('the sign-out page is there without scripts, and says so when there is nothing to end', async () => {
  expect((await world.browser(amina.token).visit('/sign-out')).heading).toBe('Sign out')
  expect((await world.browser().visit('/sign-out')).heading).toBe('You are signed out')
})

test('fifty wrong tries from one network address, whatever the names, and it must wait', async () => {
  const later = new Date(testNow.getTime() + 3_600_000)
  world.setClock(later)
  for (let attempt = 0; attempt < 50; attempt += 1)
    await signIn(`guess-${attempt}@example.org`, 'wrong wrong wrong')
  const page = await (
    await world.browser().visit('/sign-in')
  ).submit({ [nameLabel]: amina.email, [passwordLabel]: password })
  expect(page.errors).toEqual(['There were too many wrong tries. You can try again at 11:45am'])
  world.setClock(testNow)
})
