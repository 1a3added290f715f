import { z } from 'zod'
import {
  BackLink,
  Form,
  FormErrorSummary,
  SubmitButton,
  TextArea,
  TextField,
  optionalText,
  page,
  problem,
  redirect,
  textAnswer,
} from '#web'
import { findCourse, findEvent } from './course.queries.ts'
import { addSession, putOnEvent } from './put-on-event.ts'
import { SessionFields, detailsFrom, emptyDate, sessionForm } from './session-form.tsx'

/** Puts a course on: an event with its first session. */
export const newEventPage = page({
  url: '/learning/courses/:courseId/events/new',
  access: 'learning.coordinate',
  params: z.object({ courseId: z.uuid() }),
  form: sessionForm({ title: textAnswer('Enter what this event is called'), notes: optionalText(2000) }),
  async show(ctx, { courseId }) {
    const course = await findCourse(ctx, courseId)
    return { title: 'Put on this course', course, values: { title: course.title, ...emptyDate } }
  },
  async submit(ctx, { courseId }, answers) {
    const { title, notes } = answers
    const { sessionId } = await putOnEvent(ctx, { courseId, title, notes, session: detailsFrom(answers) })
    return redirect(`/learning/sessions/${sessionId}`, 'The session can be booked now')
  },
  view: ({ title, course, form, link }) => (
    <>
      <BackLink href={link(`/learning/courses/${course.id}`)} text={course.title} />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <span class="govuk-caption-l">{course.title}</span>
          <h1 class="govuk-heading-l">{title}</h1>
          <p class="govuk-body">
            When the event takes more than one day, enter the first here and add the others afterwards. People
            then have completed it when they have attended every day.
          </p>
          <Form form={form}>
            <TextField name="title" label="Name of the event" />
            <SessionFields />
            <TextArea
              name="notes"
              label="What people need to know before they come"
              hint="Parking, what to bring, what to read. It goes into the confirmation."
              rows={3}
            />
            <SubmitButton preventDoubleClick>Put it on</SubmitButton>
          </Form>
        </div>
      </div>
    </>
  ),
})

const refusals = {
  'event-cancelled': 'This event was cancelled, so no session can be added to it.',
  'register-taken':
    'A register of this event was taken, so no session can be added to it. Put the course on as a new event instead.',
} as const

/** Adds another day, or another workshop, to an event. */
export const newSessionPage = page({
  url: '/learning/events/:eventId/sessions/new',
  access: 'learning.coordinate',
  params: z.object({ eventId: z.uuid() }),
  form: sessionForm({}),
  async show(ctx, { eventId }) {
    const event = await findEvent(ctx, eventId)
    return { title: 'Add a session', event, values: emptyDate }
  },
  async submit(ctx, { eventId }, answers) {
    const result = await addSession(ctx, eventId, detailsFrom(answers))
    if (result.outcome === 'refused') return problem({ _form: refusals[result.because] })
    return redirect(`/learning/sessions/${result.sessionId}`, 'The session can be booked now')
  },
  view: ({ title, event, form, link }) => (
    <>
      <BackLink href={link(`/learning/courses/${event.courseId}`)} text={event.title} />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <span class="govuk-caption-l">{event.title}</span>
          <h1 class="govuk-heading-l">{title}</h1>
          <p class="govuk-body">
            People book each session of an event by itself, and have completed the event when they have
            attended all of them.
          </p>
          <Form form={form}>
            <SessionFields />
            <SubmitButton preventDoubleClick>Add the session</SubmitButton>
          </Form>
        </div>
      </div>
    </>
  ),
})
