import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PartnershipIdentity, newId } from '#platform'
import { type World, openWorld } from '../../../test/support/world.ts'
import { addSchoolAndNursery } from '../../../test/support/school-and-nursery.ts'
import { type SignedUp, signedUp } from '../../../test/support/signed-up.ts'

let world: World
let here: PartnershipIdentity
let admin: SignedUp
let schoolLead: SignedUp
let school: string
let nursery: string
let team: string

beforeAll(async () => {
  world = await openWorld()
  here = await world.addPartnership('here', { name: 'Here and Around' })
  ;({ school, nursery, team } = await addSchoolAndNursery(world, here))
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
const grantsOf = (who: SignedUp) =>
  world.act(here, ({ db }) =>
    db.selectFrom('grants').selectAll().where('accountId', '=', who.accountId).orderBy('id').execute(),
  )
const practitioner = (name: string) => signedUp(world, here, { name, role: 'practitioner' })
const date = (name: string, [day, month, year]: [string, string, string]) => ({
  [`${name}-day`]: day,
  [`${name}-month`]: month,
  [`${name}-year`]: year,
})

describe('the list of accounts', () => {
  test('says who, as what, for what, how long, and when they were last here', async () => {
    const who = await signedUp(world, here, {
      name: 'Listed',
      role: 'setting_lead',
      organisationId: school,
      startedOn: '2026-01-01',
      endedOn: '2026-12-31',
    })
    const page = await visit('/access/accounts?search=listed')
    expect(page.rows()).toEqual([
      [
        'Listed',
        who.email,
        'Head or manager of a setting',
        'Hillside School',
        '1 Jan 2026',
        '31 Dec 2026',
        '12 November 2026 at 10:30am',
      ],
    ])
  })

  test('is filtered by role and by whether it still counts', async () => {
    await signedUp(world, here, {
      name: 'Former',
      role: 'trainer',
      startedOn: '2025-01-01',
      endedOn: '2025-12-31',
    })
    const names = async (query: string) =>
      (await visit(`/access/accounts?${query}`)).rows().map(([name]) => name)
    expect(await names('role=trainer')).toEqual(['Former'])
    expect(await names('role=trainer&when=now')).toEqual([])
    expect(await names('role=trainer&when=ended')).toEqual(['Former'])
  })

  test('shows whoever manages one school’s accounts that school’s alone', async () => {
    await signedUp(world, here, { name: 'At The Nursery', role: 'setting_lead', organisationId: nursery })
    await signedUp(world, here, { name: 'In The Team', role: 'team_manager', teamId: team })
    const names = (await visit('/access/accounts', schoolLead)).rows().map(([name]) => name)
    expect(names).toContain('In The Team')
    expect(names).not.toContain('At The Nursery')
    expect(names).not.toContain('Ada')
  })

  test('does not show another partnership’s', async () => {
    const there = await world.addPartnership('there')
    await signedUp(world, there, { name: 'Stranger', role: 'practitioner' })
    expect((await visit('/access/accounts?search=stranger')).rows()).toEqual([])
  })
})

describe('one account', () => {
  test('of another partnership is not found', async () => {
    const elsewhere = await world.addPartnership('elsewhere')
    const stranger = await signedUp(world, elsewhere, { name: 'Stranger', role: 'practitioner' })
    for (const page of ['', '/give', '/reset'])
      expect((await visit(`/access/accounts/${stranger.accountId}${page}`)).status).toBe(404)
  })

  test('with an address that is none is not found', async () => {
    for (const url of [
      '/access/accounts/nobody',
      '/access/grants/none/end',
      `/access/grants/${newId()}/end`,
      `/access/resets/${newId()}`,
    ])
      expect((await visit(url)).status).toBe(404)
  })
})

describe('giving a role', () => {
  test('for a time, with its reason, lands on the account', async () => {
    const bob = await practitioner('Bob')
    const page = await (await visit(`/access/accounts/${bob.accountId}`)).follow('Give another role')
    const done = await page.submit({
      Role: 'Team manager',
      over: 'team',
      Team: 'Reception (Hillside School)',
      ...date('startedOn', ['1', '12', '2026']),
      ...date('endedOn', ['31', '3', '2027']),
      'Reason (optional)': 'Cover',
    })
    expect(done.text).toContain('Bob has the role team manager')
    expect(done.rows()[0]!.slice(0, 4)).toEqual(['Team manager', 'Reception', '1 Dec 2026', '31 Mar 2027'])
    const [, given] = await grantsOf(bob)
    expect(given).toMatchObject({ grantedBy: admin.accountId, reason: 'Cover', teamId: team })
  })

  test('asks for what is missing and says what is wrong, and keeps the answers', async () => {
    const bob = await practitioner('Bob')
    const page = await visit(`/access/accounts/${bob.accountId}/give`)
    expect((await page.submit({})).errors).toEqual(['Select a role', 'Select what the role is for'])
    const good = { Role: 'Trainer', over: 'partnership' }
    const cases: [Record<string, string>, string][] = [
      [
        date('startedOn', ['31', '2', '2026']),
        'Enter a real date with day, month and year, such as 1 4 2027',
      ],
      [date('endedOn', ['1', 'May', '']), 'Enter a real date with day, month and year, such as 1 4 2027'],
      [date('endedOn', ['1', '1', '2026']), 'The last day must be the first day or later'],
    ]
    for (const [wrong, sentence] of cases) {
      const refused = await page.submit({ ...good, ...wrong })
      expect(refused.errors).toEqual([sentence])
      for (const [name, value] of Object.entries(wrong)) expect(refused.valueOf(name)).toBe(value)
    }
    expect(await grantsOf(bob)).toHaveLength(1)
  })

  test('sent twice at once gives it once', async () => {
    const bob = await practitioner('Bob')
    const page = await visit(`/access/accounts/${bob.accountId}/give`)
    const answers = { Role: 'Trainer', over: 'partnership' }
    await Promise.all([page.sendForm(answers), page.sendForm(answers)])
    expect(await grantsOf(bob)).toHaveLength(2)
  })

  test('nobody gives more than they hold', async () => {
    const colleague = await signedUp(world, here, {
      name: 'Colleague',
      role: 'practitioner',
      organisationId: school,
    })
    const page = await visit(`/access/accounts/${colleague.accountId}/give`, schoolLead)
    for (const answers of [{ over: 'partnership' }, { over: 'organisation', organisation: nursery }])
      expect((await page.submit({ Role: 'Administrator', ...answers })).status).toBe(422)
    expect(
      (await page.submit({ Role: 'Administrator', over: 'organisation', organisation: school })).status,
    ).toBe(200)
  })
})
