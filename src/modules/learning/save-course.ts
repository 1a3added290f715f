import { ensureEvidenceType } from '#assurance'
import { type Context, newId, record } from '#platform'
import type { Mode } from './session-words.ts'

/** What the catalogue says about a course. */
export interface CourseDetails {
  code: string
  title: string
  summary: string
  aims: string
  audience: string
  mode: Mode
  durationMinutes: number | null
  /** How long having attended counts; without it, as long as each requirement says. */
  validForMonths: number | null
  /** What attending counts for. */
  evidenceCode: string
}

export type SaveCourseOutcome =
  { outcome: 'saved'; courseId: string } | { outcome: 'code-taken' } | { outcome: 'stale' }

/** Adds a course to the catalogue. */
export async function addCourse(ctx: Context, details: CourseDetails): Promise<SaveCourseOutcome> {
  const id = newId()
  const added = await ctx.db
    .insertInto('courses')
    .values({
      partnershipId: ctx.partnership.id,
      id,
      publishedAt: ctx.now,
      ...(await columnsOf(ctx, details)),
    })
    .onConflict((conflict) => conflict.columns(['partnershipId', 'code']).doNothing())
    .executeTakeFirst()
  if (Number(added.numInsertedOrUpdatedRows ?? 0) === 0) return { outcome: 'code-taken' }
  await record(ctx, 'learning.course-added', { type: 'course', id }, { code: details.code })
  return { outcome: 'saved', courseId: id }
}

/** Changes what the catalogue says about a course. Evidence that was given before stays as it was. */
export async function changeCourse(
  ctx: Context,
  change: { courseId: string; version: number; details: CourseDetails },
): Promise<SaveCourseOutcome> {
  const { courseId, details } = change
  const taken = await ctx.db
    .selectFrom('courses')
    .select('id')
    .where('code', '=', details.code)
    .where('id', '<>', courseId)
    .executeTakeFirst()
  if (taken) return { outcome: 'code-taken' }
  const columns = await columnsOf(ctx, details)
  const changed = await ctx.db
    .updateTable('courses')
    .set((eb) => ({ ...columns, version: eb('version', '+', 1) }))
    .where('id', '=', courseId)
    .where('version', '=', change.version)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) return { outcome: 'stale' }
  await record(ctx, 'learning.course-changed', { type: 'course', id: courseId }, { code: details.code })
  return { outcome: 'saved', courseId }
}

async function columnsOf(ctx: Context, { evidenceCode, ...details }: CourseDetails) {
  return {
    ...details,
    evidenceTypeId: await ensureEvidenceType(ctx, { code: evidenceCode, title: details.title }),
  }
}
