import { type RawBuilder, sql } from 'kysely'
import { type Context, type LocalDate, found } from '#platform'
import type { Ask } from '#web'
import type { LawfulBasis, RegisterKeeper, Sharing } from './agreement.ts'

export interface AgreementLine {
  id: string
  title: string
  purpose: string
  lawfulBasis: LawfulBasis
  shares: Sharing
  startedOn: LocalDate
  endedOn: LocalDate | null
  reviewedOn: LocalDate | null
  reviewOn: LocalDate
  documentRef: string
  organisations: number
}

const sorts: Record<string, string> = { title: 'lower(a.title)', review: 'a.review_on', from: 'a.started_on' }

export async function listAgreements(
  ctx: Context,
  ask: Ask,
): Promise<{ rows: AgreementLine[]; total: number }> {
  const { shares, when, organisation } = ask.filters
  const wanted: RawBuilder<unknown>[] = [sql`a.partnership_id = app.partnership()`]
  for (const word of ask.search.split(/\s+/).filter(Boolean).slice(0, 6)) {
    const like = `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`
    wanted.push(
      sql`(a.title ilike ${like} or a.purpose ilike ${like} or a.document_ref ilike ${like} or exists (
        select from sharing_agreement_parties s join app.current_periods(${ctx.today}::date) o on o.organisation_id = s.organisation_id
        where s.sharing_agreement_id = a.id and o.name ilike ${like}))`,
    )
  }
  if (shares) wanted.push(sql`a.shares = ${shares}`)
  if (organisation)
    wanted.push(sql`exists (select from sharing_agreement_parties s
      where s.sharing_agreement_id = a.id and s.organisation_id::text = ${organisation})`)
  const isOpen = sql`(a.ended_on is null or a.ended_on >= ${ctx.today}::date)`
  if (when === 'in-force') wanted.push(sql`a.started_on <= ${ctx.today}::date and ${isOpen}`)
  if (when === 'review') wanted.push(sql`a.review_on < ${ctx.today}::date and ${isOpen}`)
  if (when === 'ended') wanted.push(sql`a.ended_on < ${ctx.today}::date`)
  const from = sql`from sharing_agreements a where ${sql.join(wanted, sql` and `)}`
  const direction = sql.raw(ask.descending ? 'desc' : 'asc')
  const { rows } =
    await sql<AgreementLine>`select a.id, a.title, a.purpose, a.lawful_basis, a.shares, a.started_on,
      a.ended_on, a.reviewed_on, a.review_on, a.document_ref,
      (select count(*) from sharing_agreement_parties s where s.sharing_agreement_id = a.id) as organisations
    ${from} order by ${sql.raw(sorts[ask.sort] ?? 'lower(a.title)')} ${direction}, a.id
    limit ${ask.limit} offset ${ask.offset}`.execute(ctx.db)
  const count = await sql<{ total: number }>`select count(*) as total ${from}`.execute(ctx.db)
  return { rows, total: count.rows[0]?.total ?? 0 }
}

/** An agreement with the organisations that share by it. @throws NotFound */
export async function findAgreement(ctx: Context, id: string) {
  const agreement = found(
    await ctx.db.selectFrom('sharingAgreements').selectAll().where('id', '=', id).executeTakeFirst(),
  )
  const { rows: organisations } = await sql<{
    id: string
    ref: string
    name: string
    registerKeptBy: RegisterKeeper
  }>`
    select o.id, o.ref, coalesce(p.name, o.ref) as name, o.register_kept_by
    from sharing_agreement_parties s
    join organisations o on o.id = s.organisation_id
    left join app.current_periods(${ctx.today}::date) p on p.organisation_id = o.id
    where s.sharing_agreement_id = ${id} order by lower(coalesce(p.name, o.ref)), o.ref`.execute(ctx.db)
  return {
    ...agreement,
    lawfulBasis: agreement.lawfulBasis as LawfulBasis,
    shares: agreement.shares as Sharing,
    organisations,
  }
}

/** The agreements that an organisation has part in, the newest first. */
export async function agreementsOf(ctx: Context, organisationId: string) {
  const { rows } = await sql<
    Omit<AgreementLine, 'organisations'>
  >`select a.id, a.title, a.purpose, a.lawful_basis, a.shares, a.started_on, a.ended_on,
      a.reviewed_on, a.review_on, a.document_ref
    from sharing_agreements a
    join sharing_agreement_parties s on s.sharing_agreement_id = a.id and s.organisation_id = ${organisationId}
    order by a.started_on desc, a.id`.execute(ctx.db)
  return rows
}

/** Who keeps an organisation's register, and under which name it is known. @throws NotFound */
export async function findKeeper(ctx: Context, organisationId: string) {
  const { rows } = await sql<{ id: string; name: string; registerKeptBy: RegisterKeeper; version: number }>`
    select o.id, coalesce(p.name, o.ref) as name, o.register_kept_by, o.version from organisations o
    left join app.current_periods(${ctx.today}::date) p on p.organisation_id = o.id
    where o.id = ${organisationId}`.execute(ctx.db)
  return found(rows[0])
}

/** The organisations that a list names, one a line, by reference or name of today; and the lines that name none. */
export async function organisationsNamed(ctx: Context, lines: readonly string[]) {
  const { rows } = await sql<{ line: string; id: string | null }>`
    select line, (select o.id from organisations o left join app.current_periods(${ctx.today}::date) p on p.organisation_id = o.id
      where o.partnership_id = app.partnership() and (lower(o.ref) = lower(line) or lower(p.name) = lower(line))
      order by lower(o.ref) = lower(line) desc, o.id limit 1) as id
    from unnest(${lines}::text[]) as line`.execute(ctx.db)
  return {
    ids: [...new Set(rows.flatMap(({ id }) => id ?? []))],
    unknown: rows.flatMap(({ line, id }) => (id === null ? line : [])),
  }
}
