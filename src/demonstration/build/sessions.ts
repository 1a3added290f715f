/** Puts the courses on: events of the last year with their registers taken, and those that can be booked. */
import { type LocalDate, addDays } from '#platform'
import { type CoursePlan, courses, venues } from '../courses.ts'
import type { Random } from '../random.ts'
import type { Making } from './making.ts'

export interface Course extends CoursePlan {
  id: string
  evidenceTypeId: string
}

export interface Event {
  id: string
  course: Course
  sessions: Session[]
  /** Of the last session: when those who came to all of them have completed it. */
  completedOn: LocalDate
  isOver: boolean
  registerTaken: boolean
  /** People who hold a place, in the order in which they asked. */
  people: Set<string>
}

export interface Session {
  id: string
  title: string
  heldOn: LocalDate
  startsAt: string
  endsAt: string
  venue: string
  onlineLink: string | null
  trainer: string
  places: number
}

const pastDays = 400
const comingDays = 90
/** The course that Amina needs: held today, so that a visitor can book it, take its register and see what changes. */
const shownCourse = 'SG-WORKING-TOGETHER'

export function makeCourses(making: Making, evidenceTypes: ReadonlyMap<string, string>): Course[] {
  return courses.map((plan) => {
    const evidenceTypeId = evidenceTypes.get(plan.code)
    if (!evidenceTypeId) throw new Error(`There is no evidence type ${plan.code}`)
    return { ...plan, id: making.nextId(), evidenceTypeId }
  })
}

/** The events of each course, soonest first. A larger partnership puts each course on more often. */
export function makeEvents(making: Making, made: readonly Course[], people: number): Event[] {
  const random = making.random.branch('events')
  const pause = people > 3000 ? 35 : 90
  const events = made.flatMap((course) => {
    const between = course.mode === 'conference' ? 180 : pause
    const days: LocalDate[] = []
    for (
      let day = -pastDays + random.whole(0, between);
      day <= -7;
      day += random.whole(between - 8, between + 8)
    )
      days.push(addDays(making.today, day))
    const soon = course.code === shownCourse ? 14 : Math.round(between * 0.5)
    if (course.code === shownCourse)
      days.push(addDays(making.today, -2), making.today, addDays(making.today, 9))
    for (let day = random.whole(12, 12 + soon); day <= comingDays; day += random.whole(soon - 3, soon + 7))
      days.push(addDays(making.today, day))
    return days.map((day) => makeEvent(making, course, day, random))
  })
  return events.toSorted((one, other) => (one.completedOn < other.completedOn ? -1 : 1))
}

function makeEvent(making: Making, course: Course, wanted: LocalDate, random: Random): Event {
  const days = course.days ?? 1
  const isOnline = course.mode === 'online' || course.mode === 'e_learning'
  const startsAt = course.minutes > 240 ? '09:30' : random.pick(['09:30', '13:00', '13:30', '18:00'])
  const place = {
    startsAt,
    endsAt: laterBy(startsAt, Math.min(course.minutes, 420)),
    venue: isOnline ? '' : random.pick(venues),
    onlineLink: isOnline ? `https://meet.invalid/${course.code.toLowerCase()}` : null,
    trainer: random.pick([
      'Kwame Boateng',
      'Kwame Boateng',
      'Practice development team',
      'Two trainers of the partnership',
    ]),
    places: course.places,
  }
  const first = wanted === making.today ? wanted : workingDay(wanted, making.reference.bankHolidays)
  const dates = Array.from({ length: days }, (_, index) =>
    index === 0 ? first : workingDay(addDays(first, 7 * index), making.reference.bankHolidays),
  )
  const completedOn = dates.at(-1)!
  return {
    id: making.nextId(),
    course,
    sessions: dates.map((heldOn, index) => ({
      id: making.nextId(),
      title: days > 1 ? `Day ${index + 1}` : '',
      heldOn,
      ...place,
    })),
    completedOn,
    isOver: completedOn < making.today,
    // The latest registers are still to be taken: somebody has work to do.
    registerTaken: completedOn < addDays(making.today, -4),
    people: new Set(),
  }
}

function laterBy(time: string, minutes: number): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const total = Math.min(hour * 60 + minute + minutes, 23 * 60 + 30)
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`
}

/** This day, or the next that is no weekend and no bank holiday. */
function workingDay(date: LocalDate, bankHolidays: ReadonlySet<LocalDate>): LocalDate {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  const isFree = weekday === 0 || weekday === 6 || bankHolidays.has(date)
  return isFree ? workingDay(addDays(date, 1), bankHolidays) : date
}
