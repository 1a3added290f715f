import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Context, type PartnershipIdentity, type Scope, everyone, newId, onlyOneself } from '#platform'
import { bringInFile, personNamed } from '../../../../test/support/social-care.ts'
import { type World, openWorld } from '../../../../test/support/world.ts'
import { erasePerson, previewErasing } from './forget-person.ts'
import { saveAnswer } from './save-answer.ts'
import { questionOf } from './questions.ts'

let world: World
let here: PartnershipIdentity
let there: PartnershipIdentity

beforeAll(async () => {
  world = await openWorld()
  here = await world.addPartnership('here')
  there = await world.addPartnership('there')
  for (const place of [here, there]) {
    await bringInFile(
      world,
      place,
      'organisations',
      'organisation_ref,name,kind,sector\nC,Council,council,Social care\n',
    )
    const people = (name: string) => `person_ref,given_name,family_name,birth_date,email,swe_number
P1,${name},Khan,1980-04-17,amina@example.org,SW1
P2,Tom,Bell,,,
P3,Dev,Patel,1970-01-01,,
`
    // The second file corrects the first: what it said is kept.
    await bringInFile(world, place, 'people', people('Anima'))
    await bringInFile(world, place, 'people', people('Amina'))
    await bringInFile(
      world,
      place,
      'engagements',
      `engagement_ref,person_ref,organisation_ref,role,basis,started_on,ended_on,leaving_reason
E1,P1,C,Teacher,permanent,2010-01-01,2024-01-31,Resigned
E2,P2,C,Teacher,permanent,2010-01-01,,
E3,P3,C,Teacher,permanent,2000-01-01,2015-08-31,Retired
`,
    )
  }
})
afterAll(() => world?.close())

const act = <T>(work: (ctx: Context) => Promise<T>) => world.act(here, work)
const versionOf = async (id: string) =>
  (
    await act(({ db }) =>
      db.selectFrom('people').select('version').where('id', '=', id).executeTakeFirstOrThrow(),
    )
  ).version
/** Everything that any table, earlier versions included, says with one of these words in it. */
const mentions = (place: PartnershipIdentity, word: string) =>
  world.act(place, async ({ db }) => {
    const { rows } = await sql<{ said: number }>`select
      (select count(*) from people p where to_jsonb(p)::text like ${`%${word}%`})
      + (select count(*) from superseded_rows s where s.row_as_it_was::text like ${`%${word}%`})
      + (select count(*) from answers a where a.value like ${`%${word}%`})
      + (select count(*) from person_words w where w.word like ${`%${word.toLowerCase()}%`}) as said`.execute(
      db,
    )
    return rows[0]!.said
  })

test('nobody is erased who still works somewhere', async () => {
  const tom = await personNamed(world, here, 'P2')
  const { stillAt } = await act((ctx) => previewErasing(ctx, tom))
  expect(stillAt).toEqual(['Council'])
  expect(await act(async (ctx) => erasePerson(ctx, tom, 1, 'asked'))).toBe(false)
  expect(await mentions(here, 'Bell')).toBeGreaterThan(0)
})

test('while evidence may be asked for, name, number and work stay, and everything else goes with its copies', async () => {
  const amina = await personNamed(world, here, 'P1')
  const version = await versionOf(amina)
  const answer = { question: questionOf('phone')!, state: 'answered' as const, value: '0115 496 0000' }
  await act((ctx) => saveAnswer(ctx, amina, version, answer))
  await world.act(
    here,
    ({ db, partnership }) =>
      db
        .insertInto('equalityAnswers')
        .values({
          id: newId(),
          partnershipId: partnership.id,
          personId: amina,
          question: 'sex',
          answer: 'female',
          answeredAt: new Date(),
        })
        .execute(),
    { personId: amina, scope: onlyOneself },
  )
  expect(await act((ctx) => previewErasing(ctx, amina))).toMatchObject({
    keptUntil: '2030-01-31',
    everything: false,
  })
  expect(await mentions(here, 'Anima')).toBeGreaterThan(0)
  expect(await act((ctx) => erasePerson(ctx, amina, version, 'asked'))).toBe(true)
  expect(
    await act(({ db }) => db.selectFrom('people').selectAll().where('id', '=', amina).executeTakeFirst()),
  ).toMatchObject({
    fullName: 'Amina Khan',
    sweNumber: 'SW1',
    birthDate: null,
    email: null,
    keptUntil: '2030-01-31',
    erasedAt: null,
  })
  for (const word of ['Anima', 'amina@example.org', '1980-04-17', '0115 496'])
    expect(await mentions(here, word)).toBe(0)
  const equality = await world.act(
    here,
    ({ db }) => db.selectFrom('equalityAnswers').select('id').execute(),
    {
      personId: amina,
      scope: onlyOneself,
    },
  )
  expect(equality).toEqual([])
  expect(
    await act(({ db }) =>
      db.selectFrom('engagements').select('leavingReason').where('ref', '=', 'E1').execute(),
    ),
  ).toEqual([{ leavingReason: 'Resigned' }])
})

test('afterwards the name goes too, and a line to count stays', async () => {
  const dev = await personNamed(world, here, 'P3')
  expect(await act((ctx) => previewErasing(ctx, dev))).toMatchObject({
    keptUntil: '2021-08-31',
    everything: true,
  })
  expect(await act(async (ctx) => erasePerson(ctx, dev, await versionOf(dev), 'over'))).toBe(true)
  for (const word of ['Patel', 'P3', '1970-01-01', 'Retired']) expect(await mentions(here, word)).toBe(0)
  const line = await act(({ db }) =>
    db
      .selectFrom('engagements')
      .innerJoin('people', 'people.id', 'engagements.personId')
      .select(['fullName', 'startedOn', 'endedOn'])
      .where('engagements.ref', '=', 'E3')
      .executeTakeFirstOrThrow(),
  )
  expect(line).toEqual({ fullName: 'Erased person', startedOn: '2000-01-01', endedOn: '2015-08-31' })
  expect(await act(async (ctx) => erasePerson(ctx, dev, await versionOf(dev), 'over'))).toBe(false)
})

test('another partnership keeps what it knows, and whoever sees only a part takes no copies away', async () => {
  expect(await mentions(there, 'Anima')).toBeGreaterThan(0)
  const theirs = await personNamed(world, there, 'P1')
  const forget = (place: PartnershipIdentity, scope: Scope = everyone) =>
    world.act(
      place,
      async ({ db }) =>
        (
          await sql<{ gone: number }>`select app.forget_copies(${theirs}::uuid, '{people}') as gone`.execute(
            db,
          )
        ).rows[0]!.gone,
      { scope },
    )
  expect(await forget(here)).toBe(0)
  await expect(forget(there, onlyOneself)).rejects.toThrow(/may erase/)
  expect(await mentions(there, 'Anima')).toBeGreaterThan(0)
})
