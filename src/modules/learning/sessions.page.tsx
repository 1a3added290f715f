import { sql } from 'kysely'
import { type Context, formatShortDate } from '#platform'
import { type Ask, listPage } from '#web'
import { placesInWords } from './booking.ts'
import { sessions } from './session.queries.ts'
import { courseAndEvent, whereInWords } from './session-words.ts'

/** Every session, for those who run them: what is coming, what is full, and which registers are still to be taken. */
export const sessionsPages = listPage({
  url: '/learning/sessions',
  access: 'learning.coordinate',
  title: 'Sessions',
  noun: ['session', 'sessions'],
  search: { label: 'Search', hint: 'Course, event, venue or trainer' },
  filters: [
    {
      name: 'when',
      label: 'Which',
      options: async () => [
        { value: 'upcoming', text: 'To come' },
        { value: 'register', text: 'Register to be taken' },
        { value: 'past', text: 'Past' },
        { value: 'cancelled', text: 'Cancelled' },
      ],
    },
  ],
  columns: [
    {
      key: 'name',
      header: 'Session',
      value: (row) => courseAndEvent(row),
      cell: (row, { link }) => (
        <a class="govuk-link" href={link(`/learning/sessions/${row.id}`)}>
          {courseAndEvent(row)}
        </a>
      ),
    },
    {
      key: 'held',
      header: 'Date',
      value: (row) => row.heldOn,
      cell: (row) => formatShortDate(row.heldOn),
      kind: 'date',
      sortable: true,
    },
    { key: 'starts', header: 'Starts', value: (row) => row.startsAt },
    { key: 'ends', header: 'Ends', value: (row) => row.endsAt, exportOnly: true },
    { key: 'where', header: 'Where', value: (row) => whereInWords(row) },
    { key: 'trainer', header: 'Trainer', value: (row) => row.trainer, exportOnly: true },
    { key: 'booked', header: 'Booked', value: (row) => row.booked, kind: 'number' },
    { key: 'places', header: 'Places', value: (row) => row.places, kind: 'number' },
    { key: 'waiting', header: 'Waiting', value: (row) => row.waiting, kind: 'number' },
    { key: 'state', header: 'State', value: (row) => state(row) },
  ],
  sort: '-held',
  rows: findSessions,
  empty: (
    <p class="govuk-body">
      There are no sessions yet. Open a course in the catalogue and choose “Put on this course”.
    </p>
  ),
})

type Row = Awaited<ReturnType<typeof findSessions>>['rows'][number]

function state(row: Row): string {
  if (row.cancelledAt) return 'Cancelled'
  if (row.registerTakenAt) return 'Register taken'
  return placesInWords(row)
}

async function findSessions(ctx: Context, ask: Ask) {
  const wanted = narrowed(sessions(ctx), ctx, ask)
  const { total } = await wanted
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await wanted
    .orderBy('session.heldOn', ask.descending ? 'desc' : 'asc')
    .orderBy('session.startsAt', ask.descending ? 'desc' : 'asc')
    .orderBy('session.id')
    .limit(ask.limit)
    .offset(ask.offset)
    .execute()
  return { rows, total }
}

type Query = ReturnType<typeof sessions>

function narrowed(all: Query, ctx: Context, ask: Ask): Query {
  const words = ask.search.split(/\s+/).filter(Boolean).slice(0, 6)
  const query = words.reduce((narrower, word) => {
    const pattern = `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`
    return narrower.where(
      sql<boolean>`concat_ws(' ', course.code, course.title, event.title, session.title, session.venue, session.trainer) ilike ${pattern}`,
    )
  }, all)
  switch (ask.filters['when']) {
    case 'upcoming':
      return query.where('session.heldOn', '>=', ctx.today).where('session.cancelledAt', 'is', null)
    case 'past':
      return query.where('session.heldOn', '<', ctx.today).where('session.cancelledAt', 'is', null)
    case 'cancelled':
      return query.where('session.cancelledAt', 'is not', null)
    case 'register':
      return query
        .where('session.heldOn', '<=', ctx.today)
        .where('session.cancelledAt', 'is', null)
        .where('session.registerTakenAt', 'is', null)
    default:
      return query
  }
}
