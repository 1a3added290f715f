import { sql } from 'kysely'
import { type ComplianceStatus, complianceOf, countStatuses } from '#assurance'
import { type Context, everyone, withScope } from '#platform'
import { type IndicatorHistory, indicatorHistories, publishedFigures, publishedTeams } from '#statistics'
import { type PlanAction, planActions } from '#strategy'

/** Everything live that a paper may print, as it stands now. */
export interface PaperMaterial {
  today: string
  plan: PlanAction[]
  strategyTitle: string | null
  histories: IndicatorHistory[]
  teams: ReturnType<typeof publishedTeams>
  /** People with an open engagement, by the cohort of the engagement; one person counts once in each. */
  cohorts: { cohort: string; people: number }[]
  people: number
  compliance: { code: string; title: string; counts: ReturnType<typeof countStatuses> }[]
  isDemonstration: boolean
}

/** Reads it in one go. Only counts leave: whoever may read papers is told totals of everybody, and nobody's name. */
export async function gatherMaterial(ctx: Context): Promise<PaperMaterial> {
  const figures = await publishedFigures(ctx)
  const strategy = await ctx.db
    .selectFrom('strategies')
    .select(['id', 'title'])
    .orderBy('startedOn', 'desc')
    .executeTakeFirst()
  const plan = strategy ? await planActions(ctx, strategy.id) : []
  const counts = await withScope(ctx, everyone, async (all) => ({
    cohorts: await cohorts(all),
    people: await peopleInEngagements(all),
    compliance: await complianceByRequirement(all),
  }))
  return {
    today: ctx.today,
    plan,
    strategyTitle: strategy?.title ?? null,
    histories: await indicatorHistories(figures),
    teams: publishedTeams(figures),
    isDemonstration: ctx.partnership.isDemonstration,
    ...counts,
  }
}

async function cohorts(ctx: Context) {
  const { rows } = await sql<{ cohort: string; people: number }>`
    select engagement.cohort, count(distinct engagement.person_id) as people
    from engagements engagement
    where engagement.started_on <= ${ctx.today}::date and (engagement.ended_on is null or engagement.ended_on >= ${ctx.today}::date)
    group by engagement.cohort order by engagement.cohort collate "C"`.execute(ctx.db)
  return rows
}

async function peopleInEngagements(ctx: Context): Promise<number> {
  const { rows } = await sql<{ people: number }>`
    select count(distinct person_id) as people from engagements
    where started_on <= ${ctx.today}::date and (ended_on is null or ended_on >= ${ctx.today}::date)`.execute(
    ctx.db,
  )
  return rows[0]!.people
}

async function complianceByRequirement(ctx: Context): Promise<PaperMaterial['compliance']> {
  const { rows } = await sql<{ code: string; title: string; status: ComplianceStatus; count: number }>`
    select requirement.code, requirement.title, line.status, count(*) as count
    from ${complianceOf({ asAt: ctx.today })} line
    join requirements requirement on requirement.id = line.requirement_id
    group by requirement.code, requirement.title, line.status
    order by requirement.code collate "C"`.execute(ctx.db)
  const grouped = new Map<string, typeof rows>()
  for (const row of rows) grouped.set(row.code, [...(grouped.get(row.code) ?? []), row])
  return [...grouped.values()].map((own) => ({
    code: own[0]!.code,
    title: own[0]!.title,
    counts: countStatuses(own),
  }))
}
