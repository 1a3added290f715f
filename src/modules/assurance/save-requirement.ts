import { sql } from 'kysely'
import { type Context, newId, record } from '#platform'
import { addEvidenceTypes } from './evidence-types.ts'
import type { RequirementRule } from './requirement.ts'

/** A requirement as a form gives it. */
export interface RequirementDetails extends RequirementRule {
  code: string
  title: string
  source: string | null
  bases: string[]
  kinds: string[]
  roleIds: string[]
  sectorIds: string[]
  /** Any of these meets it; new ones are added. */
  evidenceCodes: string[]
}

export type SaveRequirementOutcome =
  | { outcome: 'saved'; requirementId: string }
  | { outcome: 'refused'; because: 'code-taken' | 'stale' | 'unknown-role' | 'unknown-sector' }

/** Adds a requirement. From now on everyone it binds is in scope. */
export async function addRequirement(
  ctx: Context,
  details: RequirementDetails,
): Promise<SaveRequirementOutcome> {
  const unknown = await unknownChoice(ctx, details)
  if (unknown) return { outcome: 'refused', because: unknown }
  const id = newId()
  const added = await ctx.db
    .insertInto('requirements')
    .values({ partnershipId: ctx.partnership.id, id, ...columnsOf(details) })
    .onConflict((conflict) => conflict.columns(['partnershipId', 'code']).doNothing())
    .executeTakeFirst()
  if (Number(added.numInsertedOrUpdatedRows ?? 0) === 0) return { outcome: 'refused', because: 'code-taken' }
  await writeLists(ctx, id, details)
  await record(ctx, 'assurance.requirement-added', { type: 'requirement', id }, { ...details })
  return { outcome: 'saved', requirementId: id }
}

/** Changes a requirement, for the past as well: what is worked out from it afterwards follows what it says now. */
export async function changeRequirement(
  ctx: Context,
  {
    requirementId: id,
    version,
    details,
  }: { requirementId: string; version: number; details: RequirementDetails },
): Promise<SaveRequirementOutcome> {
  const unknown = await unknownChoice(ctx, details)
  if (unknown) return { outcome: 'refused', because: unknown }
  const taken = await ctx.db
    .selectFrom('requirements')
    .select('id')
    .where('code', '=', details.code)
    .where('id', '<>', id)
    .executeTakeFirst()
  if (taken) return { outcome: 'refused', because: 'code-taken' }
  const changed = await ctx.db
    .updateTable('requirements')
    .set((eb) => ({ ...columnsOf(details), version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) return { outcome: 'refused', because: 'stale' }
  await writeLists(ctx, id, details)
  await record(ctx, 'assurance.requirement-changed', { type: 'requirement', id }, { ...details })
  return { outcome: 'saved', requirementId: id }
}

function columnsOf({
  roleIds: _roles,
  sectorIds: _sectors,
  evidenceCodes: _codes,
  ...columns
}: RequirementDetails) {
  return columns
}

/** A role or sector that is no longer there, or never was. */
async function unknownChoice(ctx: Context, { roleIds, sectorIds }: RequirementDetails) {
  const known = async (table: 'roles' | 'sectors', ids: string[]) => {
    const rows =
      ids.length === 0 ? [] : await ctx.db.selectFrom(table).select('id').where('id', 'in', ids).execute()
    return rows.length === new Set(ids).size
  }
  if (!(await known('roles', roleIds))) return 'unknown-role'
  if (!(await known('sectors', sectorIds))) return 'unknown-sector'
  return null
}

async function writeLists(
  ctx: Context,
  id: string,
  { roleIds, sectorIds, evidenceCodes }: RequirementDetails,
) {
  await addEvidenceTypes(ctx, evidenceCodes, 'other')
  const key = sql`${ctx.partnership.id}::uuid, ${id}::uuid`
  for (const table of ['requirement_roles', 'requirement_sectors', 'requirement_evidence_types'])
    await sql`delete from ${sql.table(table)} where requirement_id = ${id}`.execute(ctx.db)
  await sql`insert into requirement_roles (partnership_id, requirement_id, role_id)
    select ${key}, x from (select distinct unnest(${roleIds}::uuid[]) as x) as given`.execute(ctx.db)
  await sql`insert into requirement_sectors (partnership_id, requirement_id, sector_id)
    select ${key}, x from (select distinct unnest(${sectorIds}::uuid[]) as x) as given`.execute(ctx.db)
  await sql`insert into requirement_evidence_types (partnership_id, requirement_id, evidence_type_id)
    select ${key}, t.id from evidence_types t where t.code = any (${evidenceCodes}::text[])`.execute(ctx.db)
}
