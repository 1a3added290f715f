import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PartnershipIdentity, newId, installation } from '#platform'
import { type World, openWorld, testNow } from '../../../test/support/world.ts'
import { type SignedUp, signedUp } from '../../../test/support/signed-up.ts'
import { createAccount, giveGrant } from './index.ts'
import { sealSecret } from './totp.ts'

const password = 'copper lantern meadow'
const newPassword = 'velvet harbour pencil'
const choices = { password: 'Their password', app: 'The code from their app' }

let world: World
let here: PartnershipIdentity
let admin: SignedUp
const school = newId()

beforeAll(async () => {
  world = await openWorld()
  here = await world.addPartnership('here')
  await world.act(here, ({ db, partnership }) =>
    db.insertInto('organisations').values({ partnershipId: partnership.id, id: school, ref: 'S' }).execute(),
  )
  admin = await signedUp(world, here, { name: 'Ada', role: 'administrator', secondFactorGiven: true })
})
afterAll(() => world?.close())

const visit = (url: string, who = admin) => world.browser(who.token).visit(`/p/here${url}`)
let count = 0

/** Somebody without e-mail. */
function nameOnly(role: 'practitioner' | 'setting_lead' = 'practitioner') {
  count += 1
  const signInName = `no.mail.${count}`
  return world.act(here, async (ctx) => {
    const created = await createAccount(ctx, { displayName: 'No Mail', signInName, password })
    if (created.outcome === 'refused') throw new Error(created.because)
    await giveGrant(ctx, { accountId: created.accountId, role })
    return { accountId: created.accountId, signInName }
  })
}

async function linkFor(accountId: string, what: string) {
  const page = await (
    await visit(`/access/accounts/${accountId}/reset`)
  ).submit({ 'What can they not give any more?': what })
  const address = [...page.document.querySelectorAll('main p')]
    .map((one) => one.textContent)
    .find((text) => text.startsWith('http'))
  if (!address) throw new Error(`No link: ${page.errors.join()} ${page.text}`)
  return { page, path: new URL(address).pathname }
}

const canSignIn = async (name: string, typed: string) =>
  (
    await (
      await world.browser().visit('/sign-in')
    ).sendForm({ 'E-mail address or sign-in name': name, Password: typed })
  ).statusCode === 303

describe('a link to hand over', () => {
  test('lets somebody without e-mail choose a new password, once, and ends their sessions', async () => {
    const { accountId, signInName } = await nameOnly()
    const { path } = await linkFor(accountId, choices.password)
    const page = await world.browser().visit(path)
    expect(page.heading).toBe('Choose a new password')
    const done = await page.submit({ 'New password': newPassword })
    expect(done.text).toContain('Your password is changed. Sign in to go on')
    expect([await canSignIn(signInName, password), await canSignIn(signInName, newPassword)]).toEqual([
      false,
      true,
    ])

    const again = await world.browser().visit(path)
    expect(again.heading).toBe('This link no longer works')
    expect((await page.submit({ 'New password': 'another lamp ocean' })).status).not.toBe(422)
    expect(await canSignIn(signInName, newPassword)).toBe(true)
  })

  test('says what is wrong with the new password', async () => {
    const { accountId } = await nameOnly()
    const page = await world.browser().visit((await linkFor(accountId, choices.password)).path)
    expect((await page.submit({})).errors).toEqual(['Enter a password'])
    expect((await page.submit({ 'New password': 'short' })).errors[0]).toContain('12 characters or more')
    expect((await page.submit({ 'New password': 'x'.repeat(1001) })).errors).toEqual([
      'The password must be 200 characters or fewer',
    ])
  })

  test('works for a day, and a newer one takes its place', async () => {
    const { accountId } = await nameOnly()
    const first = await linkFor(accountId, choices.password)
    const second = await linkFor(accountId, choices.password)
    expect((await world.browser().visit(first.path)).heading).toBe('This link no longer works')
    const open = await world.browser().visit(second.path)
    expect(open.heading).toBe('Choose a new password')
    world.setClock(new Date(testNow.getTime() + 24 * 3_600_000))
    expect((await open.submit({ 'New password': newPassword })).errors).toEqual([
      'This link was used, or its time is over. Ask for another',
    ])
    world.setClock(testNow)
  })

  test('sent twice at once, or from two browsers, changes the password once', async () => {
    const { accountId, signInName } = await nameOnly()
    const { path } = await linkFor(accountId, choices.password)
    const [page, other] = [await world.browser().visit(path), await world.browser().visit(path)]
    const sent = await Promise.all([
      page.sendForm({ 'New password': newPassword }),
      page.sendForm({ 'New password': newPassword }),
      other.sendForm({ 'New password': newPassword }),
    ])
    expect(sent.map(({ statusCode }) => statusCode).sort((a, b) => a - b)).toEqual([303, 303, 422])
    expect(await canSignIn(signInName, newPassword)).toBe(true)
  })

  test('is shown to whoever made it and nobody else', async () => {
    const { accountId } = await nameOnly()
    const { page } = await linkFor(accountId, choices.password)
    const other = await signedUp(world, here, {
      name: 'Other',
      role: 'administrator',
      secondFactorGiven: true,
    })
    expect((await world.browser(other.token).visit(page.url)).status).toBe(403)
  })

  test('for a lost phone asks for the password, and then the app is set up anew', async () => {
    const { accountId, signInName } = await nameOnly('setting_lead')
    await world.act(
      here,
      ({ db, services, now }) =>
        db
          .updateTable('accounts')
          .set({ totpSecret: sealSecret(services, Buffer.alloc(20, 7)), totpConfirmedAt: now })
          .where('id', '=', accountId)
          .execute(),
      { managesAccounts: true },
    )
    const page = await world.browser().visit((await linkFor(accountId, choices.app)).path)
    expect((await page.submit({ 'Your password': 'wrong wrong wrong' })).errors).toEqual([
      'This is not your password',
    ])
    await page.submit({ 'Your password': password })
    const browser = world.browser()
    await (
      await browser.visit('/sign-in')
    ).submit({ 'E-mail address or sign-in name': signInName, Password: password })
    expect((await browser.visit('/p/here/access/accounts')).heading).toBe('Set up your second factor')
  })
})

describe('help to sign in again is refused', () => {
  test('without saying what is lost', async () => {
    const { accountId } = await nameOnly()
    const page = await visit(`/access/accounts/${accountId}/reset`)
    expect((await page.submit({})).errors).toEqual(['Select what they cannot give any more'])
    expect((await page.submit({ resets: 'everything' })).errors).toEqual([
      'Select what they cannot give any more',
    ])
  })

  test('for an account that can do more than whoever helps', async () => {
    const schoolLead = await signedUp(world, here, {
      name: 'Sam',
      role: 'administrator',
      organisationId: school,
      secondFactorGiven: true,
    })
    const page = await visit(`/access/accounts/${admin.accountId}/reset`, schoolLead)
    expect(page.text).toContain('can do things here that you cannot')
    expect(page.document.querySelector('main form')).toBeNull()
  })

  test('by a link handed over, for an account that another partnership shares', async () => {
    const there = await world.addPartnership('there')
    const { accountId } = await nameOnly()
    await world.act(there, (ctx) => giveGrant(ctx, { accountId, role: 'administrator' }))
    expect((await visit(`/access/accounts/${accountId}/reset`)).text).toContain(
      'also belongs to another partnership',
    )
  })

  test('also when the form was opened before', async () => {
    const there = await world.addPartnership('there-later')
    const { accountId } = await nameOnly()
    const page = await visit(`/access/accounts/${accountId}/reset`)
    await world.act(there, (ctx) => giveGrant(ctx, { accountId, role: 'administrator' }))
    expect((await page.submit({ resets: 'password' })).errors[0]).toContain(
      'also belongs to another partnership',
    )
  })
})

describe('a forgotten password', () => {
  test('where no mail server is set up, says whom to ask', async () => {
    const page = await world.browser().visit('/sign-in/forgotten')
    expect(page.text).toContain('No e-mail can be sent from here')
  })

  describe('with a mail server', () => {
    let mailing: World
    let tom: SignedUp
    let home: PartnershipIdentity

    beforeAll(async () => {
      mailing = await openWorld()
      Object.assign(mailing.services.settings, { smtpUrl: 'smtp://127.0.0.1:1' })
      home = await mailing.addPartnership('home')
      tom = await signedUp(mailing, home, { name: 'Tom', role: 'practitioner', password })
    })
    afterAll(() => mailing?.close())

    const ask = async (email: string) =>
      (await mailing.browser().visit('/sign-in/forgotten')).submit({ 'E-mail address': email })
    const messages = () => mailing.act(home, ({ db }) => db.selectFrom('messages').selectAll().execute())

    test('is answered alike for every address, and only an account’s own gets a link that works', async () => {
      expect((await ask('nobody@example.org')).text).toContain(
        'If nobody@example.org has an account, a link is on its way there',
      )
      expect(await messages()).toEqual([])
      expect((await ask(tom.email.toUpperCase())).text).toContain('a link is on its way there')
      const [message] = await messages()
      expect(message).toMatchObject({ toAddress: tom.email, isConfidential: true })
      const path = new URL(message!.body.match(/http\S+/)![0]).pathname
      await (await mailing.browser().visit(path)).submit({ 'New password': newPassword })
      const signIn = await (
        await mailing.browser().visit('/sign-in')
      ).sendForm({ 'E-mail address or sign-in name': tom.email, Password: newPassword })
      expect(signIn.statusCode).toBe(303)
    })

    test.each(['', 'tom', 'tom@', `${'x'.repeat(250)}@example.org`])(
      'the address %j is refused in words',
      async (email) => {
        expect((await ask(email)).errors).toEqual([
          'Enter an e-mail address in the correct format, like name@example.org',
        ])
      },
    )

    test('sent twice at once sends one link, and after ten asks it must wait', async () => {
      const amina = await signedUp(mailing, home, { name: 'Amina', role: 'practitioner', password })
      const sentTo = async () =>
        (await messages()).filter(({ toAddress }) => toAddress === amina.email).length
      const page = await mailing.browser().visit('/sign-in/forgotten')
      await Promise.all([
        page.sendForm({ 'E-mail address': amina.email }),
        page.sendForm({ 'E-mail address': amina.email }),
      ])
      expect(await sentTo()).toBe(1)
      for (let asked = 1; asked < 10; asked += 1) await ask(amina.email)
      expect((await ask(amina.email)).errors[0]).toContain('You can try again at')
      expect(await sentTo()).toBe(10)
    })
  })
})

test('what was done about passwords is in the history, without the passwords', async () => {
  const read = (where: PartnershipIdentity) =>
    world.act(where, ({ db }) =>
      db
        .selectFrom('historyEntries as e')
        .innerJoin('historyPayloads as p', 'p.entryId', 'e.id')
        .select(['e.action', 'p.payload'])
        .execute(),
    )
  const entries = [...(await read(here)), ...(await read(installation))]
  const actions = entries.map(({ action }) => action)
  expect(actions).toEqual(
    expect.arrayContaining([
      'access.reset-link-made',
      'access.password-reset',
      'access.second-factor-removed',
    ]),
  )
  for (const secret of [password, newPassword]) expect(JSON.stringify(entries)).not.toContain(secret)
})
