import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Context, type LocalDate, type PartnershipIdentity, newId } from '#platform'
import { type World, openWorld } from '../../../test/support/world.ts'
import { type SignedUp, signedUp } from '../../../test/support/signed-up.ts'
import { type NewGrant, giveGrant, identify } from './index.ts'

let world: World
let here: PartnershipIdentity
let school: string
let team: string
let roleId: string
let count = 0

beforeAll(async () => {
  world = await openWorld()
  here = await world.addPartnership('here')
  ;[school, team, roleId] = [newId(), newId(), newId()]
  await world.act(here, async ({ db, partnership }) => {
    const partnershipId = partnership.id
    await db.insertInto('organisations').values({ partnershipId, id: school, ref: 'SCH-1' }).execute()
    await db
      .insertInto('teams')
      .values({ partnershipId, id: team, name: 'Team One', organisationId: school })
      .execute()
    await db.insertInto('roles').values({ partnershipId, id: roleId, name: 'Social worker' }).execute()
  })
})
afterAll(() => world?.close())

let tom: SignedUp
let personId: string
let engagementId: string

beforeEach(async () => {
  count += 1
  ;[personId, engagementId] = [newId(), newId()]
  await world.act(here, async ({ db, partnership }) => {
    const person = {
      partnershipId: partnership.id,
      id: personId,
      ref: `P-${count}`,
      givenName: 'Tom',
      familyName: 'Baker',
    }
    await db.insertInto('people').values(person).execute()
  })
  await engage(engagementId)
  tom = await signedUp(world, here, { name: 'Tom', role: 'practitioner', personId })
})

function engage(id: string, endedOn: LocalDate | null = null, organisationId = school) {
  return world.act(here, ({ db, partnership }) =>
    db
      .insertInto('engagements')
      .values({
        partnershipId: partnership.id,
        id,
        ref: `E-${id}`,
        personId,
        organisationId,
        teamId: team,
        roleId,
        basis: 'permanent',
        startedOn: '2025-01-01',
        endedOn,
      })
      .execute(),
  )
}

const endEngagement = (endedOn: LocalDate | null, id = engagementId) =>
  world.act(here, ({ db }) => db.updateTable('engagements').set({ endedOn }).where('id', '=', id).execute())
const give = (grant: Partial<NewGrant>, actAs: Parameters<World['act']>[2] = {}) =>
  world.act(
    here,
    (ctx) => giveGrant(ctx, { accountId: tom.accountId, role: 'team_manager', ...grant }),
    actAs,
  )
const read = (id: string) =>
  world.act(here, ({ db }) =>
    db.selectFrom('grants').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  )
const endOf = async (id: string) => (await read(id)).endedOn

describe('a role at an employer', () => {
  test('remembers the engagement that it came from, for a team and for its organisation', async () => {
    for (const over of [{ teamId: team }, { organisationId: school }, {}])
      expect((await read(await give(over))).sourceEngagementId).toBe(engagementId)
  })

  test('remembers it also when whoever gives it sees nobody’s engagements', async () => {
    const id = await give({ teamId: team }, { scope: { everyone: false, organisations: [], teams: [] } })
    expect((await read(id)).sourceEngagementId).toBe(engagementId)
  })

  test('comes from no engagement elsewhere', async () => {
    const other = newId()
    await world.act(here, ({ db, partnership }) =>
      db
        .insertInto('organisations')
        .values({ partnershipId: partnership.id, id: other, ref: other })
        .execute(),
    )
    expect((await read(await give({ organisationId: other }))).sourceEngagementId).toBeNull()
  })

  test('over the whole partnership comes from the only job, and of two from neither', async () => {
    await engage(newId())
    expect((await read(await give({}))).sourceEngagementId).toBeNull()
  })

  test('of several engagements comes from the one that lasts longest', async () => {
    await endEngagement('2027-03-31')
    const lasting = newId()
    await engage(lasting)
    expect((await read(await give({ teamId: team }))).sourceEngagementId).toBe(lasting)
  })

  test('ends with the engagement, and so does what it let its holder see', async () => {
    const id = await give({ teamId: team })
    const seen = async () => (await identify(world.services, tom.token, here)).can('learning.book-others')
    expect(await seen()).toEqual({ everyone: false, organisations: [], teams: [team] })
    await endEngagement('2026-11-11')
    expect(await endOf(id)).toBe('2026-11-11')
    expect(await seen()).toBeNull()
  })

  test('ends when the engagement turns out to be at another employer, or in another team', async () => {
    const [atTheSchool, inTheTeam] = [await give({ organisationId: school }), await give({ teamId: team })]
    const move = (change: { teamId?: null; organisationId?: string }) =>
      world.act(here, ({ db }) =>
        db.updateTable('engagements').set(change).where('id', '=', engagementId).execute(),
      )
    await move({ teamId: null })
    expect([await endOf(atTheSchool), await endOf(inTheTeam)]).toEqual([null, '2026-11-11'])
    const elsewhere = newId()
    await world.act(here, ({ db, partnership }) =>
      db
        .insertInto('organisations')
        .values({ partnershipId: partnership.id, id: elsewhere, ref: elsewhere })
        .execute(),
    )
    await move({ organisationId: elsewhere })
    expect(await endOf(atTheSchool)).toBe('2026-11-11')
  })

  test('stays until the engagement’s last day when that is known before', async () => {
    const id = await give({ teamId: team })
    await endEngagement('2026-12-31')
    expect(await endOf(id)).toBe('2026-12-31')
  })

  test('that ends sooner keeps its own end', async () => {
    const id = await give({ teamId: team, endedOn: '2026-11-30' })
    await endEngagement('2026-12-31')
    expect(await endOf(id)).toBe('2026-11-30')
  })

  test('given while the end is known already ends then, whatever was asked', async () => {
    await endEngagement('2026-12-31')
    expect(await endOf(await give({ teamId: team }))).toBe('2026-12-31')
    expect(await endOf(await give({ teamId: team, endedOn: '2027-06-30' }))).toBe('2026-12-31')
  })

  test('from an engagement that had ended before never counts', async () => {
    const ended = newId()
    await engage(ended, '2025-06-30')
    const id = newId()
    await world.act(here, ({ db, partnership }) =>
      db
        .insertInto('grants')
        .values({
          partnershipId: partnership.id,
          id,
          accountId: tom.accountId,
          role: 'team_manager',
          teamId: team,
          startedOn: '2026-11-01',
          sourceEngagementId: ended,
        })
        .execute(),
    )
    expect(await endOf(id)).toBe('2026-10-31')
  })

  test('that ended with the engagement is not brought back when the engagement turns out to go on', async () => {
    const id = await give({ teamId: team })
    await endEngagement('2026-11-11')
    for (const later of ['2027-01-31', null]) {
      await endEngagement(later)
      expect(await endOf(id)).toBe('2026-11-11')
    }
  })

  test('cannot be made longer behind the service’s back', async () => {
    const id = await give({ teamId: team, endedOn: '2026-11-30' })
    const change = (endedOn: LocalDate | null) =>
      world.act(here, ({ db }) => db.updateTable('grants').set({ endedOn }).where('id', '=', id).execute())
    await expect(change('2026-12-31')).rejects.toThrow('not made longer')
    await expect(change(null)).rejects.toThrow('not made longer')
    await change('2026-11-20')
    expect(await endOf(id)).toBe('2026-11-20')
  })
})

describe('a role held for somebody who is away', () => {
  const delegate = async (from: string, more: Partial<NewGrant> = {}) => {
    const standIn = await signedUp(world, here, { name: 'Stand In', role: 'practitioner' })
    return give({
      accountId: standIn.accountId,
      teamId: team,
      delegatedFromId: from,
      endedOn: '2027-12-31',
      ...more,
    })
  }

  test('ends when theirs is ended', async () => {
    const own = await give({ teamId: team })
    const held = await delegate(own)
    await world.act(here, ({ db }) =>
      db.updateTable('grants').set({ endedOn: '2026-11-30' }).where('id', '=', own).execute(),
    )
    expect(await endOf(held)).toBe('2026-11-30')
  })

  test('ends when they leave their employer, along the whole chain', async () => {
    const own = await give({ teamId: team })
    const held = await delegate(own)
    const heldFurther = await delegate(held)
    await endEngagement('2026-11-11')
    expect([await endOf(own), await endOf(held), await endOf(heldFurther)]).toEqual([
      '2026-11-11',
      '2026-11-11',
      '2026-11-11',
    ])
  })

  test('ends when the stand-in leaves, and the holder keeps theirs', async () => {
    const own = await world.act(here, async (ctx: Context) => {
      const { accountId } = await signedUp(world, here, { name: 'Away', role: 'practitioner' })
      return giveGrant(ctx, { accountId, role: 'team_manager', teamId: team })
    })
    const held = await give({ teamId: team, delegatedFromId: own, endedOn: '2027-12-31' })
    await endEngagement('2026-11-11')
    expect([await endOf(own), await endOf(held)]).toEqual([null, '2026-11-11'])
  })

  test('lasts no longer than theirs, and begins no sooner', async () => {
    const own = await give({ teamId: team, startedOn: '2026-11-12', endedOn: '2026-12-31' })
    const held = await read(await delegate(own, { startedOn: '2026-01-01' }))
    expect([held.startedOn, held.endedOn]).toEqual(['2026-11-12', '2026-12-31'])
  })

  test('is not brought back with theirs', async () => {
    const own = await give({ teamId: team })
    const held = await delegate(own)
    await endEngagement('2026-11-11')
    await endEngagement(null)
    expect(await endOf(held)).toBe('2026-11-11')
  })
})

test('what a grant said before it ended is kept', async () => {
  const id = await give({ teamId: team })
  await endEngagement('2026-11-11')
  const kept = await world.act(here, ({ db }) =>
    db.selectFrom('supersededRows').select('rowAsItWas').where('rowId', '=', id).execute(),
  )
  expect(kept).toMatchObject([{ rowAsItWas: { role: 'team_manager', ended_on: null } }])
})
