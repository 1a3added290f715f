import { z } from 'zod'
import {
  BackLink,
  Form,
  FormErrorSummary,
  RadiosField,
  SubmitButton,
  TextArea,
  optionalText,
  page,
  problem,
  redirect,
  stale,
} from '#web'
import type { Problem } from '#web'
import { attendanceWords, registerRefusals } from './booking-words.ts'
import { peopleWithPlaces } from './booking.queries.ts'
import type { Attendance } from './booking.ts'
import { registerOf } from './register.ts'
import { findSession } from './session.queries.ts'
import { courseAndEvent, whenInWords } from './session-words.ts'
import { takeRegister } from './take-register.ts'

const FIELD = 'attendance-'
const marks = ['attended', 'part', 'absent'] as const

const form = z
  .looseObject({
    walkedIn: optionalText(4000),
    everyoneElse: z.string().optional(),
    _version: z.string().optional(),
  })
  .transform((answers, issue) => {
    const given = new Map<string, Attendance>()
    for (const [name, value] of Object.entries(answers)) {
      if (!name.startsWith(FIELD)) continue
      const mark = marks.find((one) => one === value)
      if (mark) given.set(name.slice(FIELD.length), mark)
      else issue.addIssue({ code: 'custom', path: [name], message: 'Choose attended, part or absent' })
    }
    return {
      marks: given,
      everyoneElseAttended: answers.everyoneElse !== undefined,
      walkedIn: answers.walkedIn.split(/[\s,;]+/).filter(Boolean),
      version: Number(answers._version),
    }
  })

/** The register of a session: everyone booked, marked one by one or all at once, and those who walked in. */
export const takeRegisterPage = page({
  url: '/learning/sessions/:sessionId/register',
  access: 'learning.coordinate',
  params: z.object({ sessionId: z.uuid() }),
  form,
  async show(ctx, { sessionId }) {
    const session = await findSession(ctx, sessionId)
    const people = await peopleWithPlaces(ctx, sessionId)
    const register = registerOf(session, ctx.today)
    return {
      title: session.registerTakenAt ? 'Correct the register' : 'Take the register',
      session,
      people,
      refusal: register.kind === 'closed' ? registerRefusals[register.because] : null,
      version: session.version,
      values: Object.fromEntries(
        people.map((booking) => [`${FIELD}${booking.id}`, booking.attendance ?? undefined]),
      ),
    }
  },
  async submit(ctx, { sessionId }, answers) {
    const result = await takeRegister(ctx, { sessionId, ...answers })
    switch (result.outcome) {
      case 'refused':
        return problem({ _form: registerRefusals[result.because] })
      case 'stale':
        return stale('this register')
      case 'unknown-people':
        return problem({ walkedIn: unknownPeople(result.refs) })
      case 'unmarked':
        return unmarked(result.bookings)
      case 'taken':
        return redirect(
          `/learning/sessions/${sessionId}`,
          `The register is taken: ${result.attended} attended, ${result.part} came for part, ${result.absent} absent.`,
        )
    }
  },
  view: ({ title, session, people, refusal, form, link }) => (
    <>
      <BackLink href={link(`/learning/sessions/${session.id}`)} text="The session" />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <span class="govuk-caption-l">{courseAndEvent(session)}</span>
          <h1 class="govuk-heading-l">{title}</h1>
          <p class="govuk-body">{whenInWords(session)}</p>
          {refusal ? (
            <p class="govuk-inset-text">{refusal}</p>
          ) : (
            <Form form={form}>
              <p class="govuk-body">
                {people.length === 0
                  ? 'Nobody has booked. Enter those who came below.'
                  : 'Mark those who were absent or came for part, then choose “Everyone else attended”; or mark each and save. You can correct it later: the evidence follows.'}
              </p>
              {people.map((booking) => (
                <RadiosField
                  name={`${FIELD}${booking.id}`}
                  legend={booking.walkedIn ? `${booking.fullName} (came without booking)` : booking.fullName}
                  hint={booking.personRef}
                  items={marks.map((value) => ({ value, text: attendanceWords[value] }))}
                  inline
                  small
                />
              ))}
              <TextArea
                name="walkedIn"
                label="Who came without booking?"
                hint="Their references, one on each line. They are marked as attended."
                rows={3}
                spellcheck={false}
              />
              <div class="govuk-button-group">
                <SubmitButton preventDoubleClick>Save the register</SubmitButton>
                {people.length > 0 ? (
                  <SubmitButton kind="secondary" name="everyoneElse" value="yes" preventDoubleClick>
                    Everyone else attended
                  </SubmitButton>
                ) : null}
              </div>
            </Form>
          )}
        </div>
      </div>
    </>
  ),
})

function unmarked(bookings: { id: string; fullName: string }[]): Problem {
  return problem(
    Object.fromEntries(
      bookings.map((booking) => [`${FIELD}${booking.id}`, `Say whether ${booking.fullName} attended`]),
    ),
  )
}

function unknownPeople(refs: string[]): string {
  const which = refs.map((ref) => `“${ref.slice(0, 40)}”`).join(', ')
  return `There is nobody with the reference ${which}. Check it, or leave it out and add them later.`
}
