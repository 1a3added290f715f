import { addCourse, bookAPlace, putOnEvent } from '#learning'
import { type PartnershipIdentity, addDays, inContext, operator } from '#platform'
import type { Service } from '../service.ts'
import { hiddenFields, textOf } from './browsing.ts'
import { underLoad } from './load.ts'
import { type Result, atLeast, quantile, atMost } from './result.ts'
import type { Workshop } from './workshop.ts'

const users = 8
const rushing = 400
const places = 50

/** Many people want one session at once: exactly as many as there are places get one, in the order in which they asked. */
export async function benchBookingRush(workshop: Workshop): Promise<Result[]> {
  const service = await workshop.service()
  const partnership = await workshop.partnership()
  const sessionId = await newSession(service, partnership, places)
  const people = await somePeople(service, partnership, rushing)
  const asking = { partnership, actor: operator('bench') }
  const waiting = [...people]
  const book = (personId: string) =>
    inContext(service.services, asking, (ctx) => bookAPlace(ctx, { sessionId, personId }))
  const from = performance.now()
  await Promise.all(
    Array.from({ length: users }, async () => {
      for (let id = waiting.pop(); id; id = waiting.pop()) await book(id)
    }),
  )
  const seconds = (performance.now() - from) / 1000
  const bookings = await inContext(service.services, asking, (ctx) =>
    ctx.db
      .selectFrom('bookings')
      .select(['state', 'turn'])
      .where('sessionId', '=', sessionId)
      .orderBy('turn')
      .execute(),
  )
  const inOrder = bookings.every(
    ({ state, turn }, index) => turn === index + 1 && (state === 'booked') === index < places,
  )
  if (bookings.length !== people.length || !inOrder)
    throw new Error('The places were not given in the order of asking')
  return [atLeast('booking rush on one session', people.length / seconds, 'decisions a second', 300)]
}

/** The page and the sending of it, by eight coordinators at once, each for another person. */
export async function benchWholeBooking(workshop: Workshop): Promise<Result[]> {
  // Starting it closes what was open before.
  await workshop.app()
  const service = await workshop.service()
  const partnership = await workshop.partnership()
  const sessions = await Promise.all(
    Array.from({ length: users }, () => newSession(service, partnership, 10_000)),
  )
  const coordinators = await Promise.all(sessions.map(() => workshop.browsing('Dev')))
  // Each coordinator books people of their own, so that nobody is asked for twice.
  const people = await somePeople(service, partnership, 100_000)
  const next = Array.from({ length: users }, (_, user) => user)
  const { perSecond, times } = await underLoad(users, 5000, async (user) => {
    const personId = people[next[user]!]
    if (!personId) throw new Error('There are not enough people to book for so long')
    next[user]! += users
    const path = `/p/${partnership.code}/learning/sessions/${sessions[user]!}/book-a-place`
    const page = await coordinators[user]!.get(path)
    const answer = await coordinators[user]!.post(path, { ...hiddenFields(textOf(page)), person: personId })
    if (answer.status !== 303) throw new Error(`Booking answered ${answer.status}`)
  })
  for (const one of coordinators) one.close()
  return [
    atLeast('whole bookings, page and post, at 8 users', perSecond, 'bookings a second', 150),
    atMost('whole booking, 95 of 100', quantile(times, 0.95), 'ms', null),
  ]
}

let courses = 0

async function newSession(
  { services }: Service,
  partnership: PartnershipIdentity,
  places: number,
): Promise<string> {
  courses += 1
  const code = `BENCH-${courses}`
  return inContext(services, { partnership, actor: operator('bench') }, async (ctx) => {
    const course = await addCourse(ctx, {
      code,
      title: `Measured course ${courses}`,
      summary: '',
      aims: '',
      audience: '',
      mode: 'classroom',
      durationMinutes: 60,
      validForMonths: null,
      evidenceCode: code,
    })
    if (course.outcome !== 'saved') throw new Error(`The course ${code} was not added: ${course.outcome}`)
    const session = {
      title: '',
      heldOn: addDays(ctx.today, 30),
      startsAt: '09:30',
      endsAt: '10:30',
      venue: 'Hall',
      onlineLink: null,
      trainer: '',
      places,
    }
    return (await putOnEvent(ctx, { courseId: course.courseId, title: 'Measured', session })).sessionId
  })
}

async function somePeople(
  { services }: Service,
  partnership: PartnershipIdentity,
  limit: number,
): Promise<string[]> {
  const rows = await inContext(services, { partnership, actor: operator('bench') }, (ctx) =>
    ctx.db.selectFrom('people').select('id').orderBy('ref', 'desc').limit(limit).execute(),
  )
  return rows.map(({ id }) => id)
}
