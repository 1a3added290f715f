/** Books people onto sessions: those who came are marked, those who will come have a place or a turn in the queue. */
import { type LocalDate, addDays } from '#platform'
import type { Random } from '../random.ts'
import type { Evidence } from './evidence.ts'
import type { Making } from './making.ts'
import type { Person } from './people.ts'
import type { Event } from './sessions.ts'

export interface Booking {
  id: string
  sessionId: string
  personId: string
  turn: number
  state: 'booked' | 'waiting'
  bookedOn: LocalDate
  attendance: 'attended' | 'absent' | null
  /** The day of the session, on which the register was taken. */
  heldOn: LocalDate
}

export interface Completion {
  id: string
  eventId: string
  personId: string
  completedOn: LocalDate
  evidenceId: string
}

export function makeBookings(
  making: Making,
  events: readonly Event[],
  made: { people: readonly Person[]; evidence: readonly Evidence[]; wanting: ReadonlyMap<string, Person[]> },
) {
  const random = making.random.branch('bookings')
  const bookings: Booking[] = []
  const queues = new Map<string, Person[]>()
  const here = random.shuffled(
    made.people.filter((person) => person.engagements[0]!.endedOn === null && !person.castMember),
  )

  /** Each person comes up once for a course, so that nobody is booked on two runs of it. */
  const nextFor = (event: Event): Person | undefined => {
    const { code } = event.course
    const queue = queues.get(code) ?? random.shuffled(made.wanting.get(code) ?? here.slice(0, 400))
    queues.set(code, queue)
    const at = queue.findIndex(
      ({ id, engagements }) => !event.people.has(id) && engagements[0]!.startedOn < event.sessions[0]!.heldOn,
    )
    return at === -1 ? undefined : queue.splice(at, 1)[0]
  }

  for (const event of events) {
    if (event.registerTaken) {
      for (const personId of event.people)
        book(making, bookings, event, personId, { random, attendance: 'attended' })
      const absent =
        event.people.size < event.course.places - 1 && random.chance(0.5) ? nextFor(event) : undefined
      if (absent) book(making, bookings, event, absent.id, { random, attendance: 'absent' })
      continue
    }
    // The first dates are nearly full, the later ones hardly; some have a queue.
    const share = event.completedOn <= making.today ? 0.6 : random.pick([0.3, 0.5, 0.65, 0.8, 1.15])
    for (let count = Math.round(event.course.places * share); count > 0; count -= 1) {
      const person = nextFor(event)
      if (!person) break
      const state = event.people.size < event.course.places ? 'booked' : 'waiting'
      event.people.add(person.id)
      book(making, bookings, event, person.id, { random, state })
    }
  }
  return { bookings, completions: completionsOf(making, made.evidence) }
}

function book(
  making: Making,
  bookings: Booking[],
  event: Event,
  personId: string,
  how: { random: Random; attendance?: 'attended' | 'absent'; state?: Booking['state'] },
): void {
  const firstDay = event.sessions[0]!.heldOn
  const latest = firstDay < making.today ? firstDay : making.today
  const bookedOn = addDays(latest, -how.random.whole(3, 45))
  for (const { id, heldOn } of event.sessions)
    bookings.push({
      id: making.nextId(),
      sessionId: id,
      personId,
      turn: 0,
      state: how.state ?? 'booked',
      bookedOn,
      attendance: how.attendance ?? null,
      heldOn,
    })
}

/** Who came to every session of an event, and what they have of it. */
function completionsOf(making: Making, evidence: readonly Evidence[]): Completion[] {
  return evidence.flatMap(({ id, event, person, obtainedOn }) =>
    event
      ? [
          {
            id: making.nextId(),
            eventId: event.id,
            personId: person.id,
            completedOn: obtainedOn,
            evidenceId: id,
          },
        ]
      : [],
  )
}

/** Turns in the order in which people asked, counted on each session. */
export function withTurns(bookings: readonly Booking[]): Booking[] {
  const turns = new Map<string, number>()
  return bookings
    .toSorted(
      (one, other) => one.state.localeCompare(other.state) || one.bookedOn.localeCompare(other.bookedOn),
    )
    .map((booking) => {
      const turn = (turns.get(booking.sessionId) ?? 0) + 1
      turns.set(booking.sessionId, turn)
      return { ...booking, turn }
    })
}
