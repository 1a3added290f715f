/** Writes the invented requirements, evidence, courses, sessions and bookings. */
import type { Context, LocalDate } from '#platform'
import type { InventedPartnership } from './build/partnership.ts'
import { insertRows } from './insert-rows.ts'
import { idsByName } from './keep-register.ts'

export async function keepRequirements(ctx: Context, made: InventedPartnership): Promise<void> {
  const { requirements } = made
  await insertRows(
    ctx,
    'evidenceTypes',
    made.evidenceTypes.map(({ id, code, title, kind }) => ({ id, code, title, kind })),
  )
  await insertRows(
    ctx,
    'requirements',
    requirements.map(
      ({ roles: _roles, sectors: _sectors, evidenceCodes: _codes, ...requirement }) => requirement,
    ),
  )
  const each = (names: (one: (typeof requirements)[number]) => string[], id: (name: string) => string) =>
    requirements.flatMap((one) => names(one).map((name) => ({ requirementId: one.id, listed: id(name) })))
  await insertRows(
    ctx,
    'requirementRoles',
    each(
      ({ roles }) => roles,
      idsByName(
        made.roles,
        made.roles.map(({ role }) => role),
      ),
    ).map(({ requirementId, listed }) => ({ requirementId, roleId: listed })),
  )
  await insertRows(
    ctx,
    'requirementSectors',
    each(
      ({ sectors }) => sectors,
      idsByName(
        made.sectors,
        made.sectors.map(({ name }) => name),
      ),
    ).map(({ requirementId, listed }) => ({ requirementId, sectorId: listed })),
  )
  await insertRows(
    ctx,
    'requirementEvidenceTypes',
    each(({ evidenceCodes }) => evidenceCodes, evidenceTypeId(made)).map(({ requirementId, listed }) => ({
      requirementId,
      evidenceTypeId: listed,
    })),
  )
}

const evidenceTypeId = (made: InventedPartnership) =>
  idsByName(
    made.evidenceTypes,
    made.evidenceTypes.map(({ code }) => code),
  )

export async function keepEvidence(ctx: Context, made: InventedPartnership): Promise<void> {
  const typeId = evidenceTypeId(made)
  await insertRows(
    ctx,
    'evidence',
    made.evidence.map(({ id, person, code, obtainedOn, expiresOn, reference, provider, event }) => ({
      id,
      personId: person.id,
      evidenceTypeId: typeId(code),
      obtainedOn,
      expiresOn,
      hours: event ? (event.course.minutes * event.sessions.length) / 60 : null,
      provider,
      reference,
      source: event ? 'attendance' : 'import',
    })),
  )
}

export async function keepExemptions(ctx: Context, made: InventedPartnership): Promise<void> {
  const requirementId = idsByName(
    made.requirements,
    made.requirements.map(({ code }) => code),
  )
  await insertRows(
    ctx,
    'exemptions',
    made.exemptions.map(({ id, person, requirement, startedOn, reason }) => ({
      id,
      personId: person.id,
      requirementId: requirementId(requirement.code),
      startedOn,
      reason,
    })),
  )
}

export async function keepLearning(ctx: Context, made: InventedPartnership): Promise<void> {
  await insertRows(
    ctx,
    'courses',
    made.courses.map(
      ({ id, code, title, summary, aims, audience, mode, minutes, days = 1, evidenceTypeId }) => ({
        id,
        code,
        title,
        summary,
        aims,
        audience,
        mode,
        durationMinutes: minutes * days,
        evidenceTypeId,
        publishedAt: at(made.making.today, '09:00'),
      }),
    ),
  )
  await insertRows(
    ctx,
    'events',
    made.events.map(({ id, course }) => ({ id, courseId: course.id, title: course.title })),
  )
  await insertRows(
    ctx,
    'sessions',
    made.events.flatMap((event) =>
      event.sessions.map((session) => ({
        ...session,
        eventId: event.id,
        registerTakenAt: event.registerTaken ? at(session.heldOn, '17:00') : null,
      })),
    ),
  )
  await insertRows(
    ctx,
    'bookings',
    made.bookings.map(({ bookedOn, heldOn, attendance, ...booking }) => ({
      ...booking,
      bookedAt: at(bookedOn, '10:00'),
      attendance,
      attendanceRecordedAt: attendance && at(heldOn, '17:00'),
    })),
  )
  await insertRows(
    ctx,
    'completions',
    made.completions.map((completion) => ({
      ...completion,
      recordedAt: at(completion.completedOn, '17:00'),
    })),
  )
}

const at = (date: LocalDate, time: string) => `${date}T${time}:00Z`
