import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Context, type PartnershipIdentity, addDays, newId } from '#platform'
import { bringInFile } from '../../../../test/support/social-care.ts'
import { type World, openWorld } from '../../../../test/support/world.ts'
import { addEngagement } from './add-engagement.ts'
import { changeTerms, undoChange } from './change-terms.ts'
import { correctEngagement } from './correct-engagement.ts'
import { DaysOfEngagement, horizon } from './days.model.ts'
import { endEngagement, reopenEngagement } from './end-engagement.ts'
import type { Terms, TermsRow } from './engagement.ts'

let world: World
let here: PartnershipIdentity
let ids: { person: string; organisation: string; role: string }

beforeAll(async () => {
  world = await openWorld()
  here = await world.addPartnership('brookshire')
  await bringInFile(
    world,
    here,
    'organisations',
    'organisation_ref,name,kind,sector,cohort\nC,Council,council,Social care,employed\n',
  )
  await bringInFile(world, here, 'people', 'person_ref,given_name,family_name\nP1,Amina,Khan\n')
  ids = await world.act(here, async ({ db, partnership }) => {
    const role = newId()
    await db
      .insertInto('roles')
      .values({ id: role, partnershipId: partnership.id, name: 'Social worker' })
      .execute()
    const person = await db.selectFrom('people').select('id').executeTakeFirstOrThrow()
    const organisation = await db.selectFrom('organisations').select('id').executeTakeFirstOrThrow()
    return { person: person.id, organisation: organisation.id, role }
  })
})
afterAll(() => world?.close())

const dateOf = (day: number) => addDays('2026-01-01', day)
const terms = (fte: number): Terms => ({
  roleId: ids.role,
  teamId: null,
  basis: 'permanent',
  fte,
  hoursPerWeek: null,
  cohort: '',
  payStatus: '',
  clientAgeFrom: null,
  clientAgeTo: null,
})
const day = fc.nat({ max: horizon - 2 })
const fte = fc.integer({ min: 1, max: 9 }).map((tenths) => tenths / 10)
const which = fc.nat({ max: 9 })
const step = fc.oneof(
  fc.record({ does: fc.constant('change' as const), day, fte, which }),
  fc.record({ does: fc.constant('correct' as const), day, fte, which }),
  fc.record({ does: fc.constant('undo' as const), day, fte, which }),
  fc.record({ does: fc.constant('end' as const), day, fte, which }),
  fc.record({ does: fc.constant('reopen' as const), day, fte, which }),
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** The rows as they stand or, given a moment, as they were recorded then. */
async function rowsOf(ctx: Context, ref: string, at?: Date): Promise<TermsRow[]> {
  const from = at ? sql`app.engagements_as_recorded(${at})` : sql`engagements`
  const { rows } =
    await sql<TermsRow>`select id, fte, started_on, ended_on, continues_id, version, same_work_since
    from ${from} as e where ref = ${ref} order by started_on`.execute(ctx.db)
  return rows
}

/** For every day the full-time equivalents that hold on it: none, one, or more if rows overlapped. */
const byDay = (rows: TermsRow[]) =>
  Array.from({ length: horizon }, (_, index) =>
    rows
      .filter(
        ({ startedOn, endedOn }) => startedOn <= dateOf(index) && (!endedOn || endedOn >= dateOf(index)),
      )
      .map((row) => row.fte),
  )

/** Does the same to the register and to the model; both must answer the same. */
async function takeStep(
  ref: string,
  model: DaysOfEngagement,
  { does, day, fte, which }: Step,
): Promise<void> {
  const rows = await world.act(here, (ctx) => rowsOf(ctx, ref))
  const index = which % rows.length
  const { id: engagementId, version } = rows[index]!
  const start = model.starts()[index]!
  const seen = { engagementId, version }
  await world.act(here, async (ctx) => {
    if (does === 'change') {
      const answer = await changeTerms(ctx, seen, dateOf(day), terms(fte))
      expect(answer.outcome === 'refused' ? answer.because : answer.outcome).toBe(model.change(day, fte))
    } else if (does === 'correct') {
      const answer = await correctEngagement(ctx, seen, { ...terms(fte), startedOn: dateOf(day) })
      expect(answer.outcome === 'refused' ? answer.because : answer.outcome).toBe(
        model.correct(start, day, fte),
      )
    } else if (does === 'undo') {
      expect(await undoChange(ctx, seen)).toBe(model.undo(start))
    } else if (does === 'end') {
      const ending = { endedOn: dateOf(day), leavingReason: 'Resignation', destination: null }
      const answer = await endEngagement(ctx, engagementId, version, ending)
      expect(answer.outcome === 'refused' ? answer.because : answer.outcome).toBe(model.end(day))
    } else {
      expect(await reopenEngagement(ctx, engagementId, version)).toBe(model.reopen())
    }
  })
}

test('changes, corrections, ends and undoing leave no gap and no overlap, and lose nothing that was recorded', async () => {
  await fc.assert(
    fc.asyncProperty(
      day,
      fte,
      fc.array(step, { minLength: 1, maxLength: 12 }),
      async (start, firstFte, steps) => {
        const model = new DaysOfEngagement(start, firstFte)
        const ref = await world.act(here, async (ctx) => {
          const id = await addEngagement(ctx, {
            ...terms(firstFte),
            personId: ids.person,
            organisationId: ids.organisation,
            startedOn: dateOf(start),
          })
          return (
            await ctx.db
              .selectFrom('engagements')
              .select('ref')
              .where('id', '=', id)
              .executeTakeFirstOrThrow()
          ).ref
        })
        const recorded: { at: Date; rows: TermsRow[] }[] = []
        for (const next of [null, ...steps]) {
          if (next) await takeStep(ref, model, next)
          recorded.push(
            await world.act(here, async (ctx) => {
              const { rows } = await sql<{ at: Date }>`select clock_timestamp() as at`.execute(ctx.db)
              return { at: rows[0]!.at, rows: await rowsOf(ctx, ref) }
            }),
          )
          const { rows } = recorded.at(-1)!
          expect(byDay(rows)).toEqual(model.days.map((one) => (one ? [one.fte] : [])))
          // The role and the basis never change here, so deadlines are always counted from the first day.
          for (const row of rows) expect(row).toMatchObject({ sameWorkSince: rows[0]!.startedOn })
        }
        for (const { at, rows } of recorded) {
          const asRecorded = await world.act(here, (ctx) => rowsOf(ctx, ref, at))
          expect(asRecorded).toEqual(rows)
        }
      },
    ),
    { numRuns: 30 },
  )
})

test('rows that do not follow each other are refused by the database, however they are written', async () => {
  const first = await world.act(here, (ctx) =>
    addEngagement(ctx, {
      ...terms(1),
      personId: ids.person,
      organisationId: ids.organisation,
      startedOn: '2026-01-01',
    }),
  )
  const ref = await world.act(here, async ({ db }) => {
    const row = await db
      .selectFrom('engagements')
      .select(['ref', 'version'])
      .where('id', '=', first)
      .executeTakeFirstOrThrow()
    return row.ref
  })
  const again = (startedOn: string, continuesId: string | null) =>
    world.act(here, ({ db, partnership }) =>
      db
        .insertInto('engagements')
        .values({
          ...terms(1),
          id: newId(),
          partnershipId: partnership.id,
          ref,
          personId: ids.person,
          organisationId: ids.organisation,
          startedOn,
          continuesId,
        })
        .execute(),
    )
  await expect(again('2026-06-01', null)).rejects.toThrow(/engagements_first_of_ref/)
  await expect(again('2026-06-01', first)).rejects.toThrow(/do not follow each other/)
  await world.act(here, (ctx) =>
    changeTerms(ctx, { engagementId: first, version: 1 }, '2026-06-01', terms(0.5)),
  )
  await expect(again('2026-06-01', first)).rejects.toThrow(/continues_id/)
  await expect(
    world.act(here, ({ db }) =>
      db.updateTable('engagements').set({ endedOn: '2026-04-30' }).where('id', '=', first).execute(),
    ),
  ).rejects.toThrow(/do not follow each other/)
})

test('a change of role starts its deadlines anew, and a change of hours does not', async () => {
  const manager = newId()
  await world.act(here, ({ db, partnership }) =>
    db.insertInto('roles').values({ id: manager, partnershipId: partnership.id, name: 'Manager' }).execute(),
  )
  const first = await world.act(here, (ctx) =>
    addEngagement(ctx, {
      ...terms(1),
      personId: ids.person,
      organisationId: ids.organisation,
      startedOn: '2026-01-01',
    }),
  )
  const change = async (engagementId: string, from: string, changed: Partial<Terms>) => {
    const answer = await world.act(here, (ctx) =>
      changeTerms(ctx, { engagementId, version: 1 }, from, { ...terms(1), ...changed }),
    )
    if (answer.outcome !== 'changed') throw new Error(answer.outcome)
    return answer.engagementId
  }
  const second = await change(first, '2026-03-01', { fte: 0.5 })
  const third = await change(second, '2026-05-01', { roleId: manager })
  const since = () =>
    world.act(here, async ({ db }) => {
      const rows = await db
        .selectFrom('engagements')
        .select('sameWorkSince')
        .where('id', 'in', [first, second, third])
        .orderBy('startedOn')
        .execute()
      return rows.map(({ sameWorkSince }) => sameWorkSince)
    })
  expect(await since()).toEqual(['2026-01-01', '2026-01-01', '2026-05-01'])
  await world.act(here, (ctx) =>
    correctEngagement(ctx, { engagementId: first, version: 2 }, { ...terms(1), startedOn: '2026-02-01' }),
  )
  expect(await since()).toEqual(['2026-02-01', '2026-02-01', '2026-05-01'])
})
