import { sql } from 'kysely'
import { type Context, type LocalDate, addDays, newId, record } from '#platform'
import { ageBands, questions } from '#workforce'
import { type EqualityCount, type ProfileTable, profileOf } from './profile.ts'

/** The smallest count that is released. */
export const threshold = 5
/** Two profiles that differ by fewer answers would tell whose they are. */
export const fewestNewAnswers = 10
const daysBetween = 28

export interface Profile {
  id: string
  asAt: LocalDate
  threshold: number
  people: number
  takenAt: Date
  takenByName: string
  tables: ProfileTable[]
}

/** The profile that was released last; undefined before the first. */
export async function latestProfile(ctx: Context): Promise<Profile | undefined> {
  const profile = await ctx.db
    .selectFrom('equalityProfiles')
    .selectAll()
    .orderBy('asAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return profile && { ...profile, tables: profile.tables as unknown as ProfileTable[] }
}

export type MayRelease =
  | { may: true }
  | { may: false; because: 'too-soon'; from: LocalDate }
  | { may: false; because: 'too-few-answers'; answered: number }

/** Whether another profile can be released today without its differences from the last one telling too much. */
export async function mayRelease(ctx: Context): Promise<MayRelease> {
  const last = await latestProfile(ctx)
  if (!last) return { may: true }
  const from = addDays(last.asAt, daysBetween)
  if (ctx.today < from) return { may: false, because: 'too-soon', from }
  const { rows } = await sql<{ answered: number }>`
    select app.equality_answered_since(${last.takenAt}::timestamptz) as answered`.execute(ctx.db)
  const { answered } = rows[0]!
  return answered < fewestNewAnswers ? { may: false, because: 'too-few-answers', answered } : { may: true }
}

/** Counts everybody today and keeps what may be released, and only that. */
export async function releaseProfile(ctx: Context): Promise<MayRelease> {
  await sql`select pg_advisory_xact_lock(hashtextextended('equality profile ' || ${ctx.partnership.id}::text, 0))`.execute(
    ctx.db,
  )
  const may = await mayRelease(ctx)
  if (!may.may) return may
  const { rows: counts } = await sql<EqualityCount>`
    select s.name as sector, c.question, c.answer, c.people
    from app.equality_counts(${ctx.today}::date) c left join sectors s on s.id = c.sector_id`.execute(ctx.db)
  const tables = profileOf(counts, [ageBands, ...questions], threshold)
  const people = counts.filter(({ question }) => question === '').reduce((sum, one) => sum + one.people, 0)
  const id = newId()
  await ctx.db
    .insertInto('equalityProfiles')
    .values({
      partnershipId: ctx.partnership.id,
      id,
      asAt: ctx.today,
      threshold,
      tables: JSON.stringify(tables),
      people,
      takenAt: ctx.now,
      takenBy: ctx.actor.accountId,
      takenByName: ctx.actor.name,
    })
    .execute()
  await record(
    ctx,
    'statistics.equality-released',
    { type: 'equality_profile', id },
    { asAt: ctx.today, threshold },
  )
  return { may: true }
}
