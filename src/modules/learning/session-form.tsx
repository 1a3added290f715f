/** The questions about a session, and its answers as they are kept. */
import { z } from 'zod'
import { DateField, TextField, dateAnswered, dateValues, optionalText, wholeNumber } from '#web'
import { readTime } from './read-time.ts'
import type { SessionDetails } from './session-details.ts'

/** Read from the three parts before the other questions are looked at, so that its mistake is told together with theirs. */
const date = z.custom<ReturnType<typeof dateAnswered>>().transform((reading, issue) => {
  if ('problem' in reading) issue.addIssue(reading.problem)
  else if (reading.date && reading.date >= '2000-01-01' && reading.date <= '2099-12-31') return reading.date
  else issue.addIssue('Enter the date of the session, like 26 11 2026')
  return z.NEVER
})

const time = (sentence: string) =>
  z.string({ error: sentence }).transform((text, issue) => {
    const read = readTime(text)
    if (read === null) issue.addIssue(sentence)
    return read ?? z.NEVER
  })

/** Only addresses of the web: anything else in a link could be made to run something. */
const webAddress = z
  .string()
  .trim()
  .max(500, 'The address must be 500 characters or fewer')
  .default('')
  .refine(
    (text) => text === '' || (/^https?:\/\/\S+$/i.test(text) && URL.canParse(text)),
    'Enter the whole address of the online session, starting with https://',
  )

const questions = z.object({
  heldOn: date,
  startsAt: time('Enter when it starts, like 9:30am or 14:00'),
  endsAt: time('Enter when it ends, like 4pm or 16:00'),
  venue: optionalText(200),
  onlineLink: webAddress,
  trainer: optionalText(200),
  places: wholeNumber('Enter how many places there are, as a number from 1 to 5,000', { min: 1, max: 5000 }),
  sessionTitle: optionalText(200),
})

/** The session's questions together with others of the same page. */
export function sessionForm<T extends z.ZodRawShape>(others: T) {
  return z.preprocess(
    joinDate,
    questions.extend(others).superRefine((answers, issue) => {
      // Whatever the others are, the session's own questions are among the answers.
      const { startsAt, endsAt } = answers as z.output<typeof questions>
      if (endsAt <= startsAt)
        issue.addIssue({ code: 'custom', path: ['endsAt'], message: 'The end must be later than the start' })
    }),
  )
}

function joinDate(given: unknown): unknown {
  const answers = given as Record<string, unknown>
  return { ...answers, heldOn: dateAnswered(answers, 'heldOn') }
}

/** The answers as a session's details. */
export function detailsFrom(answers: z.output<typeof questions>): SessionDetails {
  const { heldOn, startsAt, endsAt, venue, onlineLink, trainer, places, sessionTitle } = answers
  return {
    heldOn,
    startsAt,
    endsAt,
    venue,
    onlineLink: onlineLink === '' ? null : onlineLink,
    trainer,
    places,
    title: sessionTitle,
  }
}

/** What the form's fields hold for a session. */
export function valuesOfSession(session: SessionDetails): Record<string, string> {
  return {
    ...dateValues('heldOn', session.heldOn),
    startsAt: session.startsAt,
    endsAt: session.endsAt,
    venue: session.venue,
    onlineLink: session.onlineLink ?? '',
    trainer: session.trainer,
    places: String(session.places),
    sessionTitle: session.title,
  }
}

export const emptyDate = dateValues('heldOn', null)

export function SessionFields() {
  return (
    <>
      <DateField name="heldOn" legend="Date" hint="For example, 26 11 2026" />
      <TextField name="startsAt" label="Starts at" hint="For example, 9:30am" width={5} />
      <TextField name="endsAt" label="Ends at" hint="For example, 4pm" width={5} />
      <TextField
        name="venue"
        label="Venue"
        hint="The building, the room and the postcode. Leave empty when it is online only."
      />
      <TextField
        name="onlineLink"
        label="Online link"
        hint="Shown only to people who have booked. Leave empty when there is none."
        type="url"
        spellcheck={false}
      />
      <TextField name="trainer" label="Trainer" width={20} />
      <TextField name="places" label="Places" width={4} inputmode="numeric" />
      <TextField
        name="sessionTitle"
        label="Name of this session"
        hint="Only when an event has several, such as Day 1 or Workshop B"
        width={20}
      />
    </>
  )
}
