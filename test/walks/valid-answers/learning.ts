import type { Walk } from '../../support/walk.ts'
import { type Prepare, administrator, dateAnswers, fresh } from './prepared.ts'

const sessionAnswers = {
  ...dateAnswers('heldOn', '2026-12-03'),
  startsAt: '9:30am',
  endsAt: '4pm',
  venue: 'Loxley House',
  onlineLink: 'https://meet.example.org/1',
  trainer: 'Dev Patel',
  places: '12',
  sessionTitle: 'Day 1',
}

const courseAnswers = () => ({
  title: 'Safeguarding children',
  code: fresh('SG').replace(' ', '-'),
  summary: 'What everyone needs to know',
  audience: 'Everyone',
  aims: 'Notice the signs',
  mode: 'classroom',
  hours: '6',
  months: '36',
})

async function session(walk: Walk, heldOn: string) {
  const course = await walk.add('courses', { title: fresh('Course') })
  const event = await walk.add('events', { course_id: course['id']! })
  const added = await walk.add('sessions', { event_id: event['id']!, held_on: heldOn, places: '5' })
  return { course: course['id']!, event: event['id']!, session: added['id']! }
}

async function person(walk: Walk): Promise<string> {
  const added = await walk.add('people', { given_name: fresh('Amina'), family_name: 'Khan' })
  await walk.add('engagements', { person_id: added['id']!, started_on: '2026-01-05' })
  return added['id']!
}

const booking = (walk: Walk, session: string, person: string) =>
  walk.add('bookings', { session_id: session, person_id: person, state: 'booked' })

export const learningAnswers: Record<string, Prepare> = {
  '/p/:partnership/learning/sessions/:sessionId/book-a-place': async (walk) => {
    const where = await session(walk, '2026-12-03')
    const practitioner = walk.cast.practitioner
    return {
      browser: walk.world.browser(practitioner.token),
      url: `/p/here/learning/sessions/${where.session}/book-a-place`,
      answers: { person: practitioner.personId },
    }
  },
  '/p/:partnership/learning/bookings/:bookingId/cancel': async (walk) => {
    const where = await session(walk, '2026-12-03')
    const booked = await booking(walk, where.session, await person(walk))
    return administrator(walk, `/learning/bookings/${booked['id']}/cancel`, {})
  },
  '/p/:partnership/learning/courses/new': async (walk) =>
    administrator(walk, '/learning/courses/new', courseAnswers()),
  '/p/:partnership/learning/courses/:courseId/edit': async (walk) => {
    const { course } = await session(walk, '2026-12-03')
    return administrator(walk, `/learning/courses/${course}/edit`, courseAnswers())
  },
  '/p/:partnership/learning/courses/:courseId/events/new': async (walk) => {
    const { course } = await session(walk, '2026-12-03')
    const answers = { title: 'Spring', notes: 'Bring a pen', ...sessionAnswers }
    return administrator(walk, `/learning/courses/${course}/events/new`, answers)
  },
  '/p/:partnership/learning/events/:eventId/sessions/new': async (walk) => {
    const { event } = await session(walk, '2026-12-03')
    return administrator(walk, `/learning/events/${event}/sessions/new`, sessionAnswers)
  },
  '/p/:partnership/learning/sessions/:sessionId/edit': async (walk) => {
    const where = await session(walk, '2026-12-10')
    return administrator(walk, `/learning/sessions/${where.session}/edit`, sessionAnswers)
  },
  '/p/:partnership/learning/sessions/:sessionId/cancel': async (walk) => {
    const where = await session(walk, '2026-12-03')
    await booking(walk, where.session, await person(walk))
    return administrator(walk, `/learning/sessions/${where.session}/cancel`, { reason: 'The trainer is ill' })
  },
  '/p/:partnership/learning/sessions/:sessionId/register': async (walk) => {
    const where = await session(walk, '2026-11-11')
    const booked = await booking(walk, where.session, await person(walk))
    const answers = { [`attendance-${booked['id']}`]: 'attended' }
    return administrator(walk, `/learning/sessions/${where.session}/register`, answers, 'Save the register')
  },
}
