/**
 * Adds organisations and keeps what is recorded of them right. A correction says that what was recorded was wrong, and
 * keeps the wrong words aside; a change says that it was right until a day, and opens a new period.
 */
import { sql } from 'kysely'
import { type Context, type LocalDate, addDays, newId, record } from '#platform'
import {
  type OrganisationFacts,
  type OrganisationNumbers,
  columnsOf,
  numberTaken,
} from './organisation-facts.ts'
import { circleProblem, findParent, lockRegister } from './parent.ts'

export type SavedOrganisation =
  | { outcome: 'saved'; organisationId: string }
  | { outcome: 'stale' }
  | { outcome: 'refused'; field: 'ref' | 'urn' | 'odsCode' | 'parent' | 'from'; reason: string }

const refused = (field: 'ref' | 'urn' | 'odsCode' | 'parent' | 'from', reason: string) =>
  ({ outcome: 'refused', field, reason }) as const

/** What is recorded holds for all time, until somebody says that it changed on a day. */
export async function addOrganisation(
  ctx: Context,
  { ref, facts, numbers }: { ref: string; facts: OrganisationFacts; numbers: OrganisationNumbers },
): Promise<SavedOrganisation> {
  await lockRegister(ctx)
  const parent = await findParent(ctx, facts.parent, ctx.today)
  if ('reason' in parent) return refused('parent', parent.reason)
  const there = await ctx.db
    .selectFrom('organisations')
    .select('id')
    .where('ref', '=', ref)
    .executeTakeFirst()
  if (there) return refused('ref', 'Choose another reference: an organisation has this one already')
  const taken = await numberTaken(ctx, numbers, null)
  if (taken) return refused(taken.field, taken.reason)
  const organisationId = newId()
  const partnershipId = ctx.partnership.id
  await ctx.db
    .insertInto('organisations')
    .values({ partnershipId, id: organisationId, ref, ...numbers })
    .execute()
  await ctx.db
    .insertInto('organisationPeriods')
    .values({
      partnershipId,
      id: newId(),
      organisationId,
      ...(await columnsOf(ctx, facts, parent.id)),
      knownAsAt: ctx.today,
    })
    .execute()
  await record(ctx, 'partnership.organisation-added', { type: 'organisation', id: organisationId }, { ref })
  return { outcome: 'saved', organisationId }
}

/** What was recorded of a period was wrong: it never was as it said. */
export async function correctOrganisation(
  ctx: Context,
  organisationId: string,
  version: number,
  wanted: { periodId: string; facts: OrganisationFacts; numbers: OrganisationNumbers },
): Promise<SavedOrganisation> {
  await lockRegister(ctx)
  const period = await findPeriod(ctx, organisationId, wanted.periodId)
  const parent = await findParent(ctx, wanted.facts.parent, ctx.today)
  if ('reason' in parent) return refused('parent', parent.reason)
  const circle = await circleProblem(ctx, organisationId, parent.id, {
    from: period.startedOn,
    to: period.endedOn,
  })
  if (circle) return refused('parent', circle)
  const taken = await numberTaken(ctx, wanted.numbers, organisationId)
  if (taken) return refused(taken.field, taken.reason)
  if (!(await moveOn(ctx, organisationId, version, wanted.numbers))) return { outcome: 'stale' }
  await ctx.db
    .updateTable('organisationPeriods')
    .set(await columnsOf(ctx, wanted.facts, parent.id))
    .where('id', '=', period.id)
    .execute()
  await record(ctx, 'partnership.organisation-corrected', { type: 'organisation', id: organisationId })
  return { outcome: 'saved', organisationId }
}

/** What was recorded was right until the day before; from this day on something else is true. */
export async function changeOrganisation(
  ctx: Context,
  organisationId: string,
  version: number,
  { from, facts }: { from: LocalDate; facts: OrganisationFacts },
): Promise<SavedOrganisation> {
  await lockRegister(ctx)
  const period = await periodOn(ctx, organisationId, from)
  if (!period) return refused('from', 'Enter a later day: nothing is recorded of the organisation before')
  if (period.startedOn === from)
    return refused(
      'from',
      'A change is recorded from this day already. Correct that instead, or enter another',
    )
  const parent = await findParent(ctx, facts.parent, from)
  if ('reason' in parent) return refused('parent', parent.reason)
  const circle = await circleProblem(ctx, organisationId, parent.id, { from, to: period.endedOn })
  if (circle) return refused('parent', circle)
  if (!(await moveOn(ctx, organisationId, version))) return { outcome: 'stale' }
  await ctx.db
    .updateTable('organisationPeriods')
    .set({ endedOn: addDays(from, -1) })
    .where('id', '=', period.id)
    .execute()
  await ctx.db
    .insertInto('organisationPeriods')
    .values({
      partnershipId: ctx.partnership.id,
      id: newId(),
      organisationId,
      ...(await columnsOf(ctx, facts, parent.id)),
      startedOn: from,
      endedOn: period.endedOn,
      knownAsAt: from,
    })
    .execute()
  const subject = { type: 'organisation', id: organisationId }
  await record(ctx, 'partnership.organisation-changed', subject, { from })
  return { outcome: 'saved', organisationId }
}

export type ClosedOrganisation = { outcome: 'closed' } | { outcome: 'stale' } | { outcome: 'before-opening' }

/** Closes an organisation at the end of a day, or says that it is open after all. */
export async function closeOrganisation(
  ctx: Context,
  organisationId: string,
  version: number,
  closedOn: LocalDate | null,
): Promise<ClosedOrganisation> {
  await lockRegister(ctx)
  const { openedOn } = await ctx.db
    .selectFrom('organisations')
    .select('openedOn')
    .where('id', '=', organisationId)
    .executeTakeFirstOrThrow()
  if (closedOn && openedOn && closedOn < openedOn) return { outcome: 'before-opening' }
  if (!(await moveOn(ctx, organisationId, version, { closedOn }))) return { outcome: 'stale' }
  const subject = { type: 'organisation', id: organisationId }
  if (closedOn) await record(ctx, 'partnership.organisation-closed', subject, { closedOn })
  else await record(ctx, 'partnership.organisation-reopened', subject)
  return { outcome: 'closed' }
}

/** Takes the next version, with these columns; false when somebody else did so before. */
async function moveOn(
  ctx: Context,
  organisationId: string,
  version: number,
  columns: Partial<OrganisationNumbers> & { closedOn?: LocalDate | null } = {},
): Promise<boolean> {
  const answer = await ctx.db
    .updateTable('organisations')
    .set((e) => ({ ...columns, version: e('version', '+', 1) }))
    .where('id', '=', organisationId)
    .where('version', '=', version)
    .executeTakeFirst()
  return answer.numUpdatedRows > 0n
}

function findPeriod(ctx: Context, organisationId: string, periodId: string) {
  return ctx.db
    .selectFrom('organisationPeriods')
    .select(['id', 'startedOn', 'endedOn'])
    .where('organisationId', '=', organisationId)
    .where('id', '=', periodId)
    .executeTakeFirstOrThrow()
}

async function periodOn(ctx: Context, organisationId: string, on: LocalDate) {
  return ctx.db
    .selectFrom('organisationPeriods')
    .select(['id', 'startedOn', 'endedOn'])
    .where('organisationId', '=', organisationId)
    .where(sql<boolean>`daterange(started_on, ended_on, '[]') @> ${on}::date`)
    .executeTakeFirst()
}
