/** Adds, changes and ends households of foster carers. What was said before is kept. */
import { sql } from 'kysely'
import { type Context, type LocalDate, newId, record } from '#platform'

export interface NewCarer {
  personId: string
  isConnected: boolean
}

export type KeepAnswer =
  | { outcome: 'saved'; id: string }
  | { outcome: 'refused'; because: 'not-a-carer' | 'in-a-household' | 'two-already' | 'same-person' }

/** In words, for whoever asked. */
export const refusals: Record<Extract<KeepAnswer, { outcome: 'refused' }>['because'], string> = {
  'not-a-carer': 'Choose somebody who was a foster carer on that day',
  'in-a-household': 'This carer is in a household at that time already: end that first',
  'two-already': 'The household has two carers at that time already: say first when one of them left',
  'same-person': 'Choose another person as the second carer, or nobody',
}

/** Changes to households are made one after another, so that what was looked at still holds. */
async function inTurn(ctx: Context): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('households ' || ${ctx.partnership.id}::text, 0))`.execute(
    ctx.db,
  )
}

/** A household of one or two carers, approved by the fostering service that the first cares for. */
export async function addHousehold(
  ctx: Context,
  startedOn: LocalDate,
  carers: readonly NewCarer[],
): Promise<KeepAnswer> {
  await inTurn(ctx)
  if (new Set(carers.map(({ personId }) => personId)).size < carers.length)
    return { outcome: 'refused', because: 'same-person' }
  for (const { personId } of carers) {
    const because = await whyNot(ctx, personId, startedOn)
    if (because) return { outcome: 'refused', because }
  }
  const id = newId()
  const organisationId = (await serviceOf(ctx, carers[0]!.personId, startedOn))!
  const { rows } = await sql<{ ref: string }>`
    select 'H' || lpad((coalesce(max(substring(ref from '^H([0-9]{1,8})$')::integer), 0) + 1)::text, 5, '0') as ref
    from households`.execute(ctx.db)
  const household = { partnershipId: ctx.partnership.id, id, ref: rows[0]!.ref, organisationId, startedOn }
  await ctx.db.insertInto('households').values(household).execute()
  for (const [index, carer] of carers.entries()) await insertCarer(ctx, id, index + 1, startedOn, carer)
  await record(ctx, 'workforce.household-added', { type: 'household', id }, { carers: carers.length })
  return { outcome: 'saved', id }
}

/** Another carer joins a household from a day. */
export async function addCarer(
  ctx: Context,
  household: { id: string },
  startedOn: LocalDate,
  carer: NewCarer,
): Promise<KeepAnswer> {
  await inTurn(ctx)
  const because = await whyNot(ctx, carer.personId, startedOn)
  if (because) return { outcome: 'refused', because }
  const taken = await ctx.db
    .selectFrom('householdCarers')
    .select('place')
    .where('householdId', '=', household.id)
    .where((e) => e.or([e('endedOn', 'is', null), e('endedOn', '>=', startedOn)]))
    .execute()
  const place = [1, 2].find((one) => !taken.some((other) => other.place === one))
  if (!place) return { outcome: 'refused', because: 'two-already' }
  await insertCarer(ctx, household.id, place, startedOn, carer)
  await record(ctx, 'workforce.carer-joined', { type: 'household', id: household.id })
  return { outcome: 'saved', id: household.id }
}

/** Says when a carer left. False when it was said already. */
export async function endCarer(
  ctx: Context,
  householdId: string,
  carerId: string,
  endedOn: LocalDate,
): Promise<boolean> {
  const changed = await ctx.db
    .updateTable('householdCarers')
    .set({ endedOn })
    .where('id', '=', carerId)
    .where('endedOn', 'is', null)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) return false
  await record(ctx, 'workforce.carer-left', { type: 'household', id: householdId }, { ended_on: endedOn })
  return true
}

/** The household stops, and all who care in it with it. False when it has changed since this version. */
export async function endHousehold(
  ctx: Context,
  id: string,
  version: number,
  endedOn: LocalDate,
): Promise<boolean> {
  const changed = await ctx.db
    .updateTable('households')
    .set((e) => ({ endedOn, version: e('version', '+', 1) }))
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) return false
  await ctx.db
    .updateTable('householdCarers')
    .set({ endedOn })
    .where('householdId', '=', id)
    .where('endedOn', 'is', null)
    .execute()
  await record(ctx, 'workforce.household-ended', { type: 'household', id }, { ended_on: endedOn })
  return true
}

async function insertCarer(
  ctx: Context,
  householdId: string,
  place: number,
  startedOn: LocalDate,
  carer: NewCarer,
): Promise<void> {
  await ctx.db
    .insertInto('householdCarers')
    .values({ partnershipId: ctx.partnership.id, id: newId(), householdId, place, startedOn, ...carer })
    .execute()
}

async function whyNot(ctx: Context, personId: string, on: LocalDate) {
  if (!(await serviceOf(ctx, personId, on))) return 'not-a-carer'
  const there = await ctx.db
    .selectFrom('householdCarers')
    .select('id')
    .where('personId', '=', personId)
    .where((e) => e.or([e('endedOn', 'is', null), e('endedOn', '>=', on)]))
    .executeTakeFirst()
  return there ? 'in-a-household' : null
}

/** The fostering service that somebody cares for on a day; null when they are no foster carer then. */
async function serviceOf(ctx: Context, personId: string, on: LocalDate): Promise<string | null> {
  const engagement = await ctx.db
    .selectFrom('engagements')
    .select('organisationId')
    .where('personId', '=', personId)
    .where('basis', '=', 'foster_carer')
    .where('startedOn', '<=', on)
    .where((e) => e.or([e('endedOn', 'is', null), e('endedOn', '>=', on)]))
    .executeTakeFirst()
  return engagement?.organisationId ?? null
}
