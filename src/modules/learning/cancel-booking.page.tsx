import { z } from 'zod'
import { withScope } from '#platform'
import { BackLink, Form, FormErrorSummary, SubmitButton, page, problem, redirect } from '#web'
import { bookingScope } from './booking-scope.ts'
import { cancellationRefusals } from './booking-words.ts'
import { findBooking } from './booking.queries.ts'
import { cancellationOf } from './booking.ts'
import { cancelBooking } from './cancel-booking.ts'
import { findSession } from './session.queries.ts'
import { courseAndEvent, whenInWords } from './session-words.ts'

/** Gives back a place, or a turn on the waiting list. */
export const cancelBookingPage = page({
  url: '/learning/bookings/:bookingId/cancel',
  access: 'learning.book',
  params: z.object({ bookingId: z.uuid() }),
  form: z.object({}),
  async show(ctx, { bookingId }) {
    return withScope(ctx, bookingScope(ctx.visitor), async (ctx) => {
      const booking = await findBooking(ctx, bookingId)
      const session = await findSession(ctx, booking.sessionId)
      const answer = cancellationOf({ ...booking, heldOn: session.heldOn }, ctx.today)
      return {
        title: booking.state === 'waiting' ? 'Leave the waiting list' : 'Cancel the booking',
        booking,
        session,
        isOwn: booking.personId === ctx.actor.personId,
        refusal: answer.kind === 'none' ? cancellationRefusals[answer.because] : null,
      }
    })
  },
  async submit(ctx, { bookingId }) {
    const result = await withScope(ctx, bookingScope(ctx.visitor), (ctx) => cancelBooking(ctx, bookingId))
    if (result.outcome === 'refused') return problem({ _form: cancellationRefusals[result.because] })
    return redirect(
      `/learning/bookings/${bookingId}`,
      result.movedUp > 0
        ? 'The booking is cancelled. The place went to the next on the waiting list.'
        : 'The booking is cancelled.',
    )
  },
  view: ({ title, booking, session, isOwn, refusal, form, link }) => (
    <>
      <BackLink href={link(`/learning/bookings/${booking.id}`)} text="The booking" />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <span class="govuk-caption-l">{courseAndEvent(session)}</span>
          <h1 class="govuk-heading-l">{title}</h1>
          {refusal ? (
            <p class="govuk-inset-text">{refusal}</p>
          ) : (
            <>
              <p class="govuk-body">
                {isOwn ? 'You' : booking.fullName}, {whenInWords(session)}.{' '}
                {booking.state === 'booked' && session.waiting > 0
                  ? `${session.waiting} ${session.waiting === 1 ? 'person waits' : 'people wait'}: the place goes to the next of them at once, and booking again means joining the end of the list.`
                  : ''}
              </p>
              <Form form={form}>
                <SubmitButton kind="warning" preventDoubleClick>
                  {booking.state === 'waiting' ? 'Leave the waiting list' : 'Cancel the booking'}
                </SubmitButton>
              </Form>
              <p class="govuk-body">
                <a class="govuk-link" href={link(`/learning/bookings/${booking.id}`)}>
                  Keep it
                </a>
              </p>
            </>
          )}
        </div>
      </div>
    </>
  ),
})
