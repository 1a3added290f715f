import { type RawBuilder, sql } from 'kysely'
import { type Context, found } from '#platform'
import type { Ask } from '#web'
import { type Contact, daysToAnswer } from './contact.ts'

const columns = sql`c.id, c.organisation_id, coalesce(p.name, o.ref) as organisation, c.name, c.job, c.email, c.phone,
  c.purpose, c.added_on, c.confirmed_on, c.unreachable_on, c.unreachable_because, c.ended_on, c.version`

const from = (ctx: Context) => sql`from contacts c
  join organisations o on o.id = c.organisation_id
  left join app.current_periods(${ctx.today}::date) p on p.organisation_id = o.id
  cross join lateral (select app.contact_freshness(c, ${ctx.today}::date) as freshness) as fresh`

/** Contacts that still are, at organisations that are open. */
const live = (ctx: Context) =>
  sql`coalesce(c.ended_on > ${ctx.today}::date, true) and coalesce(o.closed_on >= ${ctx.today}::date, true)`

const lastAsked = sql`(select max(r.asked_at) from contact_requests r where r.contact_id = c.id)`

const isAskedLately = (ctx: Context) =>
  sql`coalesce(${lastAsked} > ${ctx.now}::timestamptz - make_interval(days => ${daysToAnswer}), false)`

/** Whom somebody should call: mail does not reach them, they have no address, or they did not answer. */
const toCall = (ctx: Context) => sql`(fresh.freshness = 'unreachable' or fresh.freshness in ('due', 'overdue')
  and (c.email is null or ${lastAsked} is not null and not ${isAskedLately(ctx)}))`

/** Whom a letter can be sent to now: it is time, there is an address that works, and none was sent lately. */
const toWriteTo = (ctx: Context) => sql`(fresh.freshness in ('due', 'overdue') and c.email is not null
  and not ${isAskedLately(ctx)})`

const sorts: Record<string, string> = {
  organisation: 'lower(coalesce(p.name, o.ref))',
  name: 'lower(c.name)',
  confirmed: 'c.confirmed_on',
}

export async function listContacts(ctx: Context, ask: Ask): Promise<{ rows: Contact[]; total: number }> {
  const { state, purpose } = ask.filters
  const like = `%${ask.search.replaceAll(/[\\%_]/g, '\\$&')}%`
  const wanted: RawBuilder<unknown>[] = [
    live(ctx),
    sql`(c.name ilike ${like} or p.name ilike ${like} or c.email ilike ${like} or c.job ilike ${like})`,
  ]
  if (state === 'call') wanted.push(toCall(ctx))
  else if (state) wanted.push(sql`fresh.freshness = ${state}`)
  if (purpose) wanted.push(sql`c.purpose = ${purpose}`)
  const where = sql`where ${sql.join(wanted, sql` and `)}`
  const direction = sql.raw(ask.descending ? 'desc' : 'asc')
  const { rows } = await sql<Contact>`select ${columns}, fresh.freshness ${from(ctx)} ${where}
    order by ${sql.raw(sorts[ask.sort] ?? sorts['organisation']!)} ${direction} nulls first, c.id
    limit ${ask.limit} offset ${ask.offset}`.execute(ctx.db)
  const count = await sql<{ total: number }>`select count(*) as total ${from(ctx)} ${where}`.execute(ctx.db)
  return { rows, total: count.rows[0]?.total ?? 0 }
}

/** @throws NotFound */
export async function findContact(ctx: Context, id: string): Promise<Contact> {
  const { rows } =
    await sql<Contact>`select ${columns}, fresh.freshness ${from(ctx)} where c.id = ${id}`.execute(ctx.db)
  return found(rows[0])
}

/** The contacts of an organisation today. */
export async function contactsOf(ctx: Context, organisationId: string): Promise<Contact[]> {
  const { rows } = await sql<Contact>`select ${columns}, fresh.freshness ${from(ctx)}
    where c.organisation_id = ${organisationId} and coalesce(c.ended_on > ${ctx.today}::date, true)
    order by lower(c.name)`.execute(ctx.db)
  return rows
}

/** Whom to write to now. */
export async function contactsToWriteTo(ctx: Context): Promise<Contact[]> {
  const { rows } = await sql<Contact>`select ${columns}, fresh.freshness ${from(ctx)}
    where ${live(ctx)} and ${toWriteTo(ctx)} order by c.id`.execute(ctx.db)
  return rows
}

export interface ContactCounts {
  contacts: number
  confirmed: number
  toCall: number
  toWriteTo: number
  suggestions: number
}

/** How many contacts there are, and how many want something. */
export async function countContacts(ctx: Context): Promise<ContactCounts> {
  const { rows } = await sql<ContactCounts>`select count(*) as contacts,
      count(*) filter (where fresh.freshness = 'confirmed') as confirmed, count(*) filter (where ${toCall(ctx)}) as to_call,
      count(*) filter (where ${toWriteTo(ctx)}) as to_write_to,
      (select count(*) from contact_suggestions s where s.outcome is null) as suggestions
    ${from(ctx)} where ${live(ctx)}`.execute(ctx.db)
  return rows[0]!
}

export interface Suggestion {
  id: string
  contactId: string
  name: string
  job: string | null
  email: string | null
  phone: string | null
  hasLeft: boolean
  note: string | null
  suggestedAt: Date
  outcome: 'accepted' | 'declined' | null
  version: number
}

/** What contacts wrote that nobody has decided about, of one of them or of all. */
export function openSuggestions(ctx: Context, contactId?: string): Promise<Suggestion[]> {
  return ctx.db
    .selectFrom('contactSuggestions')
    .selectAll()
    .where('outcome', 'is', null)
    .$if(contactId !== undefined, (query) => query.where('contactId', '=', contactId!))
    .orderBy('suggestedAt')
    .$castTo<Suggestion>()
    .execute()
}

/** When a contact was asked, and whether an answer came; the last first. */
export function requestsTo(ctx: Context, contactId: string) {
  return ctx.db
    .selectFrom('contactRequests')
    .select(['askedAt', 'answeredAt', 'expiresOn'])
    .where('contactId', '=', contactId)
    .orderBy('askedAt', 'desc')
    .limit(10)
    .execute()
}
