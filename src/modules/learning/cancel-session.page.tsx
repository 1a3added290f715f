import { z } from 'zod'
import {
  BackLink,
  Form,
  FormErrorSummary,
  RadiosField,
  SubmitButton,
  TextArea,
  page,
  problem,
  redirect,
  textAnswer,
} from '#web'
import { cancelSession } from './cancel-session.ts'
import { findSession, sessionsOfEvent } from './session.queries.ts'
import { courseAndEvent, whenInWords } from './session-words.ts'

const refusals = {
  'already-cancelled': 'This session was cancelled already.',
  'register-taken': 'The register of this session was taken, so it can no longer be cancelled.',
} as const

/** Calls off a session, or the event it belongs to, and tells everyone. */
export const cancelSessionPage = page({
  url: '/learning/sessions/:sessionId/cancel',
  access: 'learning.coordinate',
  params: z.object({ sessionId: z.uuid() }),
  form: z.object({
    what: z.enum(['session', 'event'], { error: 'Choose what is cancelled' }).default('session'),
    reason: textAnswer('Say why it is cancelled: everyone booked will read it', 500),
  }),
  async show(ctx, { sessionId }) {
    const session = await findSession(ctx, sessionId)
    const others = (await sessionsOfEvent(ctx, session.eventId)).filter(
      (other) => other.id !== sessionId && !other.cancelledAt && !other.registerTakenAt,
    )
    const refusal = session.cancelledAt
      ? refusals['already-cancelled']
      : session.registerTakenAt
        ? refusals['register-taken']
        : null
    return { title: 'Cancel the session', session, others, refusal }
  },
  async submit(ctx, { sessionId }, { what, reason }) {
    const result = await cancelSession(ctx, { sessionId, reason, wholeEvent: what === 'event' })
    if (result.outcome === 'refused') return problem({ _form: refusals[result.because] })
    return redirect(`/learning/sessions/${sessionId}`, whoWasTold(result))
  },
  view: ({ title, session, others, refusal, form, link }) => (
    <>
      <BackLink href={link(`/learning/sessions/${session.id}`)} text="The session" />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <span class="govuk-caption-l">{courseAndEvent(session)}</span>
          <h1 class="govuk-heading-l">{title}</h1>
          {refusal ? (
            <p class="govuk-inset-text">{refusal}</p>
          ) : (
            <>
              <p class="govuk-body">
                {whenInWords(session)}. {session.booked} people have a place and {session.waiting} wait. Their
                bookings are cancelled and they are told at once; this cannot be undone.
              </p>
              <Form form={form}>
                {others.length > 0 ? (
                  <RadiosField
                    name="what"
                    legend="What is cancelled?"
                    items={[
                      { value: 'session', text: 'Only this session' },
                      {
                        value: 'event',
                        text: `The whole event: this and ${others.length} more`,
                        hint: others.map(whenInWords).join('; '),
                      },
                    ]}
                  />
                ) : null}
                <TextArea
                  name="reason"
                  label="Why is it cancelled?"
                  hint="Everyone booked will read this"
                  rows={3}
                  limit={500}
                />
                <SubmitButton kind="warning" preventDoubleClick>
                  Cancel it and tell everyone
                </SubmitButton>
              </Form>
            </>
          )}
        </div>
      </div>
    </>
  ),
})

function whoWasTold({
  sessions,
  told,
  withoutEmail,
}: {
  sessions: number
  told: number
  withoutEmail: number
}): string {
  const cancelled = sessions === 1 ? 'The session is cancelled.' : `${sessions} sessions are cancelled.`
  const wrote = `${told} ${told === 1 ? 'person was' : 'people were'} told by e-mail.`
  const others = withoutEmail > 0 ? ` ${withoutEmail} have no e-mail address: please tell them yourself.` : ''
  return `${cancelled} ${wrote}${others}`
}
