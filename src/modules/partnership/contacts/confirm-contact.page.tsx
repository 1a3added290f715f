import { z } from 'zod'
import {
  Form,
  FormErrorSummary,
  RadiosField,
  SubmitButton,
  TextArea,
  choice,
  optionalText,
  page,
  problem,
  redirect,
} from '#web'
import { answerRequest, requestBehind } from './answer-request.ts'
import { OwnDetailsFields, noWayProblem, ownDetailsForm, ownDetailsIn } from './contact-form.tsx'

const refusals = {
  answered: ['Thank you, we have your answer', 'There is nothing more to do for a year.'],
  expired: ['This link has run out', 'We will write again. If something is wrong meanwhile, tell us.'],
} as const

const own = z.object(ownDetailsForm)

/** Where the link in the yearly letter leads: a contact confirms the details, or writes what is wrong, without signing in. */
export const confirmContactPage = page({
  url: '/confirm-contact/:token',
  access: 'anyone',
  params: z.object({ token: z.string().max(150) }),
  form: z.object({
    answer: choice(['right', 'wrong', 'left'], 'Choose whether your details are right'),
    name: optionalText(100),
    job: optionalText(100),
    email: optionalText(200),
    phone: optionalText(40),
    note: optionalText(1000),
  }),
  async show(ctx, { token }) {
    const request = await requestBehind(ctx, token)
    if (request.state !== 'open') {
      const [title, sentence] = refusals[request.state]
      return { title, sentence, contact: null, partnership: ctx.partnership.name }
    }
    const { contact } = request
    const { name, job, email, phone } = contact
    return {
      title: 'Are your details still right?',
      sentence: '',
      contact,
      partnership: ctx.partnership.name,
      values: { name, job: job ?? '', email: email ?? '', phone: phone ?? '' },
    }
  },
  async submit(ctx, { token }, { answer, note, ...written }) {
    const request = await requestBehind(ctx, token, { lock: true })
    if (request.state !== 'open') return problem({ _form: refusals[request.state][0] })
    if (answer === 'right') await answerRequest(ctx, request, { kind: 'right' })
    else if (answer === 'left') await answerRequest(ctx, request, { kind: 'left', note: note || null })
    else {
      const details = own.safeParse(written)
      if (!details.success)
        return problem(
          Object.fromEntries(details.error.issues.map(({ path, message }) => [String(path[0]), message])),
        )
      const corrected = ownDetailsIn(details.data)
      if (!corrected.email && !corrected.phone) return problem({ email: noWayProblem })
      await answerRequest(ctx, request, { kind: 'wrong', ...corrected, note: note || null })
    }
    return redirect(`/confirm-contact/${token}`, 'Your answer has reached us')
  },
  view: ({ title, sentence, contact, partnership, form }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <FormErrorSummary form={form} />
        <span class="govuk-caption-l">{partnership}</span>
        <h1 class="govuk-heading-l">{title}</h1>
        {contact ? (
          <>
            <p class="govuk-body">
              You are our contact at {contact.organisation}. This is what we have:{' '}
              {[contact.name, contact.job, contact.email, contact.phone].filter(Boolean).join(', ')}.
            </p>
            <Form form={form}>
              <RadiosField
                name="answer"
                legend="Are these details right?"
                items={[
                  { value: 'right', text: 'Yes' },
                  { value: 'wrong', text: 'No, something is different', conditional: <OwnDetailsFields /> },
                  { value: 'left', text: 'I am not the right person any more' },
                ]}
              />
              <TextArea
                name="note"
                label="Anything we should know (optional)"
                hint="For example, who should be asked instead. Please write nothing about children or families."
                rows={3}
              />
              <SubmitButton preventDoubleClick>Send</SubmitButton>
            </Form>
          </>
        ) : (
          <p class="govuk-body">{sentence}</p>
        )}
      </div>
    </div>
  ),
})
