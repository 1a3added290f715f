import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { importKinds as ofAssurance } from '#assurance'
import { importKinds as ofPartnership } from '#partnership'
import type { PartnershipIdentity } from '#platform'
import { reportOf } from '../../../../test/support/imports.ts'
import { type World, openWorld } from '../../../../test/support/world.ts'
import { importKinds } from '../index.ts'
import { mergePeople, undoMerge } from './merge-people.ts'

let world: World
let partnership: PartnershipIdentity
let count = 0

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.close())
beforeEach(async () => {
  count += 1
  partnership = await world.addPartnership(`place-${count}`)
})

const kinds = [...ofPartnership, ...importKinds, ...ofAssurance]
const report = (name: string, csv: string) =>
  reportOf(
    world,
    partnership,
    kinds.find((kind) => kind.name === name)!,
    csv,
  )

const head = 'person_ref,given_name,family_name,birth_date,email,swe_number\n'
const people = (...rows: string[]) => report('people', head + rows.map((row) => `${row}\n`).join(''))

const inRegister = () =>
  world.act(partnership, (ctx) => ctx.db.selectFrom('people').selectAll().orderBy('ref').execute())
const aliases = async () =>
  (
    await world.act(partnership, (ctx) =>
      ctx.db.selectFrom('personAliases').select('ref').orderBy('ref').execute(),
    )
  ).map(({ ref }) => ref)
const likely = () =>
  world.act(partnership, (ctx) =>
    ctx.db
      .selectFrom('personMatches as m')
      .innerJoin('people as one', 'one.id', 'm.oneId')
      .innerJoin('people as other', 'other.id', 'm.otherId')
      .select(['one.ref as one', 'other.ref as other', 'm.reasons', 'm.state'])
      .orderBy('one.ref')
      .orderBy('other.ref')
      .execute(),
  )
const idOf = async (ref: string) => (await inRegister()).find((person) => person.ref === ref)!.id
const merge = async (kept: string, gone: string) => {
  const [keptId, goneId] = [await idOf(kept), await idOf(gone)]
  const answer = await world.act(partnership, (ctx) => mergePeople(ctx, { keptId, goneId }))
  if (answer.outcome !== 'merged') throw new Error(answer.outcome)
  return answer.mergeId
}

describe('a file', () => {
  beforeEach(() => people('P1,Amina,Khan,1998-04-17,amina@example.org,SW1', 'P2,Tom,Hill,1980-02-03,,'))

  test('that gives a known registration number under a new reference means the same person, by either reference', async () => {
    expect(await people('X9,Amina,Khan-Jones,1998-04-17,amina@example.org,SW1')).toMatchObject({
      created: 0,
      changed: 1,
      rejected: [],
    })
    expect(await inRegister()).toMatchObject([{ ref: 'P1', familyName: 'Khan-Jones' }, { ref: 'P2' }])
    expect(await aliases()).toEqual(['X9'])
    const again = 'Amina,Khan-Jones,1998-04-17,amina@example.org,SW1'
    expect(await people(`X9,${again}`)).toMatchObject({ unchanged: 1 })
    expect(await people(`P1,${again}`)).toMatchObject({ unchanged: 1 })
  })

  test('with a number whose holder has another name or date of birth is for a person to look at', async () => {
    for (const row of ['X9,Grace,Osei,,,SW1', 'X9,Amina,Khan,1971-01-01,,SW1'])
      expect((await people(row)).rejected).toEqual([
        { row: 2, column: 'swe_number', reason: '“SW1” is the swe_number of P1' },
      ])
  })

  test('that names one person by two references is asked to choose', async () => {
    await people('X9,Amina,Khan,1998-04-17,amina@example.org,SW1')
    const { rejected } = await people(
      'P1,Amina,Khan,1998-04-17,amina@example.org,SW1',
      'X9,Amina,Khan,1998-04-17,a.khan@example.org,SW1',
    )
    expect(rejected.map(({ row, reason }) => [row, reason])).toEqual([
      [2, 'Row 3 is about the same person: keep one of the two'],
      [3, 'Row 2 is about the same person: keep one of the two'],
    ])
  })

  test.each([
    ['the same date of birth', 'X9,AMÍNA,khan,1998-04-17,,', ['same name and date of birth']],
    ['a shorter given name', 'X9,Ami,Khan,1998-04-17,,', ['same name and date of birth']],
    ['the same address', 'X9,Amina,Khan,,AMINA@example.org,', ['same name and e-mail address']],
    [
      'both',
      'X9,Amina,Khan,1998-04-17,amina@example.org,',
      ['same name and date of birth', 'same name and e-mail address'],
    ],
  ])(
    'with a known name and %s makes a record and asks whether it is the same person',
    async (_what, row, reasons) => {
      expect(await people(row)).toMatchObject({ created: 1, rejected: [] })
      expect(await likely()).toEqual([{ one: 'P1', other: 'X9', reasons, state: 'open' }])
      expect(await people(row)).toMatchObject({ unchanged: 1 })
      expect(await likely()).toHaveLength(1)
    },
  )

  test('with a name alone, or only a date of birth, asks nothing', async () => {
    await people('X7,Amina,Khan,,,', 'X8,Grace,Khan,1998-04-17,,', 'X9,Amina,Osei,1998-04-17,,')
    expect(await likely()).toEqual([])
  })

  test('that has one person twice under different references is asked about too', async () => {
    await people('X8,Zoë,Obi,1990-01-01,,', 'X9,Zoe,Obi,1990-01-01,,')
    expect(await likely()).toMatchObject([{ one: 'X8', other: 'X9' }])
  })
})

describe('two records made one', () => {
  const jobs =
    'engagement_ref,person_ref,organisation_ref,role,basis,fte,started_on,ended_on\nE1,P1,C,Social worker,permanent,1,2020-01-01,\nE2,X9,M,Governor,governor,,2021-01-01,\n'

  beforeEach(async () => {
    await report(
      'organisations',
      'organisation_ref,name,kind,sector\nC,Council,council,Social care\nM,Meadow School,school,Schools\n',
    )
    await people('P1,Amina,Khan,1998-04-17,,SW1', 'X9,Amina,Khan,1998-04-17,amina@example.org,')
    await report('engagements', jobs)
    await report(
      'training',
      'person_ref,course_code,completed_on,provider\nP1,SG,2026-01-05,Council\nX9,SG,2026-01-05,School\nX9,FA,2026-02-02,School\n',
    )
  })

  const state = () =>
    world.act(partnership, async (ctx) => ({
      people: await ctx.db
        .selectFrom('people')
        .select(['id', 'ref', 'email', 'sweNumber'])
        .orderBy('ref')
        .execute(),
      engagements: await ctx.db
        .selectFrom('engagements')
        .select(['ref', 'personId'])
        .orderBy('ref')
        .execute(),
      evidence: await ctx.db
        .selectFrom('evidence')
        .select(['id', 'personId', 'provider'])
        .orderBy('id')
        .execute(),
      matches: await ctx.db.selectFrom('personMatches').select(['id', 'oneId', 'otherId', 'state']).execute(),
      words: await ctx.db
        .selectFrom('personWords')
        .select(['personId', 'word'])
        .orderBy('personId')
        .orderBy('word')
        .execute(),
    }))

  test('count once, have what both had, and answer to both references', async () => {
    await merge('P1', 'X9')
    const now = await state()
    expect(now.people).toMatchObject([{ ref: 'P1', email: 'amina@example.org', sweNumber: 'SW1' }])
    const kept = now.people[0]!.id
    expect(now.engagements).toEqual([
      { ref: 'E1', personId: kept },
      { ref: 'E2', personId: kept },
    ])
    expect(now.evidence.map(({ personId, provider }) => [personId, provider])).toEqual([
      [kept, 'Council'],
      [kept, 'School'],
    ])
    expect(now.matches).toEqual([])
    expect(await aliases()).toEqual(['X9'])
    expect(await report('engagements', jobs)).toMatchObject({ unchanged: 2 })
    expect(
      await report('training', 'person_ref,course_code,completed_on,provider\nX9,SG,2026-01-05,Council\n'),
    ).toMatchObject({ unchanged: 1 })
  })

  test('are two again when that is undone, each with what it had', async () => {
    const before = await state()
    const mergeId = await merge('P1', 'X9')
    expect(await world.act(partnership, (ctx) => undoMerge(ctx, mergeId, 1))).toEqual({
      outcome: 'undone',
      leftOut: 0,
    })
    expect(await state()).toEqual(before)
    expect(await aliases()).toEqual([])
    expect(await world.act(partnership, (ctx) => undoMerge(ctx, mergeId, 1))).toEqual({
      outcome: 'stale',
    })
  })

  test('are undone last merge first', async () => {
    await people('Y1,Amina,Khan,,,')
    const first = await merge('P1', 'X9')
    const second = await merge('Y1', 'P1')
    const undo = (mergeId: string) => world.act(partnership, (ctx) => undoMerge(ctx, mergeId, 1))
    expect(await aliases()).toEqual(['P1', 'X9'])
    expect(await undo(first)).toEqual({ outcome: 'merged-on', mergeId: second })
    expect(await undo(second)).toMatchObject({ outcome: 'undone', leftOut: 0 })
    expect(await undo(first)).toMatchObject({ outcome: 'undone', leftOut: 0 })
    expect((await inRegister()).map(({ ref }) => ref)).toEqual(['P1', 'X9', 'Y1'])
  })

  test('what was removed since the merge stays removed, and is said', async () => {
    const mergeId = await merge('P1', 'X9')
    await world.act(partnership, (ctx) =>
      ctx.db.deleteFrom('evidence').where('provider', '=', 'School').execute(),
    )
    expect(await world.act(partnership, (ctx) => undoMerge(ctx, mergeId, 1))).toEqual({
      outcome: 'undone',
      leftOut: 1,
    })
  })

  test('keep the roles that came from their jobs', async () => {
    const engagements = (await state()).engagements
    await world.act(
      partnership,
      async (ctx) => {
        const accountId = (await import('#platform')).newId()
        await ctx.db
          .insertInto('accounts')
          .values({ id: accountId, email: `${accountId}@example.org`, displayName: 'Amina' })
          .execute()
        await ctx.db
          .insertInto('grants')
          .values({
            partnershipId: partnership.id,
            id: accountId,
            accountId,
            role: 'practitioner',
            startedOn: '2021-01-01',
            sourceEngagementId: (
              await ctx.db
                .selectFrom('engagements')
                .select('id')
                .where('ref', '=', engagements[1]!.ref)
                .executeTakeFirstOrThrow()
            ).id,
          })
          .execute()
      },
      { managesAccounts: true },
    )
    await merge('P1', 'X9')
    const grants = await world.act(partnership, (ctx) =>
      ctx.db.selectFrom('grants').select('endedOn').execute(),
    )
    expect(grants).toEqual([{ endedOn: null }])
  })

  test('by two people at once, in opposite directions, leave one record', async () => {
    const [one, other] = [await idOf('P1'), await idOf('X9')]
    const answers = await Promise.all([
      world.act(partnership, (ctx) => mergePeople(ctx, { keptId: one, goneId: other })),
      world.act(partnership, (ctx) => mergePeople(ctx, { keptId: other, goneId: one })),
      world.act(partnership, (ctx) => mergePeople(ctx, { keptId: one, goneId: other })),
    ])
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['gone', 'gone', 'merged'])
    const { people: left, engagements } = await state()
    expect(left).toHaveLength(1)
    expect(engagements.map(({ personId }) => personId)).toEqual([left[0]!.id, left[0]!.id])
  })
})
