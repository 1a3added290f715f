/**
 * Erases who a person is, in two steps. While the law may ask what somebody did and how they were trained and checked, that
 * is kept with their name, and everything else goes. When that time is over, the name goes too, and only lines to count stay.
 */
import { sql } from 'kysely'
import { type Context, type LocalDate, onlyOneself, record, withAsking } from '#platform'
import { type CountedRecords, recordsElsewhere } from './records-elsewhere.ts'
import { type RetentionRule, keptUntil, retentionRules, ruleFor } from './retention.ts'

export interface Erasing {
  /** Where the person still works, or will: nothing is erased before that has ended. */
  stillAt: string[]
  leftOn: LocalDate
  keptUntil: LocalDate
  rule: RetentionRule
  /** Whether the name goes too. */
  everything: boolean
  elsewhere: CountedRecords[]
}

/** What erasing somebody would mean today. */
export async function previewErasing(ctx: Context, personId: string): Promise<Erasing> {
  const { rows: engagements } = await sql<{ name: string; family: string | null; endedOn: LocalDate | null }>`
    select coalesce(o.name, 'an organisation that has closed') as name, r.family, e.ended_on from engagements e
    join roles r on r.id = e.role_id
    left join app.current_periods(${ctx.today}::date) o on o.organisation_id = e.organisation_id
    where e.person_id = ${personId} order by e.ended_on`.execute(ctx.db)
  const going = engagements.filter(({ endedOn }) => endedOn === null || endedOn >= ctx.today)
  const leftOn = engagements.findLast(({ endedOn }) => endedOn !== null)?.endedOn ?? ctx.today
  const families = engagements.map(({ family }) => family)
  const rule = ruleFor(await retentionRules(), families, ctx.today)
  const until = keptUntil(leftOn, rule)
  return {
    stillAt: [...new Set(going.map(({ name }) => name))],
    leftOn,
    keptUntil: until,
    rule,
    everything: engagements.length === 0 || until < ctx.today,
    elsewhere: await recordsElsewhere(ctx, personId),
  }
}

/** False when the person has changed since this version, still works somewhere, or has been erased. */
export async function erasePerson(
  ctx: Context,
  personId: string,
  version: number,
  reason: string,
): Promise<boolean> {
  const { stillAt, everything, keptUntil } = await previewErasing(ctx, personId)
  if (stillAt.length > 0) return false
  const gone = everything
    ? {
        givenName: 'Erased',
        familyName: 'person',
        ref: sql<string>`'ERASED-' || right(id::text, 12)`,
        erasedAt: ctx.now,
      }
    : { keptUntil }
  const numbers = everything ? { sweNumber: null, nmcPin: null, trn: null } : {}
  await ctx.db.deleteFrom('personAliases').where('personId', '=', personId).execute()
  const changed = await ctx.db
    .updateTable('people')
    .set((e) => ({ ...gone, ...numbers, birthDate: null, email: null, version: e('version', '+', 1) }))
    .where('id', '=', personId)
    .where('version', '=', version)
    .where('erasedAt', 'is', null)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) return false
  await ctx.db.deleteFrom('answers').where('personId', '=', personId).execute()
  await ctx.db.deleteFrom('correctionRequests').where('personId', '=', personId).execute()
  await forgetWhatOnlyTheySee(ctx, personId)
  if (everything) await forgetWork(ctx, personId)
  await sql`select app.forget_copies(${personId}::uuid, ${everything ? [...details, ...work] : details}::text[])`.execute(
    ctx.db,
  )
  await record(
    ctx,
    'workforce.person-erased',
    { type: 'person', id: personId },
    { reason, everything, kept_until: everything ? null : keptUntil },
  )
  return true
}

/** Tables whose earlier versions go at once, and those whose go with the name. */
const details = ['people', 'answers', 'correction_requests', 'equality_answers']
const work = ['engagements', 'evidence', 'exemptions']

/** Equality monitoring is open to nobody else, so it is taken away as they would. */
async function forgetWhatOnlyTheySee(ctx: Context, personId: string): Promise<void> {
  const oneself = { ...ctx.actor, personId, scope: onlyOneself }
  await withAsking(ctx, { actor: oneself }, ({ db }) =>
    db.deleteFrom('equalityAnswers').where('personId', '=', personId).execute(),
  )
}

async function forgetWork(ctx: Context, personId: string): Promise<void> {
  await ctx.db
    .updateTable('engagements')
    .set((e) => ({ leavingReason: null, destination: null, version: e('version', '+', 1) }))
    .where('personId', '=', personId)
    .execute()
  await ctx.db.deleteFrom('transfers').where('personId', '=', personId).execute()
  await ctx.db
    .deleteFrom('personMatches')
    .where((e) => e.or([e('oneId', '=', personId), e('otherId', '=', personId)]))
    .execute()
  await ctx.db
    .updateTable('personMerges')
    .set({ goneName: 'Erased person', goneRef: 'ERASED' })
    .where((e) => e.or([e('keptId', '=', personId), e('goneId', '=', personId)]))
    .execute()
}
