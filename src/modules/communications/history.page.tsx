import { sql } from 'kysely'
import { type Context, formatMoment } from '#platform'
import { type Ask, listPage } from '#web'

/** Who did what and who looked at what, newest first. */
export const historyPages = listPage({
  url: '/history',
  access: 'history.see',
  title: 'History',
  noun: ['entry', 'entries'],
  intro: (
    <p class="govuk-body">
      Every change, every look at restricted records and every file that was saved. Entries are chained, so
      that none can be changed or taken out unnoticed.
    </p>
  ),
  search: { label: 'Search', hint: 'What was done, such as “booked” or “exported”' },
  columns: [
    { key: 'recorded', header: 'When', value: (row) => formatMoment(row.recordedAt), sortable: true },
    { key: 'action', header: 'What', value: (row) => row.action },
    { key: 'by', header: 'By', value: (row) => row.by ?? 'erased' },
    { key: 'request', header: 'Reference', value: (row) => row.request ?? '', exportOnly: true },
    {
      key: 'sealed',
      header: 'Sealed',
      value: (row) => (row.position === null ? 'Not yet' : `Link ${row.position}`),
    },
  ],
  sort: '-recorded',
  rows: entries,
  empty: <p class="govuk-body">Nothing has been done here yet.</p>,
})

async function entries(ctx: Context, ask: Ask) {
  const pattern = `%${ask.search.replaceAll(/[\\%_]/g, '\\$&')}%`
  const wanted = ctx.db
    .selectFrom('historyEntries as entry')
    .$if(ask.search !== '', (query) => query.where('entry.action', 'ilike', pattern))
  const { total } = await wanted
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await wanted
    .leftJoin('historyPayloads as details', 'details.entryId', 'entry.id')
    .leftJoin('historySeals as seal', 'seal.entryId', 'entry.id')
    .select([
      'entry.recordedAt',
      'entry.action',
      'seal.position',
      sql<string | null>`details.payload ->> 'by'`.as('by'),
      sql<string | null>`details.payload ->> 'request'`.as('request'),
    ])
    .orderBy('entry.recordedAt', ask.descending ? 'desc' : 'asc')
    .orderBy('entry.id')
    .limit(ask.limit)
    .offset(ask.offset)
    .execute()
  return { rows, total }
}
