import { type RawBuilder, sql } from 'kysely'
import type { Cohort, Freshness, OrganisationKind } from '#partnership'
import { type Context, type LocalDate, found } from '#platform'
import type { Ask } from '#web'

export interface OrganisationLine {
  id: string
  ref: string
  name: string
  kind: OrganisationKind
  sector: string
  locality: string | null
  openedOn: LocalDate | null
  closedOn: LocalDate | null
  /** The contact that most wants something; null without contacts. */
  contacts: Freshness | null
}

const sorts: Record<string, string> = {
  name: 'lower(p.name)',
  ref: 'o.ref',
  sector: 's.name',
  locality: 'l.name',
}

/** Organisations with what is true of them today. */
export async function listOrganisations(
  ctx: Context,
  ask: Ask,
): Promise<{ rows: OrganisationLine[]; total: number }> {
  const { kind, sector, locality, open, contacts } = ask.filters
  const wanted: RawBuilder<unknown>[] = [sql`true`]
  for (const word of ask.search.split(/\s+/).filter(Boolean).slice(0, 6)) {
    const like = `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`
    wanted.push(sql`(p.name ilike ${like} or o.ref ilike ${like} or o.urn = ${word} or o.ods_code = ${word})`)
  }
  if (kind) wanted.push(sql`p.kind = ${kind}`)
  if (sector) wanted.push(sql`s.name = ${sector}`)
  if (locality) wanted.push(sql`l.name = ${locality}`)
  if (open === 'open') wanted.push(sql`(o.closed_on is null or o.closed_on >= ${ctx.today}::date)`)
  if (open === 'closed') wanted.push(sql`o.closed_on < ${ctx.today}::date`)
  if (contacts === 'none') wanted.push(sql`fresh.contacts is null`)
  else if (contacts) wanted.push(sql`fresh.contacts = ${contacts}`)
  const from = sql`from organisations o
    join app.current_periods(${ctx.today}::date) p on p.organisation_id = o.id
    join sectors s on s.id = p.sector_id
    left join localities l on l.id = p.locality_id
    left join lateral (${worstContact(ctx)}) as fresh on true
    where ${sql.join(wanted, sql` and `)}`
  const direction = sql.raw(ask.descending ? 'desc' : 'asc')
  const { rows } = await sql<OrganisationLine>`
    select o.id, o.ref, p.name, p.kind, s.name as sector, l.name as locality, o.opened_on, o.closed_on, fresh.contacts ${from}
    order by ${sql.raw(sorts[ask.sort] ?? 'lower(p.name)')} ${direction} nulls last, o.id
    limit ${ask.limit} offset ${ask.offset}`.execute(ctx.db)
  const count = await sql<{ total: number }>`select count(*) as total ${from}`.execute(ctx.db)
  return { rows, total: count.rows[0]?.total ?? 0 }
}

/** How fresh the contacts of an organisation `o` are: as fresh as the one that most wants something. */
const worstContact = (ctx: Context) => sql`
  select (array['confirmed', 'due', 'overdue', 'unreachable'])[max(array_position(
    array['confirmed', 'due', 'overdue', 'unreachable'], app.contact_freshness(c, ${ctx.today}::date)))] as contacts
  from contacts c where c.organisation_id = o.id and coalesce(c.ended_on > ${ctx.today}::date, true)`

/** Names to filter by. */
export async function sectorNames(ctx: Context) {
  const rows = await ctx.db.selectFrom('sectors').select('name').orderBy('name').execute()
  return rows.map(({ name }) => ({ value: name, text: name }))
}

export async function localityNames(ctx: Context) {
  const rows = await ctx.db.selectFrom('localities').select('name').orderBy('name').execute()
  return rows.map(({ name }) => ({ value: name, text: name }))
}

export interface OrganisationPeriod {
  id: string
  name: string
  kind: OrganisationKind
  sector: string
  cohort: Cohort
  parentId: string | null
  parent: string | null
  postcode: string | null
  locality: string | null
  startedOn: LocalDate | null
  endedOn: LocalDate | null
}

/** @throws NotFound */
export async function findOrganisation(ctx: Context, id: string) {
  const organisation = found(
    await ctx.db.selectFrom('organisations').selectAll().where('id', '=', id).executeTakeFirst(),
  )
  const { rows: periods } = await sql<OrganisationPeriod>`
    select p.id, p.name, p.kind, s.name as sector, p.cohort, p.parent_id, parent.name as parent, p.postcode,
      l.name as locality, p.started_on, p.ended_on
    from organisation_periods p
    join sectors s on s.id = p.sector_id
    left join localities l on l.id = p.locality_id
    left join app.current_periods(${ctx.today}::date) parent on parent.organisation_id = p.parent_id
    where p.organisation_id = ${id} order by p.started_on desc nulls last`.execute(ctx.db)
  return { ...organisation, periods }
}

/** What belongs to an organisation: the organisations below it today, and its teams. */
export async function partsOf(ctx: Context, id: string) {
  const { rows: below } = await sql<{ id: string; name: string }>`
    select p.organisation_id as id, p.name from app.current_periods(${ctx.today}::date) p
    where p.parent_id = ${id} order by lower(p.name) limit 100`.execute(ctx.db)
  const teams = await ctx.db
    .selectFrom('teams')
    .select(['id', 'name'])
    .where('organisationId', '=', id)
    .orderBy('name')
    .execute()
  return { below, teams }
}

export interface BelievedBefore {
  name: string
  kind: OrganisationKind
  startedOn: LocalDate | null
  endedOn: LocalDate | null
  until: Date
}

/** What was recorded of an organisation before it was corrected, latest first: for those who see the whole partnership. */
export async function believedBefore(ctx: Context, organisationId: string): Promise<BelievedBefore[]> {
  const { rows } = await sql<BelievedBefore>`
    select row_as_it_was ->> 'name' as name, row_as_it_was ->> 'kind' as kind,
      row_as_it_was ->> 'started_on' as started_on, row_as_it_was ->> 'ended_on' as ended_on, superseded_at as until
    from superseded_rows
    where table_name = 'organisation_periods'
      and row_id in (select id from organisation_periods where organisation_id = ${organisationId})
    order by id desc limit 20`.execute(ctx.db)
  return rows
}

/** How many different people are engaged there today, of those that the actor may see. */
export async function peopleEngaged(ctx: Context, organisationId: string): Promise<number> {
  const { people } = await ctx.db
    .selectFrom('engagements')
    .select((e) => e.fn.count<number>('personId').distinct().as('people'))
    .where('organisationId', '=', organisationId)
    .where('startedOn', '<=', ctx.today)
    .where((e) => e.or([e('endedOn', 'is', null), e('endedOn', '>=', ctx.today)]))
    .executeTakeFirstOrThrow()
  return people
}
