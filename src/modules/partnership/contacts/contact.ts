/** Contacts: whom to write to or call at an organisation, and whether what is recorded of them still holds. */
import type { LocalDate } from '#platform'

export const purposes = {
  general: 'General',
  workforce: 'Workforce and staffing',
  safeguarding: 'Safeguarding',
  training: 'Training',
  data: 'Data and returns',
} as const

export type Purpose = keyof typeof purposes

/** How fresh the details are. `app.contact_freshness` decides: confirmed once a year, due a month before that. */
export const freshnesses = {
  confirmed: 'Confirmed',
  due: 'To be confirmed',
  overdue: 'Overdue',
  unreachable: 'Unreachable',
} as const

export type Freshness = keyof typeof freshnesses

export interface ContactDetails {
  name: string
  job: string | null
  email: string | null
  phone: string | null
  purpose: Purpose
}

export interface Contact extends ContactDetails {
  id: string
  organisationId: string
  organisation: string
  addedOn: LocalDate
  confirmedOn: LocalDate | null
  unreachableOn: LocalDate | null
  unreachableBecause: string | null
  endedOn: LocalDate | null
  version: number
  freshness: Freshness
}

/** A contact who was asked is not asked again for so long; then somebody calls. */
export const daysToAnswer = 28
/** A link that was sent counts for so long. */
export const daysLinkCounts = 60
