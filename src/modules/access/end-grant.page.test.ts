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

describe('ending a role', () => {
  const endPage = async (who: SignedUp, actor = admin) =>
    visit(`/access/grants/${(await grantsOf(who))[0]!.id}/end`, actor)

  test('ends it after the day that was given', async () => {
    const bob = await practitioner('Bob')
    const page = await endPage(bob)
    expect([
      page.valueOf('endedOn-day'),
      page.valueOf('endedOn-month'),
      page.valueOf('endedOn-year'),
    ]).toEqual(['12', '11', '2026'])
    const done = await page.submit(date('endedOn', ['30', '11', '2026']))
    expect(done.text).toContain('The role ends after 30 November 2026')
    expect((await grantsOf(bob))[0]).toMatchObject({ endedOn: '2026-11-30', version: 2 })
  })

  test('says what is wrong with the day', async () => {
    const bob = await practitioner('Bob')
    const page = await endPage(bob)
    expect((await page.submit(date('endedOn', ['', '', '']))).errors).toEqual([
      'Enter the last day of the role',
    ])
    expect((await page.submit(date('endedOn', ['32', '1', '2027']))).errors).toEqual([
      'Enter a real date with day, month and year, such as 1 4 2027',
    ])
    expect((await page.submit(date('endedOn', ['1', '11', '2026']))).errors[0]).toContain(
      'The role began on 12 November 2026',
    )
    await page.submit(date('endedOn', ['30', '11', '2026']))
    expect((await (await endPage(bob)).submit(date('endedOn', ['1', '12', '2026']))).errors[0]).toContain(
      'To make it longer, give it anew',
    )
  })

  test('that began today can be undone at once', async () => {
    const bob = await practitioner('Bob')
    await (await endPage(bob)).submit(date('endedOn', ['11', '11', '2026']))
    expect((await grantsOf(bob))[0]!.endedOn).toBe('2026-11-11')
  })

  test('from a page that is too old is refused; sent twice it ends once', async () => {
    const bob = await practitioner('Bob')
    const old = await endPage(bob)
    const page = await endPage(bob)
    const sent = await Promise.all([page.sendForm(), page.sendForm()])
    expect(sent.map(({ statusCode }) => statusCode)).toEqual([303, 303])
    expect((await old.submit(date('endedOn', ['12', '11', '2026']))).errors[0]).toContain(
      'Someone else changed this role',
    )
    expect((await grantsOf(bob))[0]!.version).toBe(2)
  })

  test('of somebody whose role one could not have given is not allowed', async () => {
    expect((await endPage(admin, schoolLead)).status).toBe(403)
    const nurse = await signedUp(world, here, {
      name: 'Nurse',
      role: 'setting_lead',
      organisationId: nursery,
    })
    expect((await endPage(nurse, schoolLead)).status).toBe(403)
  })

  test('never removes the last administrator, also when two end each other’s role at once', async () => {
    const alone = await endPage(admin)
    const refused = await alone.submit()
    expect(refused.errors).toEqual([
      'This is the partnership’s last administrator. Give somebody else that role first',
    ])

    const second = await signedUp(world, here, {
      name: 'Second',
      role: 'administrator',
      secondFactorGiven: true,
    })
    const pages = [await endPage(admin, second), await endPage(second, admin)]
    const sent = await Promise.all(pages.map((page) => page.sendForm(date('endedOn', ['12', '11', '2026']))))
    expect(sent.map(({ statusCode }) => statusCode).sort((a, b) => a - b)).toEqual([303, 422])
    admin = (await grantsOf(admin))[0]!.endedOn === null ? admin : second
  })
})

describe('delegating a role for an absence', () => {
  const delegatePage = async (who: SignedUp) =>
    visit(`/access/grants/${(await grantsOf(who))[0]!.id}/delegate`)
  const december = { ...date('startedOn', ['1', '12', '2026']), ...date('endedOn', ['31', '12', '2026']) }

  test('gives it to the stand-in for those days', async () => {
    const tom = await signedUp(world, here, { name: 'Tom', role: 'team_manager', teamId: team })
    const standIn = await practitioner('Stand In')
    const done = await (
      await delegatePage(tom)
    ).submit({ to: standIn.accountId, ...december, 'Reason (optional)': 'Annual leave' })
    expect(done.text).toContain('Stand In stands in from 1 December 2026 to 31 December 2026')
    expect(done.rows().map((row) => row.slice(0, 4))).toContainEqual([
      'Team manager (standing in)',
      'Reception',
      '1 Dec 2026',
      '31 Dec 2026',
    ])
    const [own] = await grantsOf(tom)
    expect((await grantsOf(standIn))[1]).toMatchObject({
      delegatedFromId: own!.id,
      teamId: team,
      reason: 'Annual leave',
    })
    expect((await visit(`/access/grants/${own!.id}/end`)).text).toContain(
      'One stand-in’s role will end with it',
    )
  })

  test('asks for a person and for both days, within the role’s own', async () => {
    const tom = await signedUp(world, here, {
      name: 'Tom',
      role: 'team_manager',
      teamId: team,
      endedOn: '2027-03-31',
    })
    const standIn = await practitioner('Stand In')
    const page = await delegatePage(tom)
    expect((await page.submit({})).errors).toEqual(['Select who stands in'])
    const cases: [Record<string, string>, string][] = [
      [{ to: newId(), ...december }, 'Select who stands in'],
      [{ to: tom.accountId, ...december }, 'Select who stands in'],
      [{ ...december, ...date('startedOn', ['', '', '']) }, 'Enter the first day'],
      [
        { ...december, ...date('endedOn', ['', '', '']) },
        'Enter the last day: somebody stands in for a time',
      ],
      [{ ...december, ...date('startedOn', ['11', '11', '2026']) }, 'The first day must be today or later'],
      [
        { ...december, ...date('endedOn', ['30', '11', '2026']) },
        'The last day must be the first day or later',
      ],
      [{ ...december, ...date('endedOn', ['1', '4', '2027']) }, 'The role itself ends on 31 March 2027'],
    ]
    for (const [answers, sentence] of cases)
      expect((await page.submit({ to: standIn.accountId, ...answers })).errors).toEqual([sentence])
    expect(await grantsOf(standIn)).toHaveLength(1)
  })

  test('sent twice at once delegates once', async () => {
    const tom = await signedUp(world, here, { name: 'Tom', role: 'team_manager', teamId: team })
    const standIn = await practitioner('Stand In')
    const page = await delegatePage(tom)
    await Promise.all([
      page.sendForm({ to: standIn.accountId, ...december }),
      page.sendForm({ to: standIn.accountId, ...december }),
    ])
    expect(await grantsOf(standIn)).toHaveLength(2)
  })

  test('of a role that has ended is not possible any more', async () => {
    const tom = await signedUp(world, here, {
      name: 'Tom',
      role: 'team_manager',
      teamId: team,
      startedOn: '2026-01-01',
      endedOn: '2026-06-30',
    })
    const standIn = await practitioner('Stand In')
    const refused = await (await delegatePage(tom)).submit({ to: standIn.accountId, ...december })
    expect(refused.errors).toEqual(['The role itself ends on 30 June 2026'])
  })
})

test('everything that was done about roles is in the history', async () => {
  const actions = await world.act(here, ({ db }) =>
    db
      .selectFrom('historyEntries')
      .select('action')
      .distinct()
      .where('actorAccountId', 'is not', null)
      .execute(),
  )
  const names = actions.map(({ action }) => action)
  expect(names).toEqual(expect.arrayContaining(['access.grant-given', 'access.grant-ended']))
})
