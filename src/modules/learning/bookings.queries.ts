/** The SQL of the list of bookings. */
import { sql } from 'kysely'
import { type Context, addDays, formatShortDate, isId } from '#platform'
import type { Ask } from '#web'
import { bookingWords } from './booking.queries.ts'
import { sessions } from './session.queries.ts'
import { courseAndEvent } from './session-words.ts'

/** Bookings that the actor may see, with the person and the session of each. */
export async function listBookings(ctx: Context, ask: Ask) {
  const wanted = narrowed(ctx, ask)
  const { total } = await wanted
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const direction = ask.descending ? 'desc' : 'asc'
  const rows = await wanted
    .$if(ask.sort === 'held', (query) =>
      query.orderBy('session.heldOn', direction).orderBy('session.startsAt', direction),
    )
    .orderBy('person.familyName', ask.sort === 'person' ? direction : 'asc')
    .orderBy('person.givenName', ask.sort === 'person' ? direction : 'asc')
    .orderBy('booking.id')
    .limit(ask.limit)
    .offset(ask.offset)
    .execute()
  return { rows, total }
}

function narrowed(ctx: Context, ask: Ask) {
  const { state = '', register = '', session = '' } = ask.filters
  const words = ask.search.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 6)
  return words.reduce(
    (query, word) => {
      const pattern = `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`
      return query.where(
        sql<boolean>`(person.search_text like ${pattern} or lower(concat_ws(' ', course.code, course.title, event.title)) like ${pattern})`,
      )
    },
    bookingsWithPeople(ctx)
      .$if(state !== '', (query) => query.where('booking.state', '=', state))
      .$if(register === 'unmarked', (query) =>
        query.where('booking.attendance', 'is', null).where('booking.state', '=', 'booked'),
      )
      .$if(register !== '' && register !== 'unmarked', (query) =>
        query.where('booking.attendance', '=', register),
      )
      .$if(session !== '', (query) =>
        isId(session) ? query.where('session.id', '=', session) : query.where(sql<boolean>`false`),
      ),
  )
}

function bookingsWithPeople(ctx: Context) {
  return sessions(ctx)
    .innerJoin('bookings as booking', (join) =>
      join
        .onRef('booking.partnershipId', '=', 'session.partnershipId')
        .onRef('booking.sessionId', '=', 'session.id'),
    )
    .innerJoin('people as person', (join) =>
      join
        .onRef('person.partnershipId', '=', 'booking.partnershipId')
        .onRef('person.id', '=', 'booking.personId'),
    )
    .clearSelect()
    .select([
      'booking.id',
      'booking.walkedIn',
      'person.fullName',
      'person.ref as personRef',
      'person.email',
      'session.title',
      'session.heldOn',
      'event.title as eventTitle',
      'course.title as courseTitle',
      'course.code as courseCode',
      ...bookingWords,
    ])
}

/** The sessions of these two weeks and the next two, and the one that was chosen: all of them would be too many to choose from. */
export async function sessionsToChoose(ctx: Context, chosen: string) {
  const near = await sessions(ctx)
    .where((eb) =>
      eb.or([
        eb.and([
          eb('session.heldOn', '>=', addDays(ctx.today, -14)),
          eb('session.heldOn', '<=', addDays(ctx.today, 14)),
        ]),
        ...(isId(chosen) ? [eb('session.id', '=', chosen)] : []),
      ]),
    )
    .orderBy('session.heldOn')
    .orderBy('session.startsAt')
    .limit(100)
    .execute()
  return near.map((session) => ({
    value: session.id,
    text: `${formatShortDate(session.heldOn)}, ${courseAndEvent(session)}`,
  }))
}
