/** The learning offer: courses, events, sessions, bookings and registers, and the evidence that comes of them. */
import { comingBookings, registersToTake } from './waiting.ts'
import type { Job } from '#platform'
import type { AnyRoute, NavigationItem } from '#web'
import { newEventPage, newSessionPage } from './add-session.page.tsx'
import { bookAPlacePage } from './book-a-place.page.tsx'
import { bookingPage } from './booking.page.tsx'
import { bookingsPages } from './bookings.page.tsx'
import { cancelBookingPage } from './cancel-booking.page.tsx'
import { cancelSessionPage } from './cancel-session.page.tsx'
import { cataloguePages } from './catalogue.page.tsx'
import { coursePage } from './course.page.tsx'
import { editSessionPage } from './edit-session.page.tsx'
import { myBookingsPage } from './my-bookings.page.tsx'
import { editCoursePage, newCoursePage } from './save-course.page.tsx'
import { sessionPage } from './session.page.tsx'
import { sessionsPages } from './sessions.page.tsx'
import { signInSheetPage } from './sign-in-sheet.page.tsx'
import { takeRegisterPage } from './take-register.page.tsx'

export { bookableLinks } from './bookable-links.ts'
export { bookAPlace } from './book-a-place.ts'
export { addSession, putOnEvent } from './put-on-event.ts'
export { addCourse, type CourseDetails } from './save-course.ts'
export type { SessionDetails } from './session-details.ts'
export { takeRegister } from './take-register.ts'

export { recordsOfAPerson } from './records-of-a-person.ts'

export const routes: AnyRoute[] = [
  ...cataloguePages,
  coursePage,
  bookAPlacePage,
  bookingPage,
  cancelBookingPage,
  myBookingsPage,
  newCoursePage,
  editCoursePage,
  newEventPage,
  newSessionPage,
  ...sessionsPages,
  sessionPage,
  editSessionPage,
  cancelSessionPage,
  takeRegisterPage,
  signInSheetPage,
  ...bookingsPages,
]

export const navigation: NavigationItem[] = [
  {
    text: 'Find a course',
    href: '/learning',
    access: 'learning.book',
    section: 'Learning',
    description: 'Find a course, see its dates and book a place.',
  },
  {
    text: 'My bookings',
    href: '/learning/mine',
    access: 'learning.book',
    section: 'My work',
    description: 'Where you have a place or wait for one, and what you have been to.',
    waiting: comingBookings,
  },
  {
    text: 'Sessions',
    href: '/learning/sessions',
    access: 'learning.coordinate',
    section: 'Learning',
    description: 'What is put on and when, who is booked, and the register on the day.',
    waiting: registersToTake,
  },
  {
    text: 'Bookings',
    href: '/learning/bookings',
    access: 'learning.coordinate',
    section: 'Learning',
    description: 'Every booking, by person, course and state.',
  },
]

export const jobs: Job[] = []
