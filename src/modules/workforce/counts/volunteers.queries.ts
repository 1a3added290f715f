import { sql } from 'kysely'
import { type Context, type LocalDate, addDays, found } from '#platform'
import type { Precision } from './headcount.ts'

/** What volunteers of the register gave in a sector: how many they are, and the weeks they were engaged. */
export interface RecordedEffort {
  sector: string | null
  people: number
  personWeeks: number
}

/** The year that ends on a date: both days count. */
export const yearTo = (asAt: LocalDate) => ({ from: addDays(asAt, -364), to: asAt })

/**
 * Person-weeks of the volunteers in the register in the year to a date: the days of each volunteer engagement within
 * the year, over seven. Somebody who volunteers at two places gives weeks at each.
 */
export async function recordedEffort(ctx: Context, asAt: LocalDate): Promise<RecordedEffort[]> {
  const { from, to } = yearTo(asAt)
  const { rows } = await sql<RecordedEffort>`
    select s.name as sector, count(distinct e.person_id) as people,
      sum(least(coalesce(e.ended_on, ${to}::date), ${to}::date) - greatest(e.started_on, ${from}::date) + 1) / 7.0 as person_weeks
    from engagements e
    left join app.current_periods(${to}::date) p on p.organisation_id = e.organisation_id
    left join sectors s on s.partnership_id = e.partnership_id and s.id = p.sector_id
    where e.basis = 'volunteer' and e.started_on <= ${to}::date and (e.ended_on is null or e.ended_on >= ${from}::date)
    group by s.name order by s.name nulls last`.execute(ctx.db)
  return rows
}

/** How many voluntary organisations the register knows on a date. */
export async function voluntaryOrganisations(ctx: Context, asAt: LocalDate): Promise<number> {
  const { rows } = await sql<{ organisations: number }>`
    select count(*) as organisations from app.current_periods(${asAt}::date) p
    join organisations o on o.partnership_id = p.partnership_id and o.id = p.organisation_id
    where p.kind = 'voluntary' and (o.opened_on is null or o.opened_on <= ${asAt}::date)
      and (o.closed_on is null or o.closed_on >= ${asAt}::date)`.execute(ctx.db)
  return rows[0]?.organisations ?? 0
}

export function surveysUntil(ctx: Context, asAt: LocalDate) {
  return ctx.db
    .selectFrom('volunteerSurveys')
    .leftJoin('sectors', 'sectors.id', 'volunteerSurveys.sectorId')
    .selectAll('volunteerSurveys')
    .select('sectors.name as sector')
    .where('periodTo', '<=', asAt)
    .orderBy('periodTo', 'desc')
    .orderBy('volunteerSurveys.id')
    .$narrowType<{ precision: Precision }>()
    .execute()
}

/** @throws NotFound */
export async function findSurvey(ctx: Context, id: string) {
  return found(
    await ctx.db.selectFrom('volunteerSurveys').selectAll().where('id', '=', id).executeTakeFirst(),
  )
}
