import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PartnershipIdentity, newId } from '#platform'
import { bringInSocialCare, personNamed } from '../../../test/support/social-care.ts'
import { type World, openWorld } from '../../../test/support/world.ts'
import { complianceRows } from './compliance.queries.ts'
import { ensureEvidenceType } from './evidence-types.ts'
import { recordEvidence, withdrawEvidence } from './record-evidence.ts'

let world: World
let partnership: PartnershipIdentity
let amina: string

beforeAll(async () => {
  world = await openWorld()
  partnership = await world.addPartnership('city')
  await bringInSocialCare(world, partnership)
  amina = await personNamed(world, partnership, 'AMINA')
})
afterAll(() => world.close())

const attended = { obtainedOn: '2026-11-10', code: 'SG-CORE', source: 'attendance' } as const

function lineOfAmina() {
  return world.act(
    partnership,
    async (ctx) => (await complianceRows(ctx, { asAt: '2026-11-12', personIds: [amina] }))[0],
  )
}

function evidenceNamed(id: string) {
  return world.act(partnership, ({ db }) =>
    db.selectFrom('evidence').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  )
}

function historyOf(id: string) {
  return world.act(partnership, async ({ db }) => {
    const entries = await db
      .selectFrom('historyEntries')
      .select('action')
      .where('subjectId', '=', id)
      .orderBy('id')
      .execute()
    return entries.map(({ action }) => action)
  })
}

test('evidence is recorded once however often it is said, and counts until it is withdrawn', async () => {
  expect(await lineOfAmina()).toMatchObject({ status: 'overdue', met_on: null })
  const first = await world.act(partnership, (ctx) =>
    recordEvidence(ctx, { personId: amina, ...attended, hours: 5 / 3 }),
  )
  const again = await world.act(partnership, (ctx) =>
    recordEvidence(ctx, { personId: amina, ...attended, hours: 5 / 3 }),
  )
  expect(again).toBe(first)
  expect(await evidenceNamed(first)).toMatchObject({ hours: 1.67, version: 1 })
  expect(await historyOf(first)).toEqual(['assurance.evidence-recorded'])
  expect(await lineOfAmina()).toMatchObject({ status: 'met', met_on: '2026-11-10', due_on: '2029-11-10' })

  await world.act(partnership, (ctx) => withdrawEvidence(ctx, first, 'The register was corrected'))
  await world.act(partnership, (ctx) => withdrawEvidence(ctx, first, 'Said again'))
  expect(await evidenceNamed(first)).toMatchObject({
    withdrawnReason: 'The register was corrected',
    version: 2,
  })
  expect(await lineOfAmina()).toMatchObject({ status: 'overdue', met_on: null })

  expect(await world.act(partnership, (ctx) => recordEvidence(ctx, { personId: amina, ...attended }))).toBe(
    first,
  )
  expect(await lineOfAmina()).toMatchObject({ status: 'met' })
  expect(await historyOf(first)).toEqual([
    'assurance.evidence-recorded',
    'assurance.evidence-withdrawn',
    'assurance.evidence-recorded',
  ])
})

test('what is said later adds to what is there, and leaves the rest', async () => {
  const given = { personId: amina, code: 'FIRST-AID', obtainedOn: '2026-02-01', source: 'recorded' } as const
  const id = await world.act(partnership, (ctx) =>
    recordEvidence(ctx, { ...given, expiresOn: '2029-01-31', provider: 'Red Cross' }),
  )
  await world.act(partnership, (ctx) =>
    recordEvidence(ctx, { ...given, source: 'attendance', expiresOn: null, hours: 6 }),
  )
  expect(await evidenceNamed(id)).toMatchObject({
    expiresOn: '2029-01-31',
    provider: 'Red Cross',
    hours: 6,
    source: 'recorded',
    version: 2,
  })
})

test('the same evidence from two at once is one', async () => {
  const given = { personId: amina, code: 'RACE', obtainedOn: '2026-02-01', source: 'attendance' } as const
  const ids = await Promise.all(
    Array.from({ length: 8 }, () => world.act(partnership, (ctx) => recordEvidence(ctx, given))),
  )
  expect(new Set(ids).size).toBe(1)
})

test('a type that a file added by its code alone gets the title of the course', async () => {
  await world.act(partnership, (ctx) => recordEvidence(ctx, { personId: amina, ...attended, code: 'NEW' }))
  const course = { code: 'NEW', title: 'Trauma-informed practice' }
  const id = await world.act(partnership, (ctx) => ensureEvidenceType(ctx, course))
  expect(
    await world.act(partnership, (ctx) => ensureEvidenceType(ctx, { ...course, title: 'Another' })),
  ).toBe(id)
  const type = await world.act(partnership, ({ db }) =>
    db.selectFrom('evidenceTypes').select(['title', 'kind']).where('id', '=', id).executeTakeFirst(),
  )
  expect(type).toEqual({ title: 'Trauma-informed practice', kind: 'course' })
})

test('evidence of somebody who is not there is refused', async () => {
  await expect(
    world.act(partnership, (ctx) => recordEvidence(ctx, { personId: newId(), ...attended })),
  ).rejects.toThrow(/foreign key/)
})

test('a manager sees the compliance of the team and nobody else’s; a person their own', async () => {
  const { teamId, tom } = await world.act(partnership, async ({ db }) => ({
    teamId: (
      await db.selectFrom('teams').select('id').where('name', '=', 'Assessment').executeTakeFirstOrThrow()
    ).id,
    tom: (await db.selectFrom('people').select('id').where('ref', '=', 'TOM').executeTakeFirstOrThrow()).id,
  }))
  const whoIsSeen = async (
    scope: { everyone: false; organisations: string[]; teams: string[] },
    personId: string | null,
  ) => {
    const rows = await world.act(partnership, (ctx) => complianceRows(ctx, { asAt: '2026-11-12' }), {
      scope,
      personId,
    })
    return rows.map((row) => row.person_ref)
  }
  expect(await whoIsSeen({ everyone: false, organisations: [], teams: [teamId] }, null)).toEqual([
    'AMINA',
    'TOM',
  ])
  expect(await whoIsSeen({ everyone: false, organisations: [], teams: [] }, tom)).toEqual(['TOM'])
  expect(await whoIsSeen({ everyone: false, organisations: [], teams: [] }, null)).toEqual([])
})
