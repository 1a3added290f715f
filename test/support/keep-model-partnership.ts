/** Writes a partnership of the compliance model into the database. */
import { type Context, type DB, newId } from '#platform'
import type { Insertable } from 'kysely'
import type { ModelPartnership } from './compliance.model.ts'

export async function keepModelPartnership(
  ctx: Context,
  model: ModelPartnership,
): Promise<Map<string, string>> {
  const partnershipId = ctx.partnership.id
  const ids = new Map<string, string>()
  /** The id of what has this name among its like, made when it is first asked for. */
  const idOf = (table: string, name: string) => {
    const key = `${table} ${name}`
    if (!ids.has(key)) ids.set(key, newId())
    return ids.get(key)!
  }
  const insert = async <Table extends keyof DB>(table: Table, rows: Insertable<DB[Table]>[]) => {
    if (rows.length > 0) await ctx.db.insertInto(table).values(rows).execute()
  }
  const named = (table: string, names: string[]) =>
    [...new Set(names)].map((name) => ({ partnershipId, id: idOf(table, name), name }))
  const { engagements, requirements, evidence } = model

  await insert(
    'roles',
    named('roles', [...engagements.map(({ role }) => role), ...requirements.flatMap(({ roles }) => roles)]),
  )
  await insert(
    'sectors',
    named('sectors', [
      ...model.periods.map(({ sector }) => sector),
      ...requirements.flatMap(({ sectors }) => sectors),
    ]),
  )
  const organisations = [...engagements, ...model.periods].map(({ organisationRef }) => organisationRef)
  await insert(
    'organisations',
    [...new Set(organisations)].map((ref) => ({ partnershipId, id: idOf('organisations', ref), ref })),
  )
  await insert(
    'organisationPeriods',
    model.periods.map(({ organisationRef, sector, ...rest }) => ({
      partnershipId,
      id: newId(),
      name: organisationRef,
      organisationId: idOf('organisations', organisationRef),
      sectorId: idOf('sectors', sector),
      ...rest,
    })),
  )
  await insert(
    'people',
    model.people.map((ref) => ({
      partnershipId,
      id: idOf('people', ref),
      ref,
      givenName: 'Amina',
      familyName: 'Khan',
    })),
  )
  await insert(
    'engagements',
    engagements.map(({ personRef, organisationRef, role, ...rest }, index) => ({
      partnershipId,
      id: newId(),
      ref: `E${index}`,
      personId: idOf('people', personRef),
      organisationId: idOf('organisations', organisationRef),
      roleId: idOf('roles', role),
      ...rest,
    })),
  )
  const codes = [
    ...evidence.map(({ code }) => code),
    ...requirements.flatMap(({ evidenceCodes }) => evidenceCodes),
  ]
  await insert(
    'evidenceTypes',
    [...new Set(codes)].map((code) => ({
      partnershipId,
      id: idOf('evidenceTypes', code),
      code,
      title: code,
    })),
  )
  await insert(
    'evidence',
    evidence.map(({ personRef, code, date, withdrawn, expiresOn }) => ({
      partnershipId,
      id: newId(),
      personId: idOf('people', personRef),
      evidenceTypeId: idOf('evidenceTypes', code),
      obtainedOn: date,
      expiresOn,
      source: 'import' as const,
      withdrawnAt: withdrawn ? ctx.now : null,
      withdrawnReason: withdrawn ? 'By mistake' : null,
    })),
  )
  await insert(
    'requirements',
    requirements.map(({ roles: _roles, sectors: _sectors, evidenceCodes: _codes, ...rest }) => ({
      partnershipId,
      id: idOf('requirements', rest.code),
      title: rest.code,
      ...rest,
    })),
  )
  const each = <T>(pick: (requirement: (typeof requirements)[number]) => T[]) =>
    requirements.flatMap((requirement) =>
      pick(requirement).map((value) => ({
        partnershipId,
        requirementId: idOf('requirements', requirement.code),
        value,
      })),
    )
  await insert(
    'requirementRoles',
    each(({ roles }) => roles).map(({ value, ...rest }) => ({ ...rest, roleId: idOf('roles', value) })),
  )
  await insert(
    'requirementSectors',
    each(({ sectors }) => sectors).map(({ value, ...rest }) => ({
      ...rest,
      sectorId: idOf('sectors', value),
    })),
  )
  await insert(
    'requirementEvidenceTypes',
    each(({ evidenceCodes }) => evidenceCodes).map(({ value, ...rest }) => ({
      ...rest,
      evidenceTypeId: idOf('evidenceTypes', value),
    })),
  )
  await insert(
    'exemptions',
    model.exemptions.map(({ personRef, requirementCode, ...rest }) => ({
      partnershipId,
      id: newId(),
      personId: idOf('people', personRef),
      requirementId: idOf('requirements', requirementCode),
      reason: 'On long leave',
      ...rest,
    })),
  )
  return new Map(model.people.map((ref) => [ref, idOf('people', ref)]))
}
