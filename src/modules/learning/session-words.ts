/** How a session is said in words, the same on pages, in messages and in files. */
import { formatDate, formatTime } from '#platform'
import type { Session } from './session.queries.ts'

type Named = Pick<Session, 'title' | 'eventTitle' | 'courseTitle'>

/** What a session is called: its event, and its own title where it has one. */
export function nameOf({ title, eventTitle }: Named): string {
  return title ? `${eventTitle}: ${title}` : eventTitle
}

/** "Thursday 26 November 2026, 9:30am to 4pm" */
export function whenInWords({ heldOn, startsAt, endsAt }: Pick<Session, 'heldOn' | 'startsAt' | 'endsAt'>) {
  return `${weekday(heldOn)} ${formatDate(heldOn)}, ${formatTime(startsAt)} to ${formatTime(endsAt)}`
}

/** "Loxley House", "Online", "Loxley House and online". The link itself is for those who booked. */
export function whereInWords({ venue, onlineLink }: Pick<Session, 'venue' | 'onlineLink'>): string {
  if (venue) return onlineLink ? `${venue} and online` : venue
  return onlineLink ? 'Online' : 'To be arranged'
}

/** Titles of courses and events often say the same: said once then. */
export function courseAndEvent({ courseTitle, ...named }: Named): string {
  const name = nameOf({ courseTitle, ...named })
  return name.includes(courseTitle) ? name : `${courseTitle}: ${name}`
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

function weekday(date: string): string {
  return weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()]!
}

export const modeWords = {
  classroom: 'In person',
  online: 'Online, with a trainer',
  e_learning: 'E-learning',
  blended: 'Partly online',
  conference: 'Conference',
  briefing: 'Briefing',
} as const

export type Mode = keyof typeof modeWords

export const modes = Object.keys(modeWords) as Mode[]
