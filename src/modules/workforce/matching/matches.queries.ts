/** Likely duplicates and merges, as far as the actor may see the people they are about. */
import { sql } from 'kysely'
import { type Context, type LocalDate, everyone, found, withScope } from '#platform'
import type { Ask } from '#web'

export const matchStates = {
  open: 'To look at',
  different: 'Different people',
  merged: 'Made one record',
  undone: 'Made two again',
} as const

type MatchState = keyof typeof matchStates

export interface MatchLine {
  id: string
  state: MatchState
  /** Null for someone whom the actor may not see. */
  name: string | null
  ref: string | null
  otherName: string | null
  otherRef: string | null
  reasons: string[]
  at: Date
}

/** Those in one state, by default those that wait for somebody, longest first. */
export async function listMatches(ctx: Context, ask: Ask): Promise<{ rows: MatchLine[]; total: number }> {
  const wanted = ask.filters['state'] || 'open'
  const words = `%${literally(ask.search)}%`
  const lines = sql`
    select * from (
      select m.id, m.state, coalesce(one.full_name, other.full_name) as name, coalesce(one.ref, other.ref) as ref,
        case when one.id is not null then other.full_name end as other_name,
        case when one.id is not null then other.ref end as other_ref, m.reasons, coalesce(m.decided_at, m.found_at) as at
      from person_matches m left join people one on one.id = m.one_id left join people other on other.id = m.other_id
      union all
      select g.id, case when g.undone_at is null then 'merged' else 'undone' end, kept.full_name, kept.ref, g.gone_name, g.gone_ref,
        '{}', coalesce(g.undone_at, g.merged_at)
      from person_merges g left join people kept on kept.id = g.kept_id
    ) as line
    where state = ${wanted}
      and (${ask.search} = '' or app.folded(concat_ws(' ', name, ref, other_name, other_ref)) like app.folded(${words}))`
  const direction = sql.raw(ask.descending ? 'desc' : 'asc')
  const order = ask.sort === 'name' ? sql`name ${direction} nulls last` : sql`at ${direction}`
  const { rows } = await sql<MatchLine & { total: number }>`
    select *, count(*) over () as total from (${lines}) as found
    order by ${order}, id limit ${ask.limit} offset ${ask.offset}`.execute(ctx.db)
  if (rows.length > 0 || ask.offset === 0) return { rows, total: rows[0]?.total ?? 0 }
  return { rows, total: (await listMatches(ctx, { ...ask, offset: 0, limit: 1 })).total }
}

/** How many pairs wait for somebody to look at them. */
export async function countOpenMatches(ctx: Context): Promise<number> {
  const { open } = await ctx.db
    .selectFrom('personMatches')
    .select((e) => e.fn.countAll<number>().as('open'))
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow()
  return open
}

/** @throws NotFound also when the actor may see neither of the two */
export async function findMatch(ctx: Context, id: string) {
  const match = found(
    await ctx.db.selectFrom('personMatches').selectAll().where('id', '=', id).executeTakeFirst(),
  )
  return {
    ...match,
    state: match.state as 'open' | 'different',
    one: await findRecord(ctx, match.oneId),
    other: await findRecord(ctx, match.otherId),
  }
}

export type RecordOfPerson = NonNullable<Awaited<ReturnType<typeof findRecord>>>

async function findRecord(ctx: Context, personId: string) {
  const person = await ctx.db
    .selectFrom('people')
    .select(['id', 'ref', 'fullName', 'birthDate', 'email', 'sweNumber', 'nmcPin', 'trn', 'recordedAt'])
    .where('id', '=', personId)
    .executeTakeFirst()
  if (!person) return null
  const aliases = await ctx.db
    .selectFrom('personAliases')
    .select('ref')
    .where('personId', '=', personId)
    .orderBy('ref')
    .execute()
  const { rows: jobs } = await sql<{
    id: string
    role: string
    organisation: string
    startedOn: LocalDate
    endedOn: LocalDate | null
  }>`
    select e.id, r.name as role, coalesce(o.name, 'an organisation') as organisation, e.started_on, e.ended_on
    from engagements e join roles r on r.id = e.role_id
    left join app.current_periods(${ctx.today}::date) o on o.organisation_id = e.organisation_id
    where e.person_id = ${personId} order by e.started_on desc, e.id`.execute(ctx.db)
  return { ...person, aliases: aliases.map(({ ref }) => ref), jobs }
}

/** @throws NotFound also when the actor may not see the person that was kept */
export async function findMerge(ctx: Context, id: string) {
  const merge = found(
    await ctx.db.selectFrom('personMerges').selectAll().where('id', '=', id).executeTakeFirst(),
  )
  const kept = await ctx.db
    .selectFrom('people')
    .select(['id', 'ref', 'fullName'])
    .where('id', '=', merge.keptId)
    .executeTakeFirst()
  // Only how many of what; the rows themselves are of all the employers.
  const steps = await withScope(ctx, everyone, ({ db }) =>
    db
      .selectFrom('personMergeSteps')
      .select(['tableName'])
      .select((e) => [
        e.fn.count<number>('position').filterWhere('after', 'is not', null).as('moved'),
        e.fn.count<number>('position').filterWhere('after', 'is', null).as('setAside'),
        e.fn.count<number>('problem').as('leftOut'),
      ])
      .where('mergeId', '=', id)
      .where('tableName', '!=', 'people')
      .groupBy('tableName')
      .orderBy('tableName')
      .execute(),
  )
  return { ...merge, kept: kept ?? null, steps }
}

function literally(search: string): string {
  return search.replaceAll(/[\\%_]/g, '\\$&')
}
