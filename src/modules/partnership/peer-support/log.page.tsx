import { type RawBuilder, sql } from 'kysely'
import { type Context, formatDate } from '#platform'
import { type Ask, listPage } from '#web'
import { type Direction, type SupportKind, directions, supportKinds } from './peer-support.ts'

interface Line {
  id: string
  direction: Direction
  otherParty: string
  kind: SupportKind
  topic: string
  startedOn: string
  days: number | null
  whatChanged: string | null
  source: string | null
}

const optionsOf = (words: Record<string, string>) =>
  Object.entries(words).map(([value, text]) => ({ value, text }))

/** Support given to other authorities and received from them, and what changed through it. */
export const peerSupportPages = listPage<Line>({
  url: '/peer-support',
  access: 'partnership.see',
  title: 'Peer support',
  noun: ['entry', 'entries'],
  search: { label: 'Search peer support', hint: 'Authority or topic' },
  filters: [
    { name: 'direction', label: 'Given or received', options: async () => optionsOf(directions) },
    { name: 'kind', label: 'Kind', options: async () => optionsOf(supportKinds) },
  ],
  columns: [
    {
      key: 'topic',
      header: 'Topic',
      value: (row) => row.topic,
      cell: (row, { link }) => (
        <a class="govuk-link" href={link(`/peer-support/${row.id}`)}>
          {row.topic}
        </a>
      ),
    },
    { key: 'direction', header: 'Given or received', value: (row) => directions[row.direction] },
    { key: 'party', header: 'To or from', value: (row) => row.otherParty, sortable: true },
    { key: 'kind', header: 'Kind', value: (row) => supportKinds[row.kind] },
    {
      key: 'started',
      header: 'Began',
      value: (row) => row.startedOn,
      cell: (row) => formatDate(row.startedOn),
      kind: 'date',
      sortable: true,
    },
    { key: 'days', header: 'Days', value: (row) => row.days, kind: 'number' },
    { key: 'changed', header: 'What changed', value: (row) => row.whatChanged, exportOnly: true },
    { key: 'source', header: 'Source', value: (row) => row.source, exportOnly: true },
  ],
  sort: '-started',
  rows: listEntries,
  empty: (
    <p class="govuk-body">
      Nothing is logged yet. When somebody here mentors another authority, or comes back from a visit to one,
      log it with what changed: it shows what the partnership gives to others and gains from them.
    </p>
  ),
  actions: [{ text: 'Log peer support', href: '/peer-support/new', access: 'partnership.manage' }],
})

const sorts: Record<string, string> = { party: 'lower(other_party)', started: 'started_on' }

async function listEntries(ctx: Context, ask: Ask) {
  const { direction, kind } = ask.filters
  const like = `%${ask.search.replaceAll(/[\\%_]/g, '\\$&')}%`
  const wanted: RawBuilder<unknown>[] = [sql`(other_party ilike ${like} or topic ilike ${like})`]
  if (direction) wanted.push(sql`direction = ${direction}`)
  if (kind) wanted.push(sql`kind = ${kind}`)
  const from = sql`from peer_support_entries where ${sql.join(wanted, sql` and `)}`
  const { rows } = await sql<Line>`
    select id, direction, other_party, kind, topic, started_on, days::float, what_changed, source ${from}
    order by ${sql.raw(sorts[ask.sort] ?? 'started_on')} ${sql.raw(ask.descending ? 'desc' : 'asc')}, id
    limit ${ask.limit} offset ${ask.offset}`.execute(ctx.db)
  const totals = await sql<{ total: number; given: number; received: number }>`select count(*) as total,
    count(*) filter (where direction = 'given') as given, count(*) filter (where direction = 'received') as received
    ${from}`.execute(ctx.db)
  const { total, given, received } = totals.rows[0]!
  const above =
    total === 0 ? null : (
      <p class="govuk-body">
        {given} given, {received} received
      </p>
    )
  return { rows, total, above }
}
