/** The SQL about courses. */
import { sql } from 'kysely'
import { type Context, found } from '#platform'
import type { Mode } from './session-words.ts'

export type Course = Awaited<ReturnType<typeof findCourse>>

/** @throws NotFound */
export async function findCourse(ctx: Context, courseId: string) {
  return found(
    await ctx.db
      .selectFrom('courses as course')
      .innerJoin('evidenceTypes as evidence', (join) =>
        join
          .onRef('evidence.partnershipId', '=', 'course.partnershipId')
          .onRef('evidence.id', '=', 'course.evidenceTypeId'),
      )
      .select([
        'course.id',
        'course.code',
        'course.title',
        'course.summary',
        'course.aims',
        'course.audience',
        'course.durationMinutes',
        'course.validForMonths',
        'course.version',
        'evidence.id as evidenceTypeId',
        'evidence.code as evidenceCode',
        // The column's check allows exactly these words.
        sql<Mode>`course.mode`.as('mode'),
      ])
      .where('course.id', '=', courseId)
      .executeTakeFirst(),
  )
}

/** @throws NotFound */
export async function findEvent(ctx: Context, eventId: string) {
  return found(
    await ctx.db
      .selectFrom('events')
      .select(['id', 'courseId', 'title', 'cancelledAt'])
      .where('id', '=', eventId)
      .executeTakeFirst(),
  )
}

/** The requirements of today that attending a course can meet. */
export async function requirementsAskingFor(ctx: Context, evidenceTypeId: string) {
  return ctx.db
    .selectFrom('requirements as requirement')
    .innerJoin('requirementEvidenceTypes as accepted', (join) =>
      join
        .onRef('accepted.partnershipId', '=', 'requirement.partnershipId')
        .onRef('accepted.requirementId', '=', 'requirement.id'),
    )
    .select(['requirement.id', 'requirement.title'])
    .where('accepted.evidenceTypeId', '=', evidenceTypeId)
    .where('requirement.appliesFrom', '<=', ctx.today)
    .where((eb) =>
      eb.or([eb('requirement.appliesTo', 'is', null), eb('requirement.appliesTo', '>=', ctx.today)]),
    )
    .orderBy('requirement.title')
    .execute()
}
