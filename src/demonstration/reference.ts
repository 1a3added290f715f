/** The lists that every demonstration partnership starts from: roles, sectors, requirements, names. */
import { dataPath, listIn, numberOrNull, readJson, readTable, textOrNull } from './sources.ts'

export interface Requirement {
  code: string
  title: string
  roles: string[]
  sectors: string[]
  bases: string[]
  kinds: string[]
  dueWithinDays: number
  validForMonths: number | null
  warnDays: number
  graceDays: number
  evidenceCodes: string[]
  appliesFrom: string
  appliesTo: string | null
  source: string | null
}

export type Reference = Awaited<ReturnType<typeof readReference>>

export async function readReference() {
  const [roles, sectors, bankHolidays, evidenceTypes, requirements, names] = await Promise.all([
    readTable(dataPath('reference', 'roles.csv'), [
      'role',
      'family',
      'ring',
      'regulated_activity',
      'registration_body',
      'census_org_role',
    ]),
    readTable(dataPath('reference', 'sectors.csv'), ['sector']),
    readTable(dataPath('reference', 'bank-holidays.csv'), ['date']),
    readTable(dataPath('reference', 'evidence-codes.csv'), ['evidence_code', 'title', 'kind']),
    readRequirements(),
    readJson<{ givenNames: string[]; familyNames: string[] }>(dataPath('reference', 'names.json')),
  ])
  return {
    roles,
    sectors: sectors.map(({ sector }) => sector),
    bankHolidays: new Set(bankHolidays.map(({ date }) => date)),
    evidenceTypes: evidenceTypes.map(({ evidence_code: code, title, kind }) => ({ code, title, kind })),
    requirements,
    names,
  }
}

async function readRequirements(): Promise<Requirement[]> {
  const sources = await readTable(dataPath('reference', 'requirements-sources.csv'), [
    'requirement_code',
    'source',
  ])
  const rows = await readTable(dataPath('reference', 'requirements.csv'), [
    'requirement_code',
    'title',
    'roles',
    'sectors',
    'bases',
    'kinds',
    'due_within_days',
    'valid_for_months',
    'warn_days',
    'grace_days',
    'evidence_codes',
    'applies_from',
    'applies_to',
  ])
  return rows.map((row) => ({
    code: row.requirement_code,
    title: row.title,
    roles: listIn(row.roles),
    sectors: listIn(row.sectors),
    bases: listIn(row.bases),
    kinds: listIn(row.kinds),
    dueWithinDays: Number(row.due_within_days),
    validForMonths: numberOrNull(row.valid_for_months),
    warnDays: Number(row.warn_days),
    graceDays: Number(row.grace_days),
    evidenceCodes: listIn(row.evidence_codes),
    appliesFrom: row.applies_from,
    appliesTo: textOrNull(row.applies_to),
    source: sources.find((one) => one.requirement_code === row.requirement_code)?.source ?? null,
  }))
}
