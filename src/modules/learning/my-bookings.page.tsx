import type { Context } from '#platform'
import { page } from '#web'
import { StateTag } from './booking.page.tsx'
import { attendanceWords } from './booking-words.ts'
import { bookingsOf } from './booking.queries.ts'
import { courseAndEvent, whenInWords, whereInWords } from './session-words.ts'

/** The visitor's own bookings: what is coming, and what was. */
export const myBookingsPage = page({
  url: '/learning/mine',
  access: 'learning.book',
  async show(ctx) {
    const all = ctx.actor.personId ? await bookingsOf(ctx, ctx.actor.personId) : []
    return {
      title: 'My bookings',
      isLinked: ctx.actor.personId !== null,
      upcoming: all.filter((booking) => isAhead(booking, ctx)).toReversed(),
      past: all.filter((booking) => !isAhead(booking, ctx)),
    }
  },
  view: ({ title, isLinked, upcoming, past, link }) => (
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      {isLinked ? null : (
        <p class="govuk-inset-text">
          Your account is not linked to a person of the register, so nothing can be booked for you. Ask your
          administrator to link it.
        </p>
      )}
      <h2 class="govuk-heading-m">Coming up</h2>
      {upcoming.length === 0 ? (
        <p class="govuk-body">
          You have nothing booked.{' '}
          <a class="govuk-link" href={link('/learning')}>
            Find a course
          </a>{' '}
          and choose a date that suits you.
        </p>
      ) : (
        <Bookings caption="Coming up" bookings={upcoming} link={link} />
      )}
      <h2 class="govuk-heading-m">Past and cancelled</h2>
      {past.length === 0 ? (
        <p class="govuk-body">What you have attended will be listed here.</p>
      ) : (
        <Bookings caption="Past and cancelled" bookings={past} link={link} />
      )}
    </>
  ),
})

type OwnBooking = Awaited<ReturnType<typeof bookingsOf>>[number]

function isAhead(booking: OwnBooking, ctx: Context): boolean {
  return booking.state !== 'cancelled' && booking.heldOn >= ctx.today && !booking.attendance
}

interface BookingsProps {
  caption: string
  bookings: OwnBooking[]
  link: (path: string) => string
}

function Bookings({ caption, bookings, link }: BookingsProps) {
  return (
    <div class="ow-table-scroll" role="region" aria-label={caption} tabIndex={0}>
      <table class="govuk-table">
        <caption class="govuk-table__caption govuk-visually-hidden">{caption}</caption>
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            {['Course', 'When', 'Where', 'Booking'].map((heading) => (
              <th scope="col" class="govuk-table__header">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody class="govuk-table__body">
          {bookings.map((booking) => (
            <tr class="govuk-table__row">
              <th scope="row" class="govuk-table__header">
                <a class="govuk-link" href={link(`/learning/bookings/${booking.id}`)}>
                  {courseAndEvent(booking)}
                </a>
              </th>
              <td class="govuk-table__cell">{whenInWords(booking)}</td>
              <td class="govuk-table__cell">{whereInWords(booking)}</td>
              <td class="govuk-table__cell">
                {booking.attendance ? attendanceWords[booking.attendance] : <StateTag {...booking} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
