/** Why something about a booking cannot be done, in words for the person who asked. */
import type { CancellationRefusal, Refusal } from './booking.ts'
import type { RegisterRefusal } from './register.ts'

export const refusals: Record<Refusal, string> = {
  'session-cancelled': 'This session was cancelled, so places on it cannot be booked.',
  'session-over': 'This session is over. Choose a later date.',
  'already-booked': 'There is a place booked for this person on this session already.',
  'already-waiting': 'This person is on the waiting list of this session already.',
  'same-course':
    'This person is already booked, or waiting, on another date of the same course. Cancel that booking first to change to this date.',
}

export const cancellationRefusals: Record<CancellationRefusal, string> = {
  'already-cancelled': 'This booking was cancelled already.',
  'attendance-recorded':
    'The register says whether this person came, so the booking can no longer be cancelled.',
  'session-over': 'The session is over, so the booking can no longer be cancelled.',
}

export const registerRefusals: Record<RegisterRefusal, string> = {
  'session-cancelled': 'This session was cancelled, so there is no register to take.',
  'before-the-day': 'The register can be taken from the day of the session.',
}

export const attendanceWords = { attended: 'Attended', part: 'Part', absent: 'Absent' } as const

export const stateWords = { booked: 'Booked', waiting: 'Waiting', cancelled: 'Cancelled' } as const
