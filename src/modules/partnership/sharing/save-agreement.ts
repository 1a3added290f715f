/** Adds, changes, reviews and ends sharing agreements. What they said before is kept, and each step is recorded. */
import { sql } from 'kysely'
import { type Context, type LocalDate, newId, record } from '#platform'
import type { LawfulBasis, Sharing } from './agreement.ts'

export interface AgreementDetails {
  title: string
  purpose: string
  lawfulBasis: LawfulBasis
  shares: Sharing
  items: string
  keptFor: string
  security: string
  breachContact: string
  documentRef: string
  startedOn: LocalDate
  reviewOn: LocalDate
}

export type SaveOutcome = { outcome: 'saved'; id: string } | { outcome: 'stale' } | { outcome: 'title-taken' }

export async function addAgreement(
  ctx: Context,
  details: AgreementDetails,
  organisationIds: readonly string[],
): Promise<SaveOutcome> {
  const id = newId()
  const added = await ctx.db
    .insertInto('sharingAgreements')
    .values({ partnershipId: ctx.partnership.id, id, ...details })
    .onConflict((conflict) => conflict.columns(['partnershipId', 'title']).doNothing())
    .executeTakeFirst()
  if (!added.numInsertedOrUpdatedRows) return { outcome: 'title-taken' }
  await setParties(ctx, id, organisationIds)
  await record(
    ctx,
    'partnership.sharing-agreed',
    { type: 'sharing_agreement', id },
    summary(details, organisationIds),
  )
  return { outcome: 'saved', id }
}

export async function changeAgreement(
  ctx: Context,
  { id, version }: { id: string; version: number },
  details: AgreementDetails,
  organisationIds: readonly string[],
): Promise<SaveOutcome> {
  const other = await ctx.db
    .selectFrom('sharingAgreements')
    .select('id')
    .where('title', '=', details.title)
    .where('id', '!=', id)
    .executeTakeFirst()
  if (other) return { outcome: 'title-taken' }
  if (!(await update(ctx, { id, version }, details))) return { outcome: 'stale' }
  await setParties(ctx, id, organisationIds)
  await record(
    ctx,
    'partnership.sharing-changed',
    { type: 'sharing_agreement', id },
    summary(details, organisationIds),
  )
  return { outcome: 'saved', id }
}

/** Says that the agreement was looked at and goes on. False when it moved on meanwhile. */
export async function reviewAgreement(
  ctx: Context,
  agreement: { id: string; version: number },
  review: { reviewedOn: LocalDate; reviewOn: LocalDate },
): Promise<boolean> {
  if (!(await update(ctx, agreement, review))) return false
  await record(
    ctx,
    'partnership.sharing-reviewed',
    { type: 'sharing_agreement', id: agreement.id },
    { ...review },
  )
  return true
}

/** Ends the sharing: `endedOn` is its last day. False when it moved on meanwhile. */
export async function endAgreement(
  ctx: Context,
  agreement: { id: string; version: number },
  end: { endedOn: LocalDate; endedBecause: string },
): Promise<boolean> {
  if (!(await update(ctx, agreement, end))) return false
  await record(ctx, 'partnership.sharing-ended', { type: 'sharing_agreement', id: agreement.id }, { ...end })
  return true
}

async function update(
  ctx: Context,
  { id, version }: { id: string; version: number },
  values: Partial<AgreementDetails> & { reviewedOn?: LocalDate; endedOn?: LocalDate; endedBecause?: string },
): Promise<boolean> {
  const changed = await ctx.db
    .updateTable('sharingAgreements')
    .set((e) => ({ ...values, version: e('version', '+', 1) }))
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return changed.numUpdatedRows > 0n
}

async function setParties(ctx: Context, id: string, organisationIds: readonly string[]): Promise<void> {
  await ctx.db
    .deleteFrom('sharingAgreementParties')
    .where('sharingAgreementId', '=', id)
    .where(sql<boolean>`organisation_id <> all (${organisationIds}::uuid[])`)
    .execute()
  await sql`insert into sharing_agreement_parties (partnership_id, sharing_agreement_id, organisation_id)
    select ${ctx.partnership.id}::uuid, ${id}::uuid, organisation_id from unnest(${organisationIds}::uuid[]) organisation_id
    on conflict do nothing`.execute(ctx.db)
}

const summary = (
  { title, shares, startedOn, reviewOn }: AgreementDetails,
  organisations: readonly string[],
) => ({
  title,
  shares,
  startedOn,
  reviewOn,
  organisations: [...organisations],
})
