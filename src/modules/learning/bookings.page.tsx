import { formatShortDate } from '#platform'
import { listPage } from '#web'
import { attendanceWords, stateWords } from './booking-words.ts'
import { listBookings, sessionsToChoose } from './bookings.queries.ts'
import { courseAndEvent } from './session-words.ts'

type Row = Awaited<ReturnType<typeof listBookings>>['rows'][number]

/** Every booking and what became of it: the registers as one list, to search, filter and save. */
export const bookingsPages = listPage<Row>({
  url: '/learning/bookings',
  access: 'learning.coordinate',
  title: 'Bookings and attendance',
  noun: ['booking', 'bookings'],
  search: { label: 'Search', hint: 'Name or reference of a person, or a course' },
  filters: [
    {
      name: 'state',
      label: 'Booking',
      options: async () => Object.entries(stateWords).map(([value, text]) => ({ value, text })),
    },
    {
      name: 'register',
      label: 'Register',
      options: async () => [
        ...Object.entries(attendanceWords).map(([value, text]) => ({ value, text })),
        { value: 'unmarked', text: 'Not marked' },
      ],
    },
    { name: 'session', label: 'Session', options: sessionsToChoose },
  ],
  columns: [
    {
      key: 'person',
      header: 'Person',
      value: (row) => row.fullName,
      cell: (row, { link }) => (
        <a class="govuk-link" href={link(`/learning/bookings/${row.id}`)}>
          {row.fullName}
        </a>
      ),
      sortable: true,
    },
    { key: 'ref', header: 'Reference', value: (row) => row.personRef },
    { key: 'email', header: 'E-mail', value: (row) => row.email, exportOnly: true },
    { key: 'code', header: 'Code', value: (row) => row.courseCode, exportOnly: true },
    { key: 'session', header: 'Session', value: (row) => courseAndEvent(row) },
    {
      key: 'held',
      header: 'Date',
      value: (row) => row.heldOn,
      cell: (row) => formatShortDate(row.heldOn),
      kind: 'date',
      sortable: true,
    },
    {
      key: 'state',
      header: 'Booking',
      value: (row) => (row.walkedIn ? 'Came without booking' : stateWords[row.state]),
    },
    {
      key: 'register',
      header: 'Register',
      value: (row) => (row.attendance ? attendanceWords[row.attendance] : ''),
    },
  ],
  sort: '-held',
  rows: listBookings,
  empty: (
    <p class="govuk-body">
      Nobody has booked anything yet. Bookings appear here as soon as the first is made.
    </p>
  ),
})
