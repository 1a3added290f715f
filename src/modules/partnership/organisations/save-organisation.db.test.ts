import fc from 'fast-check'
import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type LocalDate, type PartnershipIdentity, addDays, newId } from '#platform'
import { reportOf } from '../../../../test/support/imports.ts'
import { type World, openWorld } from '../../../../test/support/world.ts'
import type { OrganisationFacts } from './organisation-facts.ts'
import { organisationToEdit } from './organisation-form.tsx'
import { organisationsImport } from './import-organisations.ts'
import {
  addOrganisation,
  changeOrganisation,
  closeOrganisation,
  correctOrganisation,
} from './save-organisation.ts'

let world: World
let partnership: PartnershipIdentity
let count = 0

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.close())
beforeEach(async () => {
  partnership = await world.addPartnership(`kept-${(count += 1)}`)
})

const facts = (change: Partial<OrganisationFacts> = {}): OrganisationFacts => ({
  name: 'Meadow School',
  kind: 'school',
  sector: 'Schools',
  cohort: 'wider',
  parent: '',
  postcode: null,
  locality: null,
  ...change,
})
const numbers = { urn: null, odsCode: null, ofstedUrn: null, charityNumber: null, openedOn: null }

async function add(ref: string, change: Partial<OrganisationFacts> = {}): Promise<string> {
  const wanted = { ref, facts: facts({ name: ref, ...change }), numbers }
  const answer = await world.act(partnership, (ctx) => addOrganisation(ctx, wanted))
  if (answer.outcome !== 'saved') throw new Error(JSON.stringify(answer))
  return answer.organisationId
}

const stands = (id: string) => world.act(partnership, (ctx) => organisationToEdit(ctx, id))

/** Corrects what is recorded today, or the period that is named. */
async function correct(id: string, change: Partial<OrganisationFacts>, rest: { version?: number } = {}) {
  const { version, periodId, facts } = await stands(id)
  return world.act(partnership, (ctx) =>
    correctOrganisation(ctx, id, rest.version ?? version, {
      periodId,
      facts: { ...facts, postcode: facts.postcode || null, locality: facts.locality || null, ...change },
      numbers,
    }),
  )
}

async function change(id: string, from: LocalDate, wanted: OrganisationFacts) {
  const { version } = await stands(id)
  return world.act(partnership, (ctx) => changeOrganisation(ctx, id, version, { from, facts: wanted }))
}

const periods = (id: string) =>
  world.act(partnership, (ctx) =>
    ctx.db
      .selectFrom('organisationPeriods')
      .select(['name', 'startedOn', 'endedOn'])
      .where('organisationId', '=', id)
      .orderBy('startedOn', (order) => order.asc().nullsFirst())
      .execute(),
  )

describe('a correction', () => {
  test('replaces what was recorded, and keeps it aside', async () => {
    const id = await add('Medow School')
    expect(await correct(id, { name: 'Meadow School' })).toMatchObject({ outcome: 'saved' })
    expect(await periods(id)).toEqual([{ name: 'Meadow School', startedOn: null, endedOn: null }])
    const before = await world.act(partnership, (ctx) =>
      ctx.db
        .selectFrom('supersededRows')
        .select('rowAsItWas')
        .where('tableName', '=', 'organisation_periods')
        .execute(),
    )
    expect(before.map((row) => row.rowAsItWas)).toMatchObject([{ name: 'Medow School' }])
  })

  test('is refused when somebody else saved meanwhile, and changes nothing', async () => {
    const id = await add('Meadow School')
    await correct(id, { name: 'First' })
    expect(await correct(id, { name: 'Second' }, { version: 1 })).toEqual({ outcome: 'stale' })
    expect((await stands(id)).name).toBe('First')
  })
})

describe('a change', () => {
  test('ends what was true the day before, and leaves it there', async () => {
    const id = await add('Meadow School')
    await change(id, '2026-09-01', facts({ name: 'Meadow Academy' }))
    expect(await periods(id)).toEqual([
      { name: 'Meadow School', startedOn: null, endedOn: '2026-08-31' },
      { name: 'Meadow Academy', startedOn: '2026-09-01', endedOn: null },
    ])
  })

  test('from a day that has one already is refused with what to do', async () => {
    const id = await add('Meadow School')
    await change(id, '2026-09-01', facts({ name: 'Meadow Academy' }))
    expect(await change(id, '2026-09-01', facts({ name: 'Other' }))).toMatchObject({
      outcome: 'refused',
      field: 'from',
    })
  })

  test('after change, on random days in any order, leaves no gap and no overlap, and every day says what it was told', async () => {
    const first = '2026-01-01'
    const wanted = fc.array(fc.record({ day: fc.nat(30), name: fc.constantFrom('A', 'B', 'C') }), {
      minLength: 1,
      maxLength: 8,
    })
    await fc.assert(
      fc.asyncProperty(wanted, async (changes) => {
        const id = await add(newId(), { name: 'Start' })
        // The model: what each day says. A change holds until the next day on which one begins.
        const said = new Map<number, string>()
        for (const { day, name } of changes) {
          const answer = await change(id, addDays(first, day), facts({ name }))
          expect(answer.outcome).toBe(said.has(day) ? 'refused' : 'saved')
          if (!said.has(day)) said.set(day, name)
        }
        const kept = await periods(id)
        expect(kept[0]!.startedOn).toBeNull()
        expect(kept.at(-1)!.endedOn).toBeNull()
        for (const [index, period] of kept.slice(1).entries())
          expect(period.startedOn).toBe(addDays(kept[index]!.endedOn!, 1))
        for (let day = 0; day <= 31; day += 1) {
          const begun = [...said.keys()].filter((one) => one <= day)
          const expected = begun.length === 0 ? 'Start' : said.get(Math.max(...begun))
          const on = addDays(first, day)
          const holding = kept.filter(
            ({ startedOn, endedOn }) => (startedOn ?? on) <= on && (endedOn ?? on) >= on,
          )
          expect(holding.map(({ name }) => name)).toEqual([expected])
        }
      }),
      { numRuns: 15 },
    )
  })
})

describe('belonging', () => {
  test('is found by reference or by full name, and what is not found is said', async () => {
    await add('T', { name: 'Learning Trust' })
    const id = await add('A')
    expect(await correct(id, { parent: 'learning trust' })).toMatchObject({ outcome: 'saved' })
    expect((await stands(id)).facts.parent).toBe('T')
    await add('T2', { name: 'Learning Trust' })
    expect(await correct(id, { parent: 'Learning Trust' })).toMatchObject({
      reason: 'Enter the reference: several organisations are called “Learning Trust”',
    })
    expect(await correct(id, { parent: 'Nobody' })).toMatchObject({ outcome: 'refused', field: 'parent' })
  })

  test('in a circle is refused with the way round', async () => {
    const top = await add('Top')
    await add('Middle', { parent: 'Top' })
    await add('Bottom', { parent: 'Middle' })
    expect(await correct(top, { parent: 'Bottom' })).toEqual({
      outcome: 'refused',
      field: 'parent',
      reason: 'Choose another: it would stand above itself, Top → Bottom → Middle → Top',
    })
    expect(await correct(top, { parent: 'Top' })).toMatchObject({ field: 'parent' })
  })

  test('that was over before does not make a circle', async () => {
    const a = await add('A', { parent: (await add('B')) && 'B' })
    await change(a, '2026-06-01', facts({ name: 'A' }))
    const b = await world.act(partnership, (ctx) =>
      ctx.db.selectFrom('organisations').select('id').where('ref', '=', 'B').executeTakeFirstOrThrow(),
    )
    expect(await change(b.id, '2026-06-01', facts({ name: 'B', parent: 'A' }))).toMatchObject({
      outcome: 'saved',
    })
    expect(await correct(a, { parent: 'B' })).toMatchObject({ outcome: 'refused', field: 'parent' })
  })

  test('made into a circle by two at once is refused to one of them', async () => {
    for (let race = 0; race < 5; race += 1) {
      const [a, b] = [await add(`A${race}`), await add(`B${race}`)]
      const answers = await Promise.all([
        correct(a, { parent: `B${race}` }),
        correct(b, { parent: `A${race}` }),
      ])
      expect(answers.map(({ outcome }) => outcome).toSorted()).toEqual(['refused', 'saved'])
    }
  })

  test('made into a circle by two transactions that ask nobody is refused by the database', async () => {
    const [a, b] = [await add('A'), await add('B')]
    const clients = [world.ownerUrl, world.ownerUrl].map(
      (connectionString) => new Client({ connectionString }),
    )
    const put = async (client: Client, child: string, parent: string) => {
      await client.query('begin')
      await client.query('update organisation_periods set parent_id = $1 where organisation_id = $2', [
        parent,
        child,
      ])
    }
    for (const client of clients) await client.connect()
    await Promise.all([put(clients[0]!, a, b), put(clients[1]!, b, a)])
    const commits = await Promise.allSettled(clients.map((client) => client.query('commit')))
    for (const client of clients) await client.end()
    const refusals = commits.filter((commit) => commit.status === 'rejected')
    expect(refusals).toHaveLength(1)
    expect(refusals[0]!.reason).toMatchObject({ constraint: 'no_circle' })
  })

  test('in a circle that a file would close on another day is a reason in its row', async () => {
    await add('A')
    const b = await add('B')
    await change(b, '2027-01-01', facts({ name: 'B', parent: 'A' }))
    const head = 'organisation_ref,name,kind,sector,parent_ref'
    const report = await reportOf(
      world,
      partnership,
      organisationsImport,
      `${head}\nA,A,school,Schools,B\n`,
      {
        asAt: '2026-11-12',
      },
    )
    expect(report.rejected).toMatchObject([
      { row: 2, column: 'parent_ref', reason: 'It would stand above itself: A → B → A' },
    ])
  })
})

describe('closing', () => {
  test('is kept, taken back, and never before the opening', async () => {
    const id = await add('A')
    await world.act(partnership, (ctx) =>
      ctx.db.updateTable('organisations').set({ openedOn: '2015-09-01' }).where('id', '=', id).execute(),
    )
    const close = (version: number, on: LocalDate | null) =>
      world.act(partnership, (ctx) => closeOrganisation(ctx, id, version, on))
    expect(await close(1, '2015-08-31')).toEqual({ outcome: 'before-opening' })
    expect(await close(1, '2026-08-31')).toEqual({ outcome: 'closed' })
    expect(await close(1, '2026-08-31')).toEqual({ outcome: 'stale' })
    expect(await close(2, null)).toEqual({ outcome: 'closed' })
    expect((await stands(id)).closedOn).toBeNull()
  })
})

test('a list of 5,000 schools as it is published comes in, and the second time all are unchanged', async () => {
  const schools = Array.from({ length: 5000 }, (_, index) => {
    const urn = 900_000 + index
    return [
      urn,
      899,
      'Wrenshire',
      2000 + (index % 4000),
      `"School number ${index}, St Thérèse"`,
      'Community school',
      index % 50 === 0 ? 'Closed' : 'Open',
      index % 3 === 0 ? '01-09-2001' : '',
      index % 50 === 0 ? '31-08-2020' : '',
      'Primary',
      'Wren Lane',
      'Wrenbury',
      `ZZ${index % 90} 1AA`,
    ].join(',')
  })
  const headings =
    'URN,LA (code),LA (name),EstablishmentNumber,EstablishmentName,TypeOfEstablishment (name),EstablishmentStatus (name),OpenDate,CloseDate,PhaseOfEducation (name),Street,Town,Postcode'
  const csv = [headings, ...schools, ''].join('\r\n')
  const mapping = organisationsImport.shapes![0]!.mapping
  const bringIn = () => reportOf(world, partnership, organisationsImport, csv, { mapping })
  expect(await bringIn()).toEqual({ rows: 5000, created: 5000, changed: 0, unchanged: 0, rejected: [] })
  expect(await bringIn()).toEqual({ rows: 5000, created: 0, changed: 0, unchanged: 5000, rejected: [] })
})
