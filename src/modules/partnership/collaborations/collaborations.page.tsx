import { sql } from 'kysely'
import type { Context } from '#platform'
import { type Ask, listPage } from '#web'

interface Line {
  id: string
  name: string
  members: number
  statedMembers: number | null
  streams: number
  statedStreams: number | null
  source: string | null
}

/** "3", or "0 of the 3 that the source states". */
const listedOf = (listed: number, stated: number | null) =>
  stated === null || stated === listed ? String(listed) : `${listed} of ${stated} stated`

/** The partnership's work together with other authorities. */
export const collaborationsPages = listPage<Line>({
  url: '/collaborations',
  access: 'partnership.see',
  title: 'Collaborations',
  noun: ['collaboration', 'collaborations'],
  search: { label: 'Search collaborations', hint: 'Name, or an authority that takes part' },
  columns: [
    {
      key: 'name',
      header: 'Collaboration',
      value: (row) => row.name,
      cell: (row, { link }) => (
        <a class="govuk-link" href={link(`/collaborations/${row.id}`)}>
          {row.name}
        </a>
      ),
      sortable: true,
    },
    { key: 'members', header: 'Members', value: (row) => listedOf(row.members, row.statedMembers) },
    { key: 'streams', header: 'Work streams', value: (row) => listedOf(row.streams, row.statedStreams) },
    { key: 'source', header: 'Source', value: (row) => row.source, exportOnly: true },
  ],
  sort: 'name',
  rows: listCollaborations,
  empty: (
    <p class="govuk-body">
      No collaborations are recorded yet: regional strategies, shared agencies, training put on together. Each
      has its members, its work streams, and what each member gives.
    </p>
  ),
  actions: [{ text: 'Add a collaboration', href: '/collaborations/new', access: 'partnership.manage' }],
})

async function listCollaborations(ctx: Context, ask: Ask) {
  const like = `%${ask.search.replaceAll(/[\\%_]/g, '\\$&')}%`
  const from = sql`from collaborations c where c.name ilike ${like}
    or exists (select from collaboration_members m where m.collaboration_id = c.id and m.name ilike ${like})`
  const { rows } = await sql<Line>`
    select c.id, c.name, c.stated_members, c.stated_streams, c.source,
      (select count(*) from collaboration_members m where m.collaboration_id = c.id) as members,
      (select count(*) from collaboration_streams s where s.collaboration_id = c.id) as streams
    ${from} order by lower(c.name) ${sql.raw(ask.descending ? 'desc' : 'asc')}, c.id
    limit ${ask.limit} offset ${ask.offset}`.execute(ctx.db)
  const count = await sql<{ total: number }>`select count(*) as total ${from}`.execute(ctx.db)
  return { rows, total: count.rows[0]?.total ?? 0 }
}
