/** The front door for evidence: whatever learns that a person has something, or no longer has it, says so here. */
import { type Context, type LocalDate, NotFound, newId, record, roundTo } from '#platform'
import { ensureEvidenceType } from './evidence-types.ts'

export type EvidenceSource = 'import' | 'attendance' | 'recorded'

export interface NewEvidence {
  personId: string
  evidenceTypeId: string
  obtainedOn: LocalDate
  expiresOn?: LocalDate | null | undefined
  hours?: number | null | undefined
  provider?: string | null | undefined
  reference?: string | null | undefined
  source: EvidenceSource
}

/** The same, naming the type by its code; a new code adds a type. */
export type NewEvidenceByCode = Omit<NewEvidence, 'evidenceTypeId'> & { code: string }

/**
 * Records what a person has since a day; saying it again changes nothing. What was recorded of the same type and day
 * before keeps the details that are not given now, and counts again when it had been withdrawn.
 *
 * @returns the evidence's id
 */
export async function recordEvidence(ctx: Context, given: NewEvidence | NewEvidenceByCode): Promise<string> {
  const evidence =
    'code' in given
      ? { ...given, evidenceTypeId: await ensureEvidenceType(ctx, { code: given.code, title: given.code }) }
      : given
  const id = newId()
  const { personId, evidenceTypeId, obtainedOn, source } = evidence
  const details = detailsOf(evidence)
  const inserted = await ctx.db
    .insertInto('evidence')
    .values({
      partnershipId: ctx.partnership.id,
      id,
      personId,
      evidenceTypeId,
      obtainedOn,
      source,
      ...details,
      recordedBy: ctx.actor.accountId,
    })
    .onConflict((conflict) =>
      conflict.columns(['partnershipId', 'personId', 'evidenceTypeId', 'obtainedOn']).doNothing(),
    )
    .executeTakeFirst()
  if (Number(inserted.numInsertedOrUpdatedRows ?? 0) === 0) return addToEvidence(ctx, evidence)
  await recordChange(ctx, 'assurance.evidence-recorded', id, evidence)
  return id
}

/** Of the same person, type and day there is something already. */
async function addToEvidence(ctx: Context, evidence: NewEvidence): Promise<string> {
  const { personId, evidenceTypeId, obtainedOn, source } = evidence
  const before = await ctx.db
    .selectFrom('evidence')
    .select(['id', 'expiresOn', 'hours', 'provider', 'reference', 'withdrawnAt'])
    .where('personId', '=', personId)
    .where('evidenceTypeId', '=', evidenceTypeId)
    .where('obtainedOn', '=', obtainedOn)
    .forUpdate()
    .executeTakeFirst()
  if (!before) throw new NotFound('The evidence belongs to somebody else’s records')
  const details = detailsOf(evidence)
  if (before.withdrawnAt) {
    await change(ctx, before.id, { ...details, source, withdrawnAt: null, withdrawnReason: null })
    await recordChange(ctx, 'assurance.evidence-recorded', before.id, evidence)
    return before.id
  }
  const news = Object.fromEntries(
    Object.entries(details).filter(
      ([name, value]) => value !== null && value !== before[name as keyof typeof details],
    ),
  )
  if (Object.keys(news).length === 0) return before.id
  await change(ctx, before.id, news)
  await recordChange(ctx, 'assurance.evidence-changed', before.id, evidence)
  return before.id
}

/** Takes evidence back: it was recorded by mistake, or what it came from was corrected. It is kept, and counts no more. */
export async function withdrawEvidence(ctx: Context, evidenceId: string, reason: string): Promise<void> {
  const withdrawn = await ctx.db
    .updateTable('evidence')
    .set((eb) => ({ withdrawnAt: ctx.now, withdrawnReason: reason, version: eb('version', '+', 1) }))
    .where('id', '=', evidenceId)
    .where('withdrawnAt', 'is', null)
    .returning(['personId', 'evidenceTypeId', 'obtainedOn'])
    .executeTakeFirst()
  if (!withdrawn) return
  await recordChange(ctx, 'assurance.evidence-withdrawn', evidenceId, { ...withdrawn, reason })
}

/** Hours as the table keeps them, so that the same again is seen to be the same. */
function detailsOf({ expiresOn = null, hours, provider = null, reference = null }: NewEvidence) {
  return { expiresOn, hours: typeof hours === 'number' ? roundTo(hours, 2) : null, provider, reference }
}

interface ChangedColumns {
  expiresOn?: LocalDate | null
  hours?: number | null
  provider?: string | null
  reference?: string | null
  source?: EvidenceSource
  withdrawnAt?: null
  withdrawnReason?: null
}

async function change(ctx: Context, id: string, columns: ChangedColumns): Promise<void> {
  await ctx.db
    .updateTable('evidence')
    .set((eb) => ({ ...columns, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

async function recordChange(
  ctx: Context,
  action: string,
  id: string,
  {
    personId,
    evidenceTypeId,
    obtainedOn,
    reason,
  }: Pick<NewEvidence, 'personId' | 'evidenceTypeId' | 'obtainedOn'> & { reason?: string },
): Promise<void> {
  await record(
    ctx,
    action,
    { type: 'evidence', id },
    {
      person: personId,
      evidence_type: evidenceTypeId,
      obtained_on: obtainedOn,
      ...(reason ? { reason } : {}),
    },
  )
}
