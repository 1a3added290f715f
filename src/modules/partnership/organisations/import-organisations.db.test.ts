import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PartnershipIdentity } from '#platform'
import { bringIn as bringInFile, reportOf } from '../../../../test/support/imports.ts'
import { type World, openWorld } from '../../../../test/support/world.ts'
import { organisationsImport } from './import-organisations.ts'

let world: World
let partnership: PartnershipIdentity
let count = 0

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

async function fresh() {
  count += 1
  partnership = await world.addPartnership(`fresh-${count}`)
}

type Rest = Parameters<typeof reportOf>[4]

const bringIn = (csv: string, rest?: Rest) => bringInFile(world, partnership, organisationsImport, csv, rest)
const report = (csv: string, rest?: Rest) => reportOf(world, partnership, organisationsImport, csv, rest)

function periods(ref: string) {
  return world.act(partnership, (ctx) =>
    ctx.db
      .selectFrom('organisationPeriods as p')
      .innerJoin('organisations as o', 'o.id', 'p.organisationId')
      .where('o.ref', '=', ref)
      .select(['p.name', 'p.startedOn', 'p.endedOn'])
      .orderBy('p.startedOn', (order) => order.asc().nullsFirst())
      .execute(),
  )
}

const head = 'organisation_ref,name,kind,sector'

test('organisations come in once, and the same file again changes nothing', async () => {
  await fresh()
  const csv = `${head},cohort,parent_ref,opened_on\nA,Meadow School,school,Schools,,T,01/09/2015\nT,Learning Trust,other,Schools,wider,,\n`
  expect(await report(csv)).toEqual({ rows: 2, created: 2, changed: 0, unchanged: 0, rejected: [] })
  expect(await report(csv)).toEqual({ rows: 2, created: 0, changed: 0, unchanged: 2, rejected: [] })
  expect(await periods('A')).toEqual([{ name: 'Meadow School', startedOn: null, endedOn: null }])
})

test('facts hold for all time at first, and other facts later open a period from the as-at date', async () => {
  await fresh()
  await report(`${head}\nA,Old Name,school,Schools\n`, { asAt: '2026-01-01' })
  expect(await report(`${head}\nA,New Name,school,Schools\n`, { asAt: '2026-06-01' })).toMatchObject({
    changed: 1,
  })
  expect(await periods('A')).toEqual([
    { name: 'Old Name', startedOn: null, endedOn: '2026-05-31' },
    { name: 'New Name', startedOn: '2026-06-01', endedOn: null },
  ])
})

test('an earlier as-at date holds until the date for which the next facts are known', async () => {
  await fresh()
  await report(`${head}\nA,June,school,Schools\n`, { asAt: '2026-06-01' })
  await report(`${head}\nA,March,school,Schools\n`, { asAt: '2026-03-01' })
  expect(await periods('A')).toEqual([
    { name: 'June', startedOn: null, endedOn: '2026-02-28' },
    { name: 'March', startedOn: '2026-03-01', endedOn: '2026-05-31' },
    { name: 'June', startedOn: '2026-06-01', endedOn: null },
  ])
})

test('other facts for the same date correct it, for all the time that they held', async () => {
  await fresh()
  await report(`${head}\nA,Meadwo,school,Schools\n`, { asAt: '2026-06-01' })
  await report(`${head}\nA,Meadow,school,Schools\n`, { asAt: '2026-06-01' })
  expect(await periods('A')).toEqual([{ name: 'Meadow', startedOn: null, endedOn: null }])
})

test('a file with a rejected row changes nothing, unless its valid rows are wanted', async () => {
  await fresh()
  const csv = `${head}\nA,Meadow,school,Schools\nB,Brook,castle,Schools\n`
  const rejected = [
    { row: 3, column: 'kind', reason: expect.stringContaining('“castle” is not one of council') },
  ]
  expect(await report(csv)).toEqual({ rows: 2, created: 0, changed: 0, unchanged: 0, rejected })
  expect(await periods('A')).toEqual([])
  expect(await report(csv, { acceptValid: true })).toMatchObject({ created: 1, rejected })
  expect(await periods('A')).toHaveLength(1)
})

test('a dry run says what would happen and does not do it', async () => {
  await fresh()
  expect(await report(`${head}\nA,Meadow,school,Schools\n`, { dryRun: true })).toMatchObject({ created: 1 })
  expect(await periods('A')).toEqual([])
})

test('two rows of one organisation are both rejected, each naming the other', async () => {
  await fresh()
  const answer = await report(
    `${head}\nA,Meadow,school,Schools\nB,Brook,school,Schools\nA,Meadow 2,school,Schools\n`,
  )
  expect(answer.rejected).toEqual([
    { row: 2, column: 'organisation_ref', reason: 'Row 4 has the same organisation_ref' },
    { row: 4, column: 'organisation_ref', reason: 'Row 2 has the same organisation_ref' },
  ])
})

test('a parent may come later in the file, must exist, and nothing stands above itself', async () => {
  await fresh()
  const withParent = 'organisation_ref,name,kind,sector,parent_ref'
  await report(`${withParent}\nA,Meadow,school,Schools,T\nT,Trust,other,Schools,\n`)
  const unknown = await report(`${withParent}\nB,Brook,school,Schools,nobody\n`)
  expect(unknown.rejected).toEqual([
    { row: 2, column: 'parent_ref', reason: '“nobody” is neither in this file nor among the organisations' },
  ])
  const circle = await report(`${withParent}\nT,Trust,other,Schools,A\n`)
  expect(circle.rejected).toEqual([
    { row: 2, column: 'parent_ref', reason: 'It would stand above itself: T → A → T' },
  ])
})

test('a rejected parent takes those that would belong to it along', async () => {
  await fresh()
  const csv =
    'organisation_ref,name,kind,sector,parent_ref\nT,Trust,castle,Schools,\nA,Meadow,school,Schools,T\nB,Brook,school,Schools,A\n'
  const answer = await report(csv, { acceptValid: true })
  expect(answer).toMatchObject({ created: 0 })
  expect(answer.rejected.map(({ row, column }) => [row, column])).toEqual([
    [2, 'kind'],
    [3, 'parent_ref'],
    [4, 'parent_ref'],
  ])
})

test('a number belongs to one organisation, and two may exchange theirs', async () => {
  await fresh()
  const withUrn = 'organisation_ref,name,kind,sector,urn'
  await report(`${withUrn}\nA,Meadow,school,Schools,1\nB,Brook,school,Schools,2\n`)
  const taken = await report(`${withUrn}\nC,Hill,school,Schools,1\n`)
  expect(taken.rejected).toEqual([{ row: 2, column: 'urn', reason: '“1” is the urn of A' }])
  expect(await report(`${withUrn}\nA,Meadow,school,Schools,2\nB,Brook,school,Schools,1\n`)).toMatchObject({
    changed: 2,
  })
})

test('an empty cell clears a fact, and a column that is not there leaves it alone', async () => {
  await fresh()
  await report(`${head},postcode,closed_on\nA,Meadow,school,Schools,ZZ1 1AA,2026-08-31\n`)
  const facts = () =>
    world.act(partnership, (ctx) =>
      ctx.db
        .selectFrom('organisationPeriods as p')
        .innerJoin('organisations as o', 'o.id', 'p.organisationId')
        .select(['p.postcode', 'o.closedOn'])
        .executeTakeFirstOrThrow(),
    )
  await report(`${head}\nA,Meadow,school,Schools\n`)
  expect(await facts()).toEqual({ postcode: 'ZZ1 1AA', closedOn: '2026-08-31' })
  await report(`${head},postcode,closed_on\nA,Meadow,school,Schools,,\n`)
  expect(await facts()).toEqual({ postcode: null, closedOn: null })
})

test('a file without a needed column, or with it twice, is refused and names the column', async () => {
  await fresh()
  expect(await bringIn('organisation_ref,name,kind\nA,Meadow,school\n')).toEqual({
    refused: [
      {
        file: 'organisations.csv',
        row: 1,
        column: 'sector',
        reason: expect.stringContaining('no column “sector”'),
      },
    ],
  })
  expect(await bringIn(`${head},name\nA,Meadow,school,Schools,Other\n`)).toMatchObject({
    refused: [{ column: 'name', reason: expect.stringContaining('More than one column is called “name”') }],
  })
})

test('columns in any order, unknown columns and constants of a mapping are taken', async () => {
  await fresh()
  const csv = 'reason,Title,Code\nwrong before,Meadow,A\n'
  const mapping = {
    organisation_ref: 'Code',
    name: 'Title',
    kind: { always: 'school' },
    sector: { always: 'Schools' },
  }
  expect(await report(csv, { mapping })).toMatchObject({ created: 1, rejected: [] })
  const wrong = await bringIn(csv, { mapping: { ...mapping, kind: { always: 'castle' }, name: 'Nome' } })
  expect(wrong).toMatchObject({ refused: [{ column: 'name' }, { column: 'kind' }] })
})

test('the same file brought in twice at once comes in once', async () => {
  await fresh()
  const csv = `${head},urn\n${Array.from({ length: 200 }, (_, index) => `R${index},School ${index},school,Schools,${index}`).join('\n')}\n`
  const reports = await Promise.all([report(csv), report(csv), report(csv)])
  expect(reports.filter(({ created, unchanged }) => created === 200 && unchanged === 0)).toHaveLength(1)
  expect(reports.filter(({ created, unchanged }) => created === 0 && unchanged === 200)).toHaveLength(2)
})

/** What the rule says, day by day: facts hold from the date they are given for until the next date others are given for. */
class NaiveModel {
  private readonly given = new Map<string, string>()
  private first: string | undefined

  on(day: string): string | undefined {
    const before = [...this.given.keys()]
      .filter((date) => date <= day)
      .sort()
      .at(-1)
    const date = before ?? this.first
    return date === undefined ? undefined : this.given.get(date)
  }

  bringIn(name: string, asAt: string): 'created' | 'changed' | 'unchanged' {
    const now = this.on(asAt)
    if (now === name) return 'unchanged'
    this.first ??= asAt
    this.given.set(asAt, name)
    return now === undefined ? 'created' : 'changed'
  }
}

test('facts brought in for random dates in random order are those of the naive model on every day', async () => {
  const refs = Array.from({ length: 12 }, (_, index) => `R${index}`)
  const day = (number: number) => `2026-01-${String(number).padStart(2, '0')}`
  const file = fc.record({
    asAt: fc.integer({ min: 2, max: 9 }).map(day),
    names: fc.array(fc.option(fc.constantFrom('Ash', 'Beech', 'Cedar')), {
      minLength: refs.length,
      maxLength: refs.length,
    }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 7 }), async (files) => {
      await fresh()
      const models = new Map(refs.map((ref) => [ref, new NaiveModel()]))
      for (const { asAt, names } of files) {
        const expected = { created: 0, changed: 0, unchanged: 0 }
        const rows = refs.flatMap((ref, index) => {
          const name = names[index]
          if (!name) return []
          expected[models.get(ref)!.bringIn(name, asAt)] += 1
          return `${ref},${name},school,Schools`
        })
        expect(await report(`${head}\n${rows.join('\n')}\n`, { asAt })).toMatchObject(expected)
      }
      const { rows } = await world.act(partnership, (ctx) =>
        sql<{ ref: string; day: string; name: string }>`
          select o.ref, d.day::date::text as day, p.name from organisations o
          cross join generate_series('2026-01-01'::date, '2026-01-10'::date, '1 day') as d (day)
          join app.current_periods(d.day::date) p on p.organisation_id = o.id`.execute(ctx.db),
      )
      const expected = refs.flatMap((ref) =>
        Array.from({ length: 10 }, (_, index) => ({
          ref,
          day: day(index + 1),
          name: models.get(ref)?.on(day(index + 1)),
        })),
      )
      const inOrder = (one: { ref: string; day: string }, other: { ref: string; day: string }) =>
        one.ref.localeCompare(other.ref) || one.day.localeCompare(other.day)
      expect(rows.sort(inOrder)).toEqual(expected.filter(({ name }) => name).sort(inOrder))
    }),
    { numRuns: 25 },
  )
})
