/** What people are told about their places: plain text, with all they need to join. */
import { type Context, sendMail } from '#platform'
import type { Session } from './session.queries.ts'
import { courseAndEvent, whenInWords, whereInWords } from './session-words.ts'

export interface Recipient {
  id: string
  fullName: string
  email: string | null
}

export type News =
  | { kind: 'booked' }
  | { kind: 'waiting'; turn: number }
  | { kind: 'moved-up' }
  | { kind: 'booking-cancelled' }
  | { kind: 'session-changed'; before: string[] }
  | { kind: 'session-cancelled'; reason: string }

/** Writes to a person about their booking. People without an e-mail address are told by whoever booked for them. */
export async function tellOfBooking(
  ctx: Context,
  person: Recipient,
  session: Session,
  booking: { id: string; news: News },
): Promise<void> {
  if (!person.email) return
  const { subject, lines } = wording(session, booking.news)
  await sendMail(ctx, {
    to: person.email,
    personId: person.id,
    subject,
    body: [`Dear ${person.fullName},`, ...lines, ...whereToLook(ctx, booking), ctx.partnership.name].join(
      '\n\n',
    ),
  })
}

export function wording(session: Session, news: News): { subject: string; lines: string[] } {
  const course = courseAndEvent(session)
  const details = joiningDetails(session)
  switch (news.kind) {
    case 'booked':
      return {
        subject: `Your place is booked: ${course}`,
        lines: [`You have a place on ${course}.`, details, ifNot],
      }
    case 'waiting':
      return {
        subject: `You are on the waiting list: ${course}`,
        lines: [
          `${course} is full. You are number ${news.turn} on the waiting list.`,
          details,
          'When a place becomes free and it is your turn, it is yours and we will write to you. You do not need to do anything.',
        ],
      }
    case 'moved-up':
      return {
        subject: `You now have a place: ${course}`,
        lines: [
          `A place became free and it was your turn: you now have a place on ${course}.`,
          details,
          ifNot,
        ],
      }
    case 'booking-cancelled':
      return {
        subject: `Your booking is cancelled: ${course}`,
        lines: [`Your booking on ${course} was cancelled.`, whenInWords(session)],
      }
    case 'session-changed':
      return {
        subject: `Changed: ${course}`,
        lines: [
          `The details of ${course} have changed. Your booking stands.`,
          `It was:\n${news.before.join('\n')}`,
          `It is now:\n${details}`,
        ],
      }
    case 'session-cancelled':
      return {
        subject: `Cancelled: ${course}`,
        lines: [
          `${course} on ${whenInWords(session)} will not take place.`,
          `The reason: ${news.reason}`,
          'Your booking is cancelled too. Other dates, where there are any, are in the catalogue.',
        ],
      }
  }
}

const ifNot = 'If you cannot come, please cancel your booking, so that somebody else can have the place.'

/** When, where, how and with whom, a line each. */
export function joiningDetails(session: Session): string {
  return [
    whenInWords(session),
    whereInWords(session),
    session.onlineLink ? `Join at ${session.onlineLink}` : '',
    session.trainer ? `With ${session.trainer}` : '',
    session.eventNotes,
  ]
    .filter(Boolean)
    .join('\n')
}

function whereToLook(ctx: Context, booking: { id: string; news: News }): string[] {
  const address = ctx.services.settings.publicUrl
  if (!address) return []
  const path = booking.news.kind === 'session-cancelled' ? '/learning' : `/learning/bookings/${booking.id}`
  return [`${address}/p/${ctx.partnership.code}${path}`]
}
