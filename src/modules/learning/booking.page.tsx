import { z } from 'zod'
import { formatMoment, withScope } from '#platform'
import { BackLink, SummaryList, Tag, page } from '#web'
import { bookingScope } from './booking-scope.ts'
import { attendanceWords, stateWords } from './booking-words.ts'
import { findBooking, turnInLine } from './booking.queries.ts'
import { cancellationOf } from './booking.ts'
import { findSession } from './session.queries.ts'
import { courseAndEvent, whenInWords, whereInWords } from './session-words.ts'

/** A booking: what, when, where, and what to do next. */
export const bookingPage = page({
  url: '/learning/bookings/:bookingId',
  access: 'learning.book',
  params: z.object({ bookingId: z.uuid() }),
  async show(ctx, { bookingId }) {
    return withScope(ctx, bookingScope(ctx.visitor), async (ctx) => {
      const booking = await findBooking(ctx, bookingId)
      const session = await findSession(ctx, booking.sessionId)
      const isWaiting = booking.state === 'waiting'
      return {
        title: titles[booking.state],
        booking,
        session,
        isOwn: booking.personId === ctx.actor.personId,
        inLine: isWaiting ? await turnInLine(ctx, booking) : null,
        canCancel: cancellationOf({ ...booking, heldOn: session.heldOn }, ctx.today).kind === 'possible',
        isOver: session.heldOn < ctx.today,
      }
    })
  },
  view: ({ title, booking, session, isOwn, inLine, canCancel, isOver, link }) => (
    <>
      {isOwn ? (
        <BackLink href={link('/learning/mine')} text="My bookings" />
      ) : (
        <BackLink href={link(`/learning/courses/${session.courseId}`)} text={session.courseTitle} />
      )}
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <span class="govuk-caption-l">{courseAndEvent(session)}</span>
          <h1 class="govuk-heading-l">{title}</h1>
          {session.cancelledAt ? (
            <p class="govuk-inset-text">This session was cancelled: {session.cancelledReason}</p>
          ) : null}
          <SummaryList
            rows={[
              {
                key: { text: 'Who' },
                value: { text: isOwn ? `${booking.fullName} (you)` : booking.fullName },
              },
              {
                key: { text: 'Booking' },
                value: { html: <StateTag state={booking.state} walkedIn={booking.walkedIn} /> },
              },
              inLine !== null && {
                key: { text: 'Turn' },
                value: { text: `Number ${inLine} of ${session.waiting} waiting` },
              },
              { key: { text: 'When' }, value: { text: whenInWords(session) } },
              { key: { text: 'Where' }, value: { text: whereInWords(session) } },
              booking.state === 'booked' &&
                session.onlineLink !== null && {
                  key: { text: 'Join online' },
                  value: {
                    html: (
                      <a class="govuk-link" href={session.onlineLink} rel="noreferrer">
                        {session.onlineLink}
                      </a>
                    ),
                  },
                },
              session.trainer !== '' && { key: { text: 'With' }, value: { text: session.trainer } },
              session.eventNotes !== '' && {
                key: { text: 'Before you come' },
                value: { html: <span class="ow-keep-lines">{session.eventNotes}</span> },
              },
              booking.attendance !== null && {
                key: { text: 'Register' },
                value: { text: attendanceWords[booking.attendance] },
              },
              { key: { text: 'Booked' }, value: { text: formatMoment(booking.bookedAt) } },
            ]}
          />
          {booking.state === 'cancelled' || isOver ? null : (
            <>
              <h2 class="govuk-heading-m">What to do next</h2>
              <ul class="govuk-list govuk-list--bullet">
                {booking.state === 'booked' ? <li>Put the date in your calendar.</li> : null}
                {booking.state === 'waiting' ? (
                  <li>
                    Nothing for now: when a place becomes free and it is this turn, the place is given at
                    once.
                  </li>
                ) : null}
                <li>
                  {booking.email
                    ? `The details were sent to ${booking.email}.`
                    : `${isOwn ? 'We have no e-mail address of yours' : `We have no e-mail address of ${booking.fullName}`}: print this page, or note the date and place.`}
                </li>
                <li>If the date no longer suits, cancel, so that somebody else can have the place.</li>
              </ul>
            </>
          )}
          {canCancel ? (
            <a
              class="govuk-button govuk-button--secondary"
              role="button"
              data-module="govuk-button"
              href={link(`/learning/bookings/${booking.id}/cancel`)}
            >
              {booking.state === 'waiting' ? 'Leave the waiting list' : 'Cancel this booking'}
            </a>
          ) : null}
        </div>
      </div>
    </>
  ),
})

const titles = {
  booked: 'Place booked',
  waiting: 'On the waiting list',
  cancelled: 'Booking cancelled',
} as const

const colours = { booked: 'green', waiting: 'yellow', cancelled: 'grey' } as const

export function StateTag({ state, walkedIn }: { state: keyof typeof stateWords; walkedIn?: boolean }) {
  return (
    <Tag
      text={walkedIn && state === 'booked' ? 'Came without booking' : stateWords[state]}
      classes={`govuk-tag--${colours[state]}`}
    />
  )
}
