import { listPage } from '#web'
import { placesInWords } from './booking.ts'
import { type CatalogueRow, catalogue } from './catalogue.queries.ts'
import { modeWords, whenInWords, whereInWords } from './session-words.ts'

/** Every course that can be learnt here, with its next date and the places left on it. */
export const cataloguePages = listPage<CatalogueRow>({
  url: '/learning',
  access: 'learning.book',
  title: 'Find a course',
  noun: ['course', 'courses'],
  intro: (
    <p class="govuk-body">
      Choose a course to read what it is about, see its dates and book a place. When a date is full you can
      join its waiting list: places that become free go to those who wait, in turn.
    </p>
  ),
  search: {
    label: 'Search courses',
    hint: 'Words from the title or the description. Slips of the keyboard are forgiven.',
  },
  filters: [
    {
      name: 'mode',
      label: 'How it is held',
      options: async () => Object.entries(modeWords).map(([value, text]) => ({ value, text })),
    },
    { name: 'places', label: 'Places', options: async () => [{ value: 'left', text: 'With places left' }] },
  ],
  columns: [
    {
      key: 'title',
      header: 'Course',
      value: (row) => row.title,
      cell: (row, { link }) => (
        <>
          <a class="govuk-link" href={link(`/learning/courses/${row.id}`)}>
            {row.title}
          </a>
          {row.summary ? (
            <p class="govuk-body-s govuk-!-font-weight-regular govuk-!-margin-bottom-0">{row.summary}</p>
          ) : null}
        </>
      ),
      sortable: true,
    },
    { key: 'code', header: 'Code', value: (row) => row.code },
    { key: 'mode', header: 'How', value: (row) => modeWords[row.mode] },
    {
      key: 'next',
      header: 'Next date',
      value: (row) => row.heldOn,
      kind: 'date',
      cell: (row) => <NextDate row={row} />,
      sortable: true,
    },
    {
      key: 'places',
      header: 'Places on it',
      value: (row) => places(row),
    },
    { key: 'dates', header: 'Dates to come', value: (row) => row.dates, kind: 'number', exportOnly: true },
  ],
  sort: 'relevance',
  rows: catalogue,
  empty: (
    <p class="govuk-body">
      There are no courses yet. A training coordinator adds them, one by one, with “Add a course”; each is
      then put on as events with dates and places that people book here.
    </p>
  ),
  actions: [{ text: 'Add a course', href: '/learning/courses/new', access: 'learning.coordinate' }],
})

function NextDate({ row }: { row: CatalogueRow }) {
  const { heldOn, startsAt, endsAt } = row
  if (!heldOn || !startsAt || !endsAt) return <>No date yet</>
  return (
    <>
      {whenInWords({ heldOn, startsAt, endsAt })}
      <br />
      {whereInWords({ venue: row.venue ?? '', onlineLink: row.onlineLink })}
      {row.dates > 1 ? ` (and ${row.dates - 1} more ${row.dates === 2 ? 'date' : 'dates'})` : ''}
    </>
  )
}

function places({ places, booked, waiting }: CatalogueRow): string {
  return places === null ? '' : placesInWords({ places, booked: booked ?? 0, waiting: waiting ?? 0 })
}
