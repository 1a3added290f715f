/** Small random partnerships, their dates crowded around the edges that the compliance rules have. */
import fc from 'fast-check'
import { addDays, addMonths } from '#platform'
import type {
  ModelEngagement,
  ModelEvidence,
  ModelExemption,
  ModelPartnership,
  ModelPeriod,
  ModelRequirement,
} from './compliance.model.ts'

// By code point 'ﬀ' (U+FB00) comes before '𝒜' (U+1D49C); by UTF-16 unit, as JavaScript compares, after it.
const people = ['a', 'B', '10', 'ﬀ', '𝒜']
const organisations = ['school', 'trust', 'unknown']
const roles = ['Teacher', 'Nurse']
const sectors = ['Schools', 'Health']
const bases = ['permanent', 'agency']
const kinds = ['school', 'health']
const codes = ['C1', 'c2', 'É3']
const requirementCodes = ['R-1', 'r-1', 'R-10', 'R-2']

const date = fc.oneof(
  fc.constantFrom(
    '2023-01-31',
    '2023-02-28',
    '2023-08-31',
    '2023-12-31',
    '2024-01-31',
    '2024-02-28',
    '2024-02-29',
  ),
  fc.constantFrom('2024-03-01', '2024-03-31', '2024-04-30', '2024-08-31', '2025-02-28', '2025-03-01'),
  fc.integer({ min: 0, max: 800 }).map((days) => addDays('2023-01-01', days)),
)
const fewDays = fc.oneof(fc.constantFrom(0, 0, 1, 28, 30), fc.integer({ min: 0, max: 60 }))

const period = fc.oneof(
  fc.record({ startedOn: date, endedOn: fc.constant(null) }),
  fc
    .tuple(date, fc.integer({ min: 0, max: 900 }))
    .map(([startedOn, days]) => ({ startedOn, endedOn: addDays(startedOn, days) })),
)

/** An organisation's facts: one after another, with or without gaps, the first perhaps since always. */
function periodsOf(organisationRef: string): fc.Arbitrary<ModelPeriod[]> {
  const piece = fc.record({
    sector: fc.constantFrom(...sectors),
    kind: fc.constantFrom(...kinds),
    days: fc.integer({ min: 1, max: 400 }),
    gap: fc.constantFrom(0, 0, 0, 1, 40),
  })
  return fc
    .tuple(fc.array(piece, { maxLength: 3 }), date, fc.boolean(), fc.boolean())
    .map(([pieces, first, sinceAlways, isOpen]) => {
      let next = first
      return pieces.map(({ sector, kind, days, gap }, index) => {
        const startedOn = sinceAlways && index === 0 ? null : next
        const endedOn = isOpen && index === pieces.length - 1 ? null : addDays(next, days - 1)
        next = addDays(next, days + gap)
        return { organisationRef, sector, kind, startedOn, endedOn }
      })
    })
}

const engagement: fc.Arbitrary<ModelEngagement> = fc
  .tuple(
    fc.constantFrom(...people),
    fc.constantFrom(...organisations),
    fc.constantFrom(...roles),
    fc.constantFrom(...bases),
    period,
  )
  .map(([personRef, organisationRef, role, basis, open]) => ({
    personRef,
    organisationRef,
    role,
    basis,
    ...open,
  }))

const some = (values: string[]) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant<string[]>([]) }, fc.subarray(values))

const requirement = (code: string): fc.Arbitrary<ModelRequirement> =>
  fc
    .record({
      code: fc.constant(code),
      roles: some(roles),
      sectors: some(sectors),
      bases: some(bases),
      kinds: some(kinds),
      evidenceCodes: fc.subarray(codes, { minLength: 1 }),
      dueWithinDays: fewDays,
      validForMonths: fc.constantFrom(null, 1, 3, 6, 12, 24),
      warnDays: fewDays,
      graceDays: fewDays,
      appliesFrom: fc.oneof(fc.constant('2020-01-01'), date),
      appliesTo: fc.constant(null),
    })
    .chain((rest) =>
      fc
        .option(fc.integer({ min: 0, max: 900 }), { freq: 2 })
        .map((days) => ({ ...rest, appliesTo: days === null ? null : addDays(rest.appliesFrom, days) })),
    )

const evidence: fc.Arbitrary<ModelEvidence> = fc
  .tuple(
    fc.constantFrom(...people),
    fc.constantFrom(...codes),
    date,
    fc.option(fc.oneof(fc.constantFrom(0, 1, 30), fc.integer({ min: 0, max: 500 })), { freq: 3 }),
    fc.integer({ min: 0, max: 7 }),
  )
  .map(([personRef, code, on, days, luck]) => ({
    personRef,
    code,
    date: on,
    expiresOn: days === null ? null : addDays(on, days),
    withdrawn: luck === 0,
  }))

const exemption: fc.Arbitrary<ModelExemption> = fc
  .tuple(fc.constantFrom(...people), fc.constantFrom(...requirementCodes), period)
  .map(([personRef, requirementCode, open]) => ({ personRef, requirementCode, ...open }))

export const partnerships: fc.Arbitrary<ModelPartnership> = fc.record({
  people: fc.constant(people),
  engagements: fc.array(engagement, { minLength: 6, maxLength: 16 }),
  periods: fc.tuple(periodsOf('school'), periodsOf('trust')).map((each) => each.flat()),
  requirements: fc.tuple(...requirementCodes.map(requirement)),
  evidence: fc.uniqueArray(evidence, {
    minLength: 8,
    maxLength: 40,
    selector: (one) => `${one.personRef}|${one.code}|${one.date}`,
  }),
  exemptions: fc.uniqueArray(exemption, {
    maxLength: 5,
    selector: (one) => `${one.personRef}|${one.requirementCode}|${one.startedOn}`,
  }),
})

/** The days on which something may change, and the days before and after them. */
export function edgesOf(partnership: ModelPartnership): string[] {
  const edges = new Set<string>()
  const near = (day: string | null) => {
    if (day !== null) for (const step of [-1, 0, 1]) edges.add(addDays(day, step))
  }
  for (const one of [...partnership.engagements, ...partnership.periods, ...partnership.exemptions]) {
    near(one.startedOn)
    near(one.endedOn)
  }
  for (const {
    appliesFrom,
    appliesTo,
    dueWithinDays,
    validForMonths,
    warnDays,
    graceDays,
  } of partnership.requirements) {
    near(appliesFrom)
    near(appliesTo)
    const starts = [appliesFrom, ...partnership.engagements.map(({ startedOn }) => startedOn)]
    const ends = partnership.evidence.map((one) => one.expiresOn ?? addMonths(one.date, validForMonths ?? 0))
    for (const due of [...starts.map((start) => addDays(start, dueWithinDays)), ...ends])
      for (const days of [0, -warnDays, graceDays]) near(addDays(due, days))
  }
  for (const { date: on } of partnership.evidence) near(on)
  return [...edges].sort()
}
