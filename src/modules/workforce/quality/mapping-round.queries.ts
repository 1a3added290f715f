import { sql } from 'kysely'
import { type Context, type LocalDate, found } from '#platform'
import type { Ask } from '#web'
import type { Answer } from './mapping-round.ts'

export interface RoundLine {
  id: string
  title: string
  openedOn: LocalDate
  dueOn: LocalDate
  closedOn: LocalDate | null
  requests: number
  answered: number
}

const roundSorts: Record<string, string> = { title: 'r.title', due: 'r.due_on' }

export async function listRounds(ctx: Context, ask: Ask): Promise<{ rows: RoundLine[]; total: number }> {
  const { rows } = await sql<RoundLine>`
    select r.id, r.title, r.opened_on, r.due_on, r.closed_on, count(q.id) as requests,
      count(q.id) filter (where q.state <> 'asked') as answered
    from mapping_rounds r
    left join mapping_requests q on q.partnership_id = r.partnership_id and q.mapping_round_id = r.id
    group by r.id, r.title, r.opened_on, r.due_on, r.closed_on
    order by ${sql.raw(roundSorts[ask.sort] ?? 'r.due_on')} ${sql.raw(ask.descending ? 'desc' : 'asc')}, r.id
    limit ${ask.limit} offset ${ask.offset}`.execute(ctx.db)
  const { total } = await ctx.db
    .selectFrom('mappingRounds')
    .select((e) => e.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return { rows, total }
}

/** @throws NotFound */
export async function findRound(ctx: Context, id: string) {
  return found(await ctx.db.selectFrom('mappingRounds').selectAll().where('id', '=', id).executeTakeFirst())
}

export interface SectorProgress {
  sector: string
  requests: number
  returned: number
  confirmed: number
  declined: number
  /** Of the requests, those about groups that nobody has counted. */
  groups: number
}

/** How a round goes in each sector. */
export async function progressOf(ctx: Context, roundId: string): Promise<SectorProgress[]> {
  const { rows } = await sql<SectorProgress>`
    select s.name as sector, count(*) as requests, count(*) filter (where q.state = 'returned') as returned,
      count(*) filter (where q.state = 'confirmed') as confirmed, count(*) filter (where q.state = 'declined') as declined,
      count(*) filter (where q.organisation_id is null) as groups
    from mapping_requests q join sectors s on s.partnership_id = q.partnership_id and s.id = q.sector_id
    where q.mapping_round_id = ${roundId} group by s.name order by s.name collate "en-GB-x-icu"`.execute(
    ctx.db,
  )
  return rows
}

export interface RequestLine {
  id: string
  roundId: string
  round: string
  dueOn: LocalDate
  sector: string
  sectorId: string
  organisationId: string | null
  /** The organisation, or the group that nobody has counted. */
  who: string
  contactName: string
  contactEmail: string
  state: Answer
  answeredOn: LocalDate | null
  remindedOn: LocalDate | null
  note: string
  version: number
}

const requests = (ctx: Context) => sql`mapping_requests q
  join mapping_rounds r on r.partnership_id = q.partnership_id and r.id = q.mapping_round_id
  join sectors s on s.partnership_id = q.partnership_id and s.id = q.sector_id
  left join app.current_periods(${ctx.today}::date) o on o.organisation_id = q.organisation_id`

const columns = sql`q.id, r.id as round_id, r.title as round, r.due_on, s.name as sector, q.sector_id, q.organisation_id,
  coalesce(o.name, nullif(q.group_name, ''), 'An organisation that has closed') as who,
  q.contact_name, q.contact_email, q.state, q.answered_on, q.reminded_on, q.note, q.version`

const requestSorts: Record<string, string> = {
  who: 'lower(coalesce(o.name, q.group_name))',
  sector: 's.name',
  due: 'r.due_on',
}

export async function listRequests(ctx: Context, ask: Ask): Promise<{ rows: RequestLine[]; total: number }> {
  const { round, state, sector } = ask.filters
  const like = `%${ask.search.replaceAll(/[\\%_]/g, '\\$&')}%`
  const from = sql`${requests(ctx)}
    where (coalesce(o.name, q.group_name) ilike ${like} or q.contact_name ilike ${like})
      ${round ? sql`and r.id::text = ${round}` : sql``} ${state ? sql`and q.state = ${state}` : sql``}
      ${sector ? sql`and s.id::text = ${sector}` : sql``}`
  const { rows } = await sql<RequestLine>`select ${columns} from ${from}
    order by ${sql.raw(requestSorts[ask.sort] ?? 'o.name')} ${sql.raw(ask.descending ? 'desc' : 'asc')}, q.id
    limit ${ask.limit} offset ${ask.offset}`.execute(ctx.db)
  const count = await sql<{ total: number }>`select count(*) as total from ${from}`.execute(ctx.db)
  return { rows, total: count.rows[0]?.total ?? 0 }
}

/** @throws NotFound */
export async function findRequest(ctx: Context, id: string): Promise<RequestLine> {
  const { rows } = await sql<RequestLine>`select ${columns} from ${requests(ctx)} where q.id = ${id}`.execute(
    ctx.db,
  )
  return found(rows[0])
}

/** Those of a round to be reminded on a day: asked, without an answer, with an address, and not reminded that day. */
export async function toRemind(ctx: Context, roundId: string): Promise<RequestLine[]> {
  const { rows } = await sql<RequestLine>`select ${columns} from ${requests(ctx)}
    where r.id = ${roundId} and r.closed_on is null and q.state = 'asked' and q.contact_email <> ''
      and q.reminded_on is distinct from ${ctx.today}::date order by q.id`.execute(ctx.db)
  return rows
}

export async function roundChoices(ctx: Context) {
  const rows = await ctx.db
    .selectFrom('mappingRounds')
    .select(['id', 'title'])
    .orderBy('dueOn', 'desc')
    .execute()
  return rows.map(({ id, title }) => ({ value: id, text: title }))
}
