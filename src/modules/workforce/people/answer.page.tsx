import { z } from 'zod'
import { NotFound } from '#platform'
import {
  RadiosField,
  SelectField,
  TextField,
  choice,
  optionalText,
  page,
  problem,
  redirect,
  stale,
} from '#web'
import { FormOfPerson } from '../engagements/form-of-person.tsx'
import { answersOf, provenanceInWords } from './answers.queries.ts'
import { takenInWords } from './edit-person.ts'
import { findPerson } from './people.queries.ts'
import { type Question, questionOf, readAnswer, states } from './questions.ts'
import { confirmAnswer, saveAnswer } from './save-answer.ts'

const answers = [
  'still-right',
  'answered',
  'not_known',
  'not_applicable',
  'refused',
  'not_collected',
] as const

/** One question about a person: its answer, why there is none, or that it is still right. */
export const answerPage = page({
  url: '/people/:personId/answers/:question',
  access: 'workforce.manage',
  params: z.object({ personId: z.uuid(), question: z.string() }),
  form: z.object({
    _version: z.coerce.number(),
    state: choice(answers, 'Choose the answer, or why there is none'),
    value: optionalText(200),
  }),

  async show(ctx, { personId, question: code }) {
    const person = await findPerson(ctx, personId)
    const question = questionNamed(code)
    const line = (await answersOf(ctx, person)).find((one) => one.question.code === code)!
    return {
      title: `${question.label} of ${person.fullName}`,
      version: person.version,
      values: { state: line.state === 'answered' ? 'still-right' : line.state, value: line.value ?? '' },
      personId,
      line,
    }
  },

  async submit(ctx, { personId, question: code }, { _version: version, state, value: text }) {
    const person = await findPerson(ctx, personId)
    const question = questionNamed(code)
    if (state === 'still-right') {
      const line = (await answersOf(ctx, person)).find((one) => one.question.code === code)!
      if (line.state !== 'answered') return problem({ state: 'There is no answer that could be right' })
      await confirmAnswer(ctx, personId, question)
      return redirect(`/people/${personId}`, `${question.label} is confirmed`)
    }
    const read = state === 'answered' ? readAnswer(question, text, ctx.today) : { value: null }
    if ('problem' in read) return problem({ value: read.problem })
    const answer = await saveAnswer(ctx, personId, version, { question, state, value: read.value })
    if (answer.outcome === 'stale') return stale('this person')
    if (answer.outcome === 'refused') return problem({ value: takenInWords(answer) })
    return redirect(`/people/${personId}`, `${question.label} is saved`)
  },

  view: ({ title, line, personId, form, link }) => (
    <FormOfPerson
      form={form}
      title={title}
      button="Save"
      back={{ href: link(`/people/${personId}`) }}
      intro={
        line.saved ? (
          <p class="govuk-body">
            {line.text ?? states[line.state]}.{' '}
            {provenanceInWords(line.changed ? 'Changed' : 'Saved', line.saved)}.
          </p>
        ) : (
          <p class="govuk-body">Nobody has answered this yet.</p>
        )
      }
    >
      <RadiosField
        name="state"
        legend="What is known?"
        items={[
          ...(line.state === 'answered'
            ? [{ value: 'still-right', text: `It is still right: ${line.text}` }]
            : []),
          {
            value: 'answered',
            text: line.state === 'answered' ? 'It is something else' : 'The answer is known',
            conditional: <ValueField question={line.question} />,
          },
          { divider: 'or' },
          { value: 'not_known', text: 'Not known', hint: 'We asked, and nobody can say' },
          { value: 'not_applicable', text: 'Not applicable', hint: 'There is no answer for this person' },
          { value: 'refused', text: 'Refused', hint: 'The person does not want to say' },
          { value: 'not_collected', text: 'Not yet collected', hint: 'Nobody has asked yet' },
        ]}
      />
    </FormOfPerson>
  ),
})

function ValueField({ question }: { question: Question }) {
  if (question.choices)
    return (
      <SelectField
        name="value"
        label={question.label}
        emptyText="Choose an answer"
        items={Object.entries(question.choices).map(([value, text]) => ({ value, text }))}
      />
    )
  const hint = question.kind === 'date' ? 'For example, 17 4 1998' : ''
  return <TextField name="value" label={question.label} width={20} {...(hint ? { hint } : {})} />
}

function questionNamed(code: string): Question {
  const question = questionOf(code)
  if (!question) throw new NotFound('No such question')
  return question
}
