/**
 * Compliance worked out for one person and one requirement at a time, as the published interface says it and as slowly as
 * it reads. It shares nothing with the product's SQL but the meaning, so that each can be held against the other.
 */
import { addDays, addMonths, daysBetween } from '#platform'

export interface ModelEngagement {
  personRef: string
  organisationRef: string
  role: string
  basis: string
  startedOn: string
  endedOn: string | null
}

/** What was true of an organisation in a period. */
export interface ModelPeriod {
  organisationRef: string
  sector: string
  kind: string
  startedOn: string | null
  endedOn: string | null
}

export interface ModelEvidence {
  personRef: string
  code: string
  date: string
  expiresOn: string | null
  withdrawn: boolean
}

export interface ModelRequirement {
  code: string
  roles: string[]
  sectors: string[]
  bases: string[]
  kinds: string[]
  evidenceCodes: string[]
  dueWithinDays: number
  validForMonths: number | null
  warnDays: number
  graceDays: number
  appliesFrom: string
  appliesTo: string | null
}

export interface ModelExemption {
  personRef: string
  requirementCode: string
  startedOn: string
  endedOn: string | null
}

export interface ModelPartnership {
  people: string[]
  engagements: ModelEngagement[]
  periods: ModelPeriod[]
  requirements: ModelRequirement[]
  evidence: ModelEvidence[]
  exemptions: ModelExemption[]
}

/** One row, as the compliance command prints it. */
export interface ModelRow {
  person_ref: string
  requirement_code: string
  status: string
  due_on: string | null
  met_on: string | null
}

export function modelCompliance(partnership: ModelPartnership, asAt: string): ModelRow[] {
  const rows: ModelRow[] = []
  for (const person of inOrder(partnership.people)) {
    for (const code of inOrder(partnership.requirements.map((requirement) => requirement.code))) {
      const requirement = partnership.requirements.find((one) => one.code === code)!
      const answer = compare(partnership, person, requirement, asAt)
      if (answer) rows.push({ person_ref: person, requirement_code: code, ...answer })
    }
  }
  return rows
}

function compare(partnership: ModelPartnership, person: string, requirement: ModelRequirement, asAt: string) {
  if (!isOpen(requirement.appliesFrom, requirement.appliesTo, asAt)) return null
  const starts: string[] = []
  for (const engagement of partnership.engagements) {
    if (engagement.personRef !== person) continue
    if (!isOpen(engagement.startedOn, engagement.endedOn, asAt)) continue
    if (matches(partnership, requirement, engagement, asAt)) starts.push(engagement.startedOn)
  }
  const earliest = starts.sort()[0]
  if (!earliest) return null
  const start = earliest > requirement.appliesFrom ? earliest : requirement.appliesFrom

  const standing = stand(partnership, person, requirement, start, asAt)
  const isExempt = partnership.exemptions.some(
    (exemption) =>
      exemption.personRef === person &&
      exemption.requirementCode === requirement.code &&
      isOpen(exemption.startedOn, exemption.endedOn, asAt),
  )
  return isExempt ? { ...standing, status: 'exempt' } : standing
}

function matches(
  partnership: ModelPartnership,
  requirement: ModelRequirement,
  engagement: ModelEngagement,
  asAt: string,
): boolean {
  const period = partnership.periods.find(
    (one) => one.organisationRef === engagement.organisationRef && isOpen(one.startedOn, one.endedOn, asAt),
  )
  return (
    isListed(requirement.roles, engagement.role) &&
    isListed(requirement.bases, engagement.basis) &&
    isListed(requirement.sectors, period?.sector) &&
    isListed(requirement.kinds, period?.kind)
  )
}

function stand(
  partnership: ModelPartnership,
  person: string,
  requirement: ModelRequirement,
  start: string,
  asAt: string,
) {
  let best: { date: string; expiry: string | null } | undefined
  for (const evidence of partnership.evidence) {
    if (evidence.personRef !== person || evidence.withdrawn || evidence.date > asAt) continue
    if (!requirement.evidenceCodes.includes(evidence.code)) continue
    const { validForMonths } = requirement
    const expiry = evidence.expiresOn ?? (validForMonths ? addMonths(evidence.date, validForMonths) : null)
    const candidate = { date: evidence.date, expiry }
    if (!best || counts(candidate, best)) best = candidate
  }

  const { graceDays, warnDays } = requirement
  if (!best) {
    const due = addDays(start, requirement.dueWithinDays)
    const status = asAt <= due ? 'not_yet_due' : asAt <= addDays(due, graceDays) ? 'in_grace' : 'overdue'
    return { status, due_on: due, met_on: null }
  }
  const { expiry, date } = best
  if (expiry === null) return { status: 'met', due_on: null, met_on: date }
  let status: string
  if (asAt > expiry) status = asAt <= addDays(expiry, graceDays) ? 'in_grace' : 'overdue'
  else status = daysBetween(asAt, expiry) <= warnDays ? 'due_soon' : 'met'
  return { status, due_on: expiry, met_on: date }
}

/** Whether the first counts rather than the second: the later expiry, never being latest; then the later date. */
function counts(
  one: { date: string; expiry: string | null },
  other: { date: string; expiry: string | null },
) {
  const [expiry, otherExpiry] = [one.expiry ?? 'never', other.expiry ?? 'never']
  return expiry === otherExpiry ? one.date > other.date : expiry > otherExpiry
}

function isListed(list: string[], value: string | undefined): boolean {
  return list.length === 0 || (value !== undefined && list.includes(value))
}

function isOpen(from: string | null, to: string | null, asAt: string): boolean {
  return (from === null || from <= asAt) && (to === null || asAt <= to)
}

/** By code point, which is the order of the bytes of UTF-8. */
function inOrder(texts: string[]): string[] {
  return texts.toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
}
