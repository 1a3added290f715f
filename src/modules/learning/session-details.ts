import type { LocalDate } from '#platform'

/** When, where, with whom and for how many a session is. */
export interface SessionDetails {
  title: string
  heldOn: LocalDate
  /** England's time of day, `09:30`. */
  startsAt: string
  endsAt: string
  venue: string
  onlineLink: string | null
  trainer: string
  places: number
}
