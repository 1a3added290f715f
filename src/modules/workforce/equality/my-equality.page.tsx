import { z } from 'zod'
import { NotFound } from '#platform'
import { BackLink, Form, FormErrorSummary, RadiosField, SubmitButton, page, redirect } from '#web'
import { answerQuestions, myAnswers, withdrawAnswers } from './answer-questions.ts'
import { type Question, preferNotToSay, questions } from './questions.ts'

/** '' is no answer: the question stays open. */
const answerTo = ({ choices }: Question) =>
  z
    .enum(['', preferNotToSay, ...choices.map(({ code }) => code)], { error: 'Choose from the list' })
    .default('')

/** Where somebody says of themselves what only they may say, or takes it away. */
export const myEqualityPage = page({
  url: '/me/equality',
  access: 'signed-in',
  form: z.object({
    what: z.enum(['save', 'withdraw']).catch('save'),
    ...Object.fromEntries(questions.map((question) => [question.code, answerTo(question)])),
  }),
  async show(ctx) {
    if (!ctx.visitor.personId) throw new NotFound('This account is not of a person in the register')
    const values = await myAnswers(ctx)
    return { title: 'Equality monitoring', values, answered: Object.keys(values).length }
  },
  async submit(ctx, _params, { what, ...answers }) {
    const { personId } = ctx.visitor
    if (!personId) throw new NotFound('This account is not of a person in the register')
    if (what === 'withdraw') {
      await withdrawAnswers(ctx, personId)
      return redirect('/me', 'All your answers were taken away')
    }
    const given = Object.entries(answers).filter(([, answer]) => answer !== '')
    await answerQuestions(ctx, personId, Object.fromEntries(given) as Record<string, string>)
    return redirect('/me', 'Thank you. Your answers were saved')
  },
  view: ({ title, answered, form, link }) => (
    <>
      <BackLink href={link('/me')} text="My record" />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <h1 class="govuk-heading-l">{title}</h1>
          <p class="govuk-body">
            Your answers help to see whether the workforce reflects the people it serves, and whether anybody
            is held back. Answering is up to you, question by question.
          </p>
          <ul class="govuk-list govuk-list--bullet">
            <li>
              Nobody but you can read your answers: not your manager, your employer or an administrator.
            </li>
            <li>They leave only as numbers in tables, from which small numbers are withheld.</li>
            <li>You can change them, or take them away, whenever you like. No copy is kept.</li>
          </ul>
          <Form form={form}>
            {questions.map((question) => (
              <RadiosField
                name={question.code}
                legend={question.asks}
                {...(question.hint ? { hint: question.hint } : {})}
                small
                items={[
                  ...question.choices.map(({ code, text }) => ({ value: code, text })),
                  { divider: 'or' },
                  { value: preferNotToSay, text: 'Prefer not to say' },
                  { value: '', text: 'No answer for now' },
                ]}
              />
            ))}
            <div class="govuk-button-group">
              <SubmitButton preventDoubleClick name="what" value="save">
                Save my answers
              </SubmitButton>
              {answered > 0 ? (
                <SubmitButton kind="secondary" preventDoubleClick name="what" value="withdraw">
                  Take all my answers away
                </SubmitButton>
              ) : null}
            </div>
          </Form>
        </div>
      </div>
    </>
  ),
})
