import { sql } from 'kysely'
import type { Context } from '#platform'

/**
 * Where each of these kinds of evidence can be learnt now, for whoever needs it: the course whose next date is soonest.
 * Kinds without a date to book are left out.
 */
export async function bookableLinks(
  ctx: Context,
  evidenceTypeIds: readonly string[],
): Promise<ReadonlyMap<string, { text: string; href: string }>> {
  if (evidenceTypeIds.length === 0) return new Map()
  const { rows } = await sql<{ evidenceTypeId: string; courseId: string; title: string }>`
    select distinct on (course.evidence_type_id) course.evidence_type_id, course.id as course_id, course.title
    from courses course
    join events event on event.partnership_id = course.partnership_id and event.course_id = course.id
    join sessions session on session.partnership_id = event.partnership_id and session.event_id = event.id
    where course.evidence_type_id = any (${evidenceTypeIds}::uuid[])
      and course.withdrawn_at is null and course.published_at is not null
      and session.held_on >= ${ctx.today} and session.cancelled_at is null
    order by course.evidence_type_id, session.held_on, session.starts_at, course.id`.execute(ctx.db)
  return new Map(
    rows.map(({ evidenceTypeId, courseId, title }) => [
      evidenceTypeId,
      { text: `Book ${title}`, href: `/learning/courses/${courseId}` },
    ]),
  )
}
