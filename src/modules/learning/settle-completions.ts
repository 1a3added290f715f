import { recordEvidence, withdrawEvidence } from '#assurance'
import { type Context, addMonths, everyone, newId, withScope } from '#platform'
import { type Completion, type Earned, settle } from './completion.ts'
import { completedOn } from './register.ts'
import { type Session, sessionsOfEvent } from './session.queries.ts'

/**
 * Makes the evidence that came of an event agree with its registers: whoever has attended every session has evidence of
 * the course on the day of the last; what a corrected register no longer bears out is withdrawn. Doing it again changes
 * nothing. It looks at everyone who came, whoever takes the register, and shows none of them.
 */
export async function settleCompletions(ctx: Context, eventId: string): Promise<void> {
  await withScope(ctx, everyone, async (ctx) => {
    const sessions = await sessionsOfEvent(ctx, eventId)
    const earned = await earnedAt(ctx, eventId, sessions)
    const { toGive, toTakeBack } = settle(earned, await completionsOf(ctx, eventId))
    for (const completion of toTakeBack) await takeBack(ctx, completion)
    if (toGive.length > 0) await give(ctx, eventId, toGive)
  })
}

async function earnedAt(ctx: Context, eventId: string, sessions: readonly Session[]): Promise<Earned[]> {
  const rows = await ctx.db
    .selectFrom('bookings as booking')
    .innerJoin('sessions as session', (join) =>
      join
        .onRef('session.partnershipId', '=', 'booking.partnershipId')
        .onRef('session.id', '=', 'booking.sessionId'),
    )
    .select((eb) => [
      'booking.personId',
      eb.fn.agg<string[]>('array_agg', ['booking.sessionId']).as('attended'),
    ])
    .where('session.eventId', '=', eventId)
    .where('booking.attendance', '=', 'attended')
    .groupBy('booking.personId')
    .execute()
  return rows.flatMap(({ personId, attended }) => {
    const date = completedOn(sessions, new Set(attended))
    return date ? [{ personId, completedOn: date }] : []
  })
}

async function completionsOf(ctx: Context, eventId: string): Promise<Completion[]> {
  return ctx.db
    .selectFrom('completions')
    .select(['id', 'personId', 'completedOn', 'evidenceId'])
    .where('eventId', '=', eventId)
    .execute()
}

async function give(ctx: Context, eventId: string, people: readonly Earned[]): Promise<void> {
  const course = await ctx.db
    .selectFrom('events as event')
    .innerJoin('courses as course', (join) =>
      join
        .onRef('course.partnershipId', '=', 'event.partnershipId')
        .onRef('course.id', '=', 'event.courseId'),
    )
    .select(['course.evidenceTypeId', 'course.validForMonths', 'course.durationMinutes'])
    .where('event.id', '=', eventId)
    .executeTakeFirstOrThrow()
  for (const { personId, completedOn: date } of people) {
    const evidenceId = await recordEvidence(ctx, {
      personId,
      evidenceTypeId: course.evidenceTypeId,
      obtainedOn: date,
      expiresOn: course.validForMonths ? addMonths(date, course.validForMonths) : null,
      hours: course.durationMinutes ? course.durationMinutes / 60 : null,
      source: 'attendance',
    })
    await ctx.db
      .insertInto('completions')
      .values({
        partnershipId: ctx.partnership.id,
        id: newId(),
        eventId,
        personId,
        completedOn: date,
        evidenceId,
        recordedAt: ctx.now,
      })
      .execute()
  }
}

/**
 * Evidence stays where something else bears it out as well: another event of the same course on the same day, or a file in
 * which it came before the register was taken.
 */
async function takeBack(ctx: Context, { id, evidenceId }: Completion): Promise<void> {
  await ctx.db.deleteFrom('completions').where('id', '=', id).execute()
  const isOurs = await ctx.db
    .selectFrom('evidence')
    .select('id')
    .where('id', '=', evidenceId)
    .where('source', '=', 'attendance')
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('completions').select('id').where('evidenceId', '=', evidenceId))),
    )
    .executeTakeFirst()
  if (isOurs) await withdrawEvidence(ctx, evidenceId, 'The register was corrected')
}
