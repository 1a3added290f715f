import { sql } from 'kysely'
import { type Context, type LocalDate, found } from '#platform'
import type { Ask } from '#web'

export interface StrategyRow {
  id: string
  code: string
  title: string
  startedOn: LocalDate | null
  endedOn: LocalDate | null
  priorities: number
  actions: number
  reported: number
}

export async function strategies(ctx: Context, ask: Ask): Promise<{ rows: StrategyRow[]; total: number }> {
  const pattern = `%${ask.search.replaceAll(/[\\%_]/g, '\\$&')}%`
  const wanted = ctx.db
    .selectFrom('strategies')
    .$if(ask.search !== '', (query) =>
      query.where((eb) => eb.or([eb('title', 'ilike', pattern), eb('code', 'ilike', pattern)])),
    )
  const { total } = await wanted
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await wanted
    .select(['id', 'code', 'title', 'startedOn', 'endedOn'])
    .select(
      sql<number>`(select count(*) from priorities p where p.strategy_id = strategies.id)`.as('priorities'),
    )
    .select(sql<number>`(select count(*) from actions a where a.strategy_id = strategies.id)`.as('actions'))
    .select(
      sql<number>`(select count(distinct r.action_id) from progress_reports r
        join actions a on a.partnership_id = r.partnership_id and a.id = r.action_id
        where a.strategy_id = strategies.id)`.as('reported'),
    )
    .orderBy(ask.sort === 'started' ? 'startedOn' : 'title', ask.descending ? 'desc' : 'asc')
    .limit(ask.limit)
    .offset(ask.offset)
    .execute()
  return { rows, total }
}

export async function findStrategy(ctx: Context, id: string) {
  return found(await ctx.db.selectFrom('strategies').selectAll().where('id', '=', id).executeTakeFirst())
}

export interface PlanAction {
  id: string
  number: string
  title: string
  priorityNumber: string
  priority: string
  leads: string[]
  timescale: string
  timescaleKind: string
  timescaleTo: LocalDate | null
  repeatsEveryMonths: number | null
  lenses: string[]
  rating: string | null
  reportedOn: LocalDate | null
}

/** Every action of a plan in its printed order, with its leads, lens ticks and latest progress. */
export async function planActions(ctx: Context, strategyId: string): Promise<PlanAction[]> {
  const { rows } = await sql<PlanAction>`
    select action.id, action.number, action.title, priority.number as priority_number, priority.title as priority,
      action.timescale, action.timescale_kind, action.timescale_to, action.repeats_every_months,
      array(select name from action_leads lead where lead.partnership_id = action.partnership_id
        and lead.action_id = action.id order by lead.position) as leads,
      array(select lens.name from action_lenses tick
        join lenses lens on lens.partnership_id = tick.partnership_id and lens.id = tick.lens_id
        where tick.partnership_id = action.partnership_id and tick.action_id = action.id order by lens.position) as lenses,
      latest.rating, latest.reported_on
    from actions action
    join priorities priority on priority.partnership_id = action.partnership_id and priority.id = action.priority_id
    left join lateral (select rating, reported_on from progress_reports report
      where report.partnership_id = action.partnership_id and report.action_id = action.id
      order by reported_on desc, recorded_at desc limit 1) latest on true
    where action.strategy_id = ${strategyId}::uuid
    order by priority.position, action.position`.execute(ctx.db)
  return rows
}

export async function lensesOf(ctx: Context, strategyId: string): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('lenses')
    .select('name')
    .where('strategyId', '=', strategyId)
    .orderBy('position')
    .execute()
  return rows.map((row) => row.name)
}

export async function findAction(ctx: Context, id: string) {
  const action = found(await ctx.db.selectFrom('actions').selectAll().where('id', '=', id).executeTakeFirst())
  const plan = await planActions(ctx, action.strategyId)
  return { ...action, ...plan.find((one) => one.id === id)! }
}

export function progressOf(ctx: Context, actionId: string) {
  return ctx.db
    .selectFrom('progressReports')
    .leftJoin('accounts', 'accounts.id', 'progressReports.reportedBy')
    .select([
      'progressReports.id',
      'progressReports.reportedOn',
      'progressReports.rating',
      'progressReports.text',
      'accounts.displayName as reportedBy',
    ])
    .where('actionId', '=', actionId)
    .orderBy('reportedOn', 'desc')
    .orderBy('recordedAt', 'desc')
    .execute()
}
