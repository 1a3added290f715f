import { z } from 'zod'
import { BackLink, SummaryList, page } from '#web'
import { ownBookingsOfCourse } from './booking.queries.ts'
import { placesInWords, placesLeft } from './booking.ts'
import { durationInWords } from './course-form.tsx'
import { findCourse, requirementsAskingFor } from './course.queries.ts'
import { type Session, upcomingSessions } from './session.queries.ts'
import { modeWords, nameOf, whenInWords, whereInWords } from './session-words.ts'

/** A course: what it is, for whom, what it counts for, and when it can be booked. */
export const coursePage = page({
  url: '/learning/courses/:courseId',
  access: 'learning.book',
  params: z.object({ courseId: z.uuid() }),
  async show(ctx, { courseId }) {
    const course = await findCourse(ctx, courseId)
    return {
      title: course.title,
      course,
      countsFor: await requirementsAskingFor(ctx, course.evidenceTypeId),
      sessions: await upcomingSessions(ctx, courseId),
      own: await ownBookingsOfCourse(ctx, courseId),
      coordinates: ctx.visitor.can('learning.coordinate') !== null,
    }
  },
  view: ({ title, course, countsFor, sessions, own, coordinates, link }) => (
    <>
      <BackLink href={link('/learning')} text="All courses" />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <span class="govuk-caption-l">{course.code}</span>
          <h1 class="govuk-heading-l">{title}</h1>
          {course.summary ? <p class="govuk-body-l ow-keep-lines">{course.summary}</p> : null}
          <SummaryList
            rows={[
              course.audience !== '' && { key: { text: 'For whom' }, value: { text: course.audience } },
              course.aims !== '' && {
                key: { text: 'What you will learn' },
                value: { html: <span class="ow-keep-lines">{course.aims}</span> },
              },
              { key: { text: 'How' }, value: { text: modeWords[course.mode] } },
              course.durationMinutes !== null && {
                key: { text: 'How long' },
                value: { text: durationInWords(course.durationMinutes) },
              },
              {
                key: { text: 'Counts for' },
                value: {
                  text:
                    countsFor.map((requirement) => requirement.title).join('; ') ||
                    'No requirement asks for it at present',
                },
              },
              course.validForMonths !== null && {
                key: { text: 'Counts for how long' },
                value: { text: `${course.validForMonths} months` },
              },
            ]}
          />
        </div>
      </div>
      <h2 class="govuk-heading-m">Dates to book</h2>
      {sessions.length === 0 ? (
        <p class="govuk-inset-text">
          There is no date to book at present. Look here again, or ask your training coordinator when it will
          be held next.
        </p>
      ) : (
        <Dates sessions={sessions} own={own} link={link} coordinates={coordinates} />
      )}
      {coordinates ? (
        <div class="govuk-button-group">
          <a
            class="govuk-button"
            role="button"
            data-module="govuk-button"
            href={link(`/learning/courses/${course.id}/events/new`)}
          >
            Put on this course
          </a>
          <a class="govuk-link" href={link(`/learning/courses/${course.id}/edit`)}>
            Change the description
          </a>
        </div>
      ) : null}
    </>
  ),
})

interface DatesProps {
  sessions: Session[]
  own: ReadonlyMap<string, { id: string; state: string }>
  coordinates: boolean
  link: (path: string) => string
}

function Dates({ sessions, own, coordinates, link }: DatesProps) {
  return (
    <div class="ow-table-scroll" role="region" aria-label="Dates to book" tabIndex={0}>
      <table class="govuk-table">
        <caption class="govuk-table__caption govuk-visually-hidden">Dates to book</caption>
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            {['When', 'Where', 'Places', 'Booking'].map((heading) => (
              <th scope="col" class="govuk-table__header">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody class="govuk-table__body">
          {sessions.map((session) => (
            <tr class="govuk-table__row">
              <th scope="row" class="govuk-table__header">
                {whenInWords(session)}
                <p class="govuk-body-s govuk-!-font-weight-regular govuk-!-margin-bottom-0">
                  {[
                    nameOf(session) !== session.courseTitle && nameOf(session),
                    session.trainer && `With ${session.trainer}`,
                  ]
                    .filter(Boolean)
                    .join('. ')}
                </p>
              </th>
              <td class="govuk-table__cell">{whereInWords(session)}</td>
              <td class="govuk-table__cell">{placesInWords(session)}</td>
              <td class="govuk-table__cell">
                <div class="ow-actions">
                  <BookingLink session={session} booking={own.get(session.id)} link={link} />
                  {coordinates ? (
                    <a class="govuk-link" href={link(`/learning/sessions/${session.id}`)}>
                      Who is coming<span class="govuk-visually-hidden"> on {whenInWords(session)}</span>
                    </a>
                  ) : null}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface BookingLinkProps {
  session: Session
  booking: { id: string; state: string } | undefined
  link: (path: string) => string
}

function BookingLink({ session, booking, link }: BookingLinkProps) {
  const when = <span class="govuk-visually-hidden"> on {whenInWords(session)}</span>
  if (booking)
    return (
      <a class="govuk-link" href={link(`/learning/bookings/${booking.id}`)}>
        {booking.state === 'waiting' ? 'You are on the waiting list' : 'You have a place'}
        {when}
      </a>
    )
  return (
    <a class="govuk-link" href={link(`/learning/sessions/${session.id}/book-a-place`)}>
      {placesLeft(session) > 0 ? 'Book a place' : 'Join the waiting list'}
      {when}
    </a>
  )
}
