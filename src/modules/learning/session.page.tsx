import { z } from 'zod'
import { formatMoment } from '#platform'
import { BackLink, SummaryList, page } from '#web'
import { attendanceWords, registerRefusals } from './booking-words.ts'
import { type Booking, peopleWaiting, peopleWithPlaces } from './booking.queries.ts'
import { placesInWords } from './booking.ts'
import { registerOf } from './register.ts'
import { findSession, sessionsOfEvent } from './session.queries.ts'
import { nameOf, whenInWords, whereInWords } from './session-words.ts'

/** A session as its coordinator sees it: who comes, who waits, and what can be done. */
export const sessionPage = page({
  url: '/learning/sessions/:sessionId',
  access: 'learning.coordinate',
  params: z.object({ sessionId: z.uuid() }),
  async show(ctx, { sessionId }) {
    const session = await findSession(ctx, sessionId)
    const others = await sessionsOfEvent(ctx, session.eventId)
    return {
      title: nameOf(session),
      session,
      others: others.filter((other) => other.id !== sessionId),
      booked: await peopleWithPlaces(ctx, sessionId),
      waiting: await peopleWaiting(ctx, sessionId),
      register: registerOf(session, ctx.today),
    }
  },
  view: ({ title, session, others, booked, waiting, register, link }) => {
    const here = (path: string) => link(`/learning/sessions/${session.id}${path}`)
    const isOpen = !session.cancelledAt
    const walkedIn = booked.filter((booking) => booking.walkedIn).length
    const hidden = session.booked + walkedIn - booked.length + session.waiting - waiting.length
    return (
      <>
        <BackLink href={link(`/learning/courses/${session.courseId}`)} text={session.courseTitle} />
        <div class="govuk-grid-row">
          <div class="govuk-grid-column-two-thirds">
            <span class="govuk-caption-l">Session, {session.courseCode}</span>
            <h1 class="govuk-heading-l">{title}</h1>
            {session.cancelledAt ? (
              <p class="govuk-inset-text">
                Cancelled on {formatMoment(session.cancelledAt)}: {session.cancelledReason}
              </p>
            ) : null}
            <SummaryList
              rows={[
                { key: { text: 'When' }, value: { text: whenInWords(session) } },
                { key: { text: 'Where' }, value: { text: whereInWords(session) } },
                session.trainer !== '' && { key: { text: 'With' }, value: { text: session.trainer } },
                {
                  key: { text: 'Places' },
                  value: {
                    text: `${session.booked} of ${session.places} taken (${placesInWords(session).toLowerCase()})`,
                  },
                },
                { key: { text: 'Waiting' }, value: { text: String(session.waiting) } },
                {
                  key: { text: 'Register' },
                  value: {
                    text: session.registerTakenAt
                      ? `Taken on ${formatMoment(session.registerTakenAt)}: ${marksInWords(booked)}`
                      : register.kind === 'closed'
                        ? registerRefusals[register.because]
                        : 'Not taken yet',
                  },
                },
              ]}
            />
            {isOpen ? (
              <div class="govuk-button-group">
                {register.kind === 'open' ? (
                  <Button href={here('/register')}>
                    {session.registerTakenAt ? 'Correct the register' : 'Take the register'}
                  </Button>
                ) : null}
                <Button href={here('/book-a-place')} secondary>
                  Book a place for someone
                </Button>
                <Button href={here('/sign-in-sheet')} secondary>
                  Print a sign-in sheet
                </Button>
                <a class="govuk-link" href={here('/edit')}>
                  Change
                </a>
                {session.registerTakenAt ? null : (
                  <a class="govuk-link" href={here('/cancel')}>
                    Cancel the session
                  </a>
                )}
              </div>
            ) : null}
          </div>
        </div>
        <h2 class="govuk-heading-m">Booked ({booked.length})</h2>
        {hidden > 0 ? (
          <p class="govuk-body">
            {hidden} more {hidden === 1 ? 'is' : 'are'} counted but not named: they belong to organisations
            whose people you do not see.
          </p>
        ) : null}
        {booked.length === 0 ? (
          <p class="govuk-body">Nobody has booked yet.</p>
        ) : (
          <>
            <People caption="Booked" people={booked} link={link} last="Register" />
            <p class="govuk-body">
              Save as{' '}
              <a class="govuk-link" href={link(`/learning/bookings/export?session=${session.id}&format=csv`)}>
                CSV<span class="govuk-visually-hidden"> file of the bookings of this session</span>
              </a>{' '}
              or{' '}
              <a
                class="govuk-link"
                href={link(`/learning/bookings/export?session=${session.id}&format=xlsx`)}
              >
                Excel<span class="govuk-visually-hidden"> file of the bookings of this session</span>
              </a>
            </p>
          </>
        )}
        {waiting.length > 0 ? (
          <>
            <h2 class="govuk-heading-m">Waiting, in turn ({waiting.length})</h2>
            <People caption="Waiting, in turn" people={waiting} link={link} last="Turn" />
          </>
        ) : null}
        <h2 class="govuk-heading-m">Other sessions of this event</h2>
        {others.length === 0 ? <p class="govuk-body">This is the only one.</p> : null}
        <ul class="govuk-list">
          {others.map((other) => (
            <li>
              <a class="govuk-link" href={link(`/learning/sessions/${other.id}`)}>
                {nameOf(other)}, {whenInWords(other)}
              </a>
              {other.cancelledAt ? ' (cancelled)' : `: ${placesInWords(other).toLowerCase()}`}
            </li>
          ))}
        </ul>
        <p class="govuk-body">
          <a class="govuk-link" href={link(`/learning/events/${session.eventId}/sessions/new`)}>
            Add a session to this event
          </a>
        </p>
      </>
    )
  },
})

function Button({ href, secondary, children }: { href: string; secondary?: boolean; children: string }) {
  return (
    <a
      class={`govuk-button${secondary ? ' govuk-button--secondary' : ''}`}
      role="button"
      data-module="govuk-button"
      href={href}
    >
      {children}
    </a>
  )
}

function marksInWords(booked: Booking[]): string {
  const count = (mark: Booking['attendance']) =>
    booked.filter((booking) => booking.attendance === mark).length
  const walkedIn = booked.filter((booking) => booking.walkedIn).length
  return [
    `${count('attended')} attended`,
    `${count('part')} came for part`,
    `${count('absent')} absent`,
    walkedIn > 0 && `${walkedIn} of them came without booking`,
  ]
    .filter(Boolean)
    .join(', ')
}

interface PeopleProps {
  caption: string
  people: Booking[]
  last: 'Register' | 'Turn'
  link: (path: string) => string
}

function People({ caption, people, last, link }: PeopleProps) {
  return (
    <div class="ow-table-scroll" role="region" aria-label={caption} tabIndex={0}>
      <table class="govuk-table">
        <caption class="govuk-table__caption govuk-visually-hidden">{caption}</caption>
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            {['Name', 'Reference', 'E-mail', last].map((heading) => (
              <th scope="col" class="govuk-table__header">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody class="govuk-table__body">
          {people.map((booking, index) => (
            <tr class="govuk-table__row">
              <th scope="row" class="govuk-table__header">
                <a class="govuk-link" href={link(`/learning/bookings/${booking.id}`)}>
                  {booking.fullName}
                </a>
              </th>
              <td class="govuk-table__cell">{booking.personRef}</td>
              <td class="govuk-table__cell">{booking.email ?? 'None: tell them yourself'}</td>
              <td class="govuk-table__cell">{last === 'Turn' ? index + 1 : mark(booking)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function mark({ attendance, walkedIn }: Booking): string {
  const came = attendance ? attendanceWords[attendance] : 'Not marked'
  return walkedIn ? `${came}, without booking` : came
}
