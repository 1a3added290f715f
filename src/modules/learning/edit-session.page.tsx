import { z } from 'zod'
import { BackLink, Form, FormErrorSummary, SubmitButton, page, problem, redirect, stale } from '#web'
import { changeSession } from './change-session.ts'
import { findSession } from './session.queries.ts'
import { SessionFields, detailsFrom, sessionForm, valuesOfSession } from './session-form.tsx'
import { courseAndEvent } from './session-words.ts'

const refusals = {
  'session-cancelled': { _form: 'This session was cancelled, so it can no longer be changed.' },
  'register-taken': { heldOn: 'The register was taken, so the date cannot be in the future.' },
} as const

/** Changes when, where, with whom and for how many a session is. */
export const editSessionPage = page({
  url: '/learning/sessions/:sessionId/edit',
  access: 'learning.coordinate',
  params: z.object({ sessionId: z.uuid() }),
  form: sessionForm({ _version: z.string().optional() }),
  async show(ctx, { sessionId }) {
    const session = await findSession(ctx, sessionId)
    return {
      title: 'Change the session',
      session,
      version: session.version,
      values: valuesOfSession(session),
    }
  },
  async submit(ctx, { sessionId }, answers) {
    const version = Number(answers._version)
    const result = await changeSession(ctx, { sessionId, version, details: detailsFrom(answers) })
    switch (result.outcome) {
      case 'stale':
        return stale('this session')
      case 'refused':
        return problem(refusals[result.because])
      case 'too-few-places':
        return problem({
          places: `${result.booked} people have a place. Enter ${result.booked} or more, or cancel some of their bookings first.`,
        })
      case 'changed':
        return redirect(`/learning/sessions/${sessionId}`, whatFollowed(result))
    }
  },
  view: ({ title, session, form, link }) => (
    <>
      <BackLink href={link(`/learning/sessions/${session.id}`)} text="The session" />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <span class="govuk-caption-l">{courseAndEvent(session)}</span>
          <h1 class="govuk-heading-l">{title}</h1>
          <p class="govuk-body">
            {session.booked} of {session.places} places are taken, {session.waiting} wait. When you change the
            date, the time, the venue or the link, everyone booked or waiting is told. More places go to those
            who wait, in turn.
          </p>
          <Form form={form}>
            <SessionFields />
            <SubmitButton preventDoubleClick>Save</SubmitButton>
          </Form>
        </div>
      </div>
    </>
  ),
})

function whatFollowed({ told, movedUp }: { told: number; movedUp: number }): string {
  const sentences = [
    'The session was changed.',
    told > 0 && `${told} ${told === 1 ? 'person was' : 'people were'} told.`,
    movedUp > 0 && `${movedUp} moved up from the waiting list.`,
  ]
  return sentences.filter(Boolean).join(' ')
}
