/** Mapping rounds: a time in which organisations are asked whether the register has all their people. */
import { type LocalDate, daysBetween } from '#platform'

export const answers = {
  asked: 'Asked, no answer yet',
  returned: 'Returned numbers or a file',
  confirmed: 'Confirmed that the register is right',
  declined: 'Declined to say',
} as const
export type Answer = keyof typeof answers

/** Reminders go out by themselves so many days before a round is due. */
export const remindDaysBefore = 7

/** `due in 3 days, on …`; `2 days overdue`; when it was closed. */
export function dueWords(round: { dueOn: LocalDate; closedOn: LocalDate | null }, today: LocalDate): string {
  if (round.closedOn) return 'closed'
  const days = daysBetween(today, round.dueOn)
  if (days === 0) return 'due today'
  const count = Math.abs(days) === 1 ? '1 day' : `${Math.abs(days).toLocaleString('en-GB')} days`
  return days > 0 ? `due in ${count}` : `${count} overdue`
}
