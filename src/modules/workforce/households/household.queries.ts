import { sql } from 'kysely'
import { type Context, type LocalDate, found } from '#platform'
import type { Ask } from '#web'

export interface HouseholdCounts {
  households: number
  /** Different people who care in them: another number than that of households, and never added to it. */
  carers: number
  withTwo: number
}

/** Foster caring households on a date and the carers in them, of a sector or all, by what the actor may see. */
export async function householdsOn(
  ctx: Context,
  asAt: LocalDate,
  sectorId?: string,
): Promise<HouseholdCounts> {
  const { rows } = await sql<HouseholdCounts>`
    select count(*) as households, coalesce(sum(carers), 0) as carers, count(*) filter (where carers = 2) as with_two
    from (select h.id, count(distinct c.person_id) as carers from households h
      left join household_carers c on c.partnership_id = h.partnership_id and c.household_id = h.id
        and c.started_on <= ${asAt}::date and (c.ended_on is null or c.ended_on >= ${asAt}::date)
      where h.started_on <= ${asAt}::date and (h.ended_on is null or h.ended_on >= ${asAt}::date)
        ${sectorId ? sql`and h.organisation_id in (select organisation_id from app.current_periods(${asAt}::date) where sector_id = ${sectorId})` : sql``}
      group by h.id) each_household`.execute(ctx.db)
  return rows[0]!
}

export interface HouseholdLine {
  id: string
  ref: string
  carers: string | null
  carerCount: number
  service: string
  startedOn: LocalDate
  endedOn: LocalDate | null
}

const sorts: Record<string, string> = { ref: 'h.ref', carers: 'carers', started: 'h.started_on' }

/** Households on a date, each with those who cared in it then. */
export async function listHouseholds(ctx: Context, ask: Ask, asAt: LocalDate) {
  const like = `%${ask.search.replaceAll(/[\\%_]/g, '\\$&')}%`
  const ended = ask.filters['state'] === 'ended'
  const from = sql`from households h
    left join app.current_periods(${asAt}::date) p on p.organisation_id = h.organisation_id
    cross join lateral (
      select string_agg(people.full_name, ' and ' order by c.place) as carers, count(*) as carer_count
      from household_carers c join people on people.partnership_id = c.partnership_id and people.id = c.person_id
      where c.partnership_id = h.partnership_id and c.household_id = h.id and case when ${ended} then c.ended_on = h.ended_on
        else c.started_on <= ${asAt}::date and (c.ended_on is null or c.ended_on >= ${asAt}::date) end) who
    where ${ended ? sql`h.ended_on < ${asAt}::date` : sql`h.started_on <= ${asAt}::date and (h.ended_on is null or h.ended_on >= ${asAt}::date)`}
      and (h.ref ilike ${like} or carers ilike ${like})`
  const { rows } = await sql<HouseholdLine>`
    select h.id, h.ref, carers, carer_count, coalesce(p.name, '') as service, h.started_on, h.ended_on ${from}
    order by ${sql.raw(sorts[ask.sort] ?? 'h.ref')} ${sql.raw(ask.descending ? 'desc' : 'asc')} nulls last, h.id
    limit ${ask.limit} offset ${ask.offset}`.execute(ctx.db)
  const count = await sql<{ total: number }>`select count(*) as total ${from}`.execute(ctx.db)
  return { rows, total: count.rows[0]?.total ?? 0 }
}

export interface CarerInHousehold {
  id: string
  personId: string
  fullName: string
  isConnected: boolean
  startedOn: LocalDate
  endedOn: LocalDate | null
}

/** @throws NotFound */
export async function findHousehold(ctx: Context, id: string) {
  const household = found(
    await ctx.db.selectFrom('households').selectAll().where('id', '=', id).executeTakeFirst(),
  )
  const carers: CarerInHousehold[] = await ctx.db
    .selectFrom('householdCarers as carer')
    .innerJoin('people', 'people.id', 'carer.personId')
    .select([
      'carer.id',
      'carer.personId',
      'people.fullName',
      'carer.isConnected',
      'carer.startedOn',
      'carer.endedOn',
    ])
    .where('carer.householdId', '=', id)
    .orderBy('carer.endedOn', (order) => order.desc().nullsFirst())
    .orderBy('carer.startedOn')
    .execute()
  const { rows } = await sql<{ name: string }>`select name from app.current_periods(${ctx.today}::date)
    where organisation_id = ${household.organisationId}`.execute(ctx.db)
  return { ...household, service: rows[0]?.name ?? '', carers }
}

/** Foster carers of today who are in no household. */
export async function carersToPlace(ctx: Context): Promise<{ value: string; text: string }[]> {
  const { rows } = await sql<{ value: string; text: string }>`
    select p.id as value, p.full_name || ' (' || p.ref || ')' as text from people p
    where exists (select from engagements e where e.partnership_id = p.partnership_id and e.person_id = p.id
        and e.basis = 'foster_carer' and e.started_on <= ${ctx.today}::date
        and (e.ended_on is null or e.ended_on >= ${ctx.today}::date))
      and not exists (select from household_carers c where c.partnership_id = p.partnership_id and c.person_id = p.id
        and (c.ended_on is null or c.ended_on >= ${ctx.today}::date))
    order by p.family_name, p.given_name, p.id limit 1000`.execute(ctx.db)
  return rows
}
