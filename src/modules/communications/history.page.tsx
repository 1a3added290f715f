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
  search: { label: 'Search', hint: 'What was done or by whom, such as “booked” or a name' },
  filters: [{ name: 'part', label: 'Part', options: parts }],
  columns: [
    { key: 'recorded', header: 'When', value: (row) => formatMoment(row.recordedAt), sortable: true },
    { key: 'action', header: 'What', value: (row) => inWords(row.action) },
    { key: 'part', header: 'Part', value: (row) => partOf(row.action) },
    {
      key: 'about',
      header: 'About',
      value: (row) => row.list ?? capital(row.subjectType ?? ''),
      cell: (row, { link }) => <About {...row} link={link} />,
    },
    { key: 'subject', header: 'Id of that', value: (row) => row.subjectId ?? '', exportOnly: true },
    { key: 'by', header: 'By', value: (row) => row.by ?? 'Erased' },
    { key: 'details', header: 'Details', value: (row) => row.details ?? 'Erased', exportOnly: true },
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

/** Where the page of a subject is, by its type: of those that stay, and that whoever sees the history may open. */
const pages: Record<string, string> = {
  person: '/people',
  organisation: '/organisations',
  requirement: '/assurance/requirements',
  course: '/learning/courses',
  session: '/learning/sessions',
  booking: '/learning/bookings',
}

interface Subject {
  subjectType: string | null
  subjectId: string | null
  list: string | null
  link: (path: string) => string
}

function About({ subjectType, subjectId, list, link }: Subject) {
  const name = list ?? capital(subjectType ?? '')
  const page = pages[subjectType ?? '']
  if (!page || !subjectId) return <>{name}</>
  return (
    <a class="govuk-link" href={link(`${page}/${subjectId}`)}>
      {name}
    </a>
  )
}

/** "learning.place-booked" → "Place booked" */
function inWords(action: string): string {
  return capital(action.slice(action.indexOf('.') + 1).replaceAll('-', ' '))
}

/** "learning.place-booked" → "Learning"; what any part can do has none. */
function partOf(action: string): string {
  return capital(action.slice(0, Math.max(0, action.indexOf('.'))))
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}

async function parts(ctx: Context) {
  const { rows } = await sql<{ value: string }>`
    select distinct split_part(action, '.', 1) as value from history_entries
    where partnership_id = app.partnership() and action like '%.%' order by value`.execute(ctx.db)
  return rows.map(({ value }) => ({ value, text: capital(value) }))
}

async function entries(ctx: Context, ask: Ask) {
  const containing = (text: string) => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`
  const by = sql<string | null>`details.payload ->> 'by'`
  const wanted = ctx.db
    .selectFrom('historyEntries as entry')
    .leftJoin('historyPayloads as details', 'details.entryId', 'entry.id')
    .$if(ask.filters['part'] !== '', (query) =>
      query.where(sql`split_part(entry.action, '.', 1)`, '=', ask.filters['part']),
    )
    .$if(ask.search !== '', (query) =>
      query.where((eb) =>
        eb.or([
          eb(sql`replace(entry.action, '-', ' ')`, 'ilike', containing(ask.search)),
          eb(by, 'ilike', containing(ask.search)),
        ]),
      ),
    )
  const { total } = await wanted
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await wanted
    .leftJoin('historySeals as seal', 'seal.entryId', 'entry.id')
    .select([
      'entry.recordedAt',
      'entry.action',
      'entry.subjectType',
      'entry.subjectId',
      'seal.position',
      by.as('by'),
      sql<string | null>`details.payload ->> 'request'`.as('request'),
      sql<string | null>`details.payload ->> 'list'`.as('list'),
      sql<string | null>`(details.payload - 'by' - 'request')::text`.as('details'),
    ])
    .orderBy('entry.recordedAt', ask.descending ? 'desc' : 'asc')
    .orderBy('entry.id')
    .limit(ask.limit)
    .offset(ask.offset)
    .execute()
  return { rows, total }
}
