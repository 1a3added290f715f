/** Saves an answer about a person, that there is none and why, or that it is still right. What it was before is kept. */
import { sql } from 'kysely'
import { type Context, newId, record } from '#platform'
import { type EditAnswer, editPerson } from './edit-person.ts'
import { findPerson } from './people.queries.ts'
import type { AnswerState, Question } from './questions.ts'

export interface GivenAnswer {
  question: Question
  state: AnswerState
  value: string | null
}

export async function saveAnswer(
  ctx: Context,
  personId: string,
  version: number,
  { question, state, value }: GivenAnswer,
): Promise<EditAnswer> {
  const { column } = question
  if (column) {
    const { givenName, familyName, birthDate, email, sweNumber, nmcPin, trn } = await findPerson(
      ctx,
      personId,
    )
    const details = { givenName, familyName, birthDate, email, sweNumber, nmcPin, trn }
    const answer = await editPerson(ctx, personId, version, { ...details, [column]: value })
    if (answer.outcome !== 'saved') return answer
  }
  if (state === 'not_collected') {
    await ctx.db
      .deleteFrom('answers')
      .where('personId', '=', personId)
      .where('question', '=', question.code)
      .execute()
  } else {
    await sql`insert into answers (partnership_id, id, person_id, question, state, value)
      values (${ctx.partnership.id}::uuid, ${newId()}::uuid, ${personId}::uuid, ${question.code}, ${state}, ${column ? null : value})
      on conflict (partnership_id, person_id, question) do update set state = excluded.state, value = excluded.value,
        confirmed_at = null, confirmed_by = null, confirmed_from = null, version = answers.version + 1,
        saved_at = now(), saved_by = app.account(), saved_from = app.source()`.execute(ctx.db)
  }
  await record(
    ctx,
    'workforce.answer-saved',
    { type: 'person', id: personId },
    { question: question.code, state },
  )
  return { outcome: 'saved' }
}

/** Somebody looked at the answer, and it is still right. */
export async function confirmAnswer(ctx: Context, personId: string, question: Question): Promise<void> {
  await sql`insert into answers (partnership_id, id, person_id, question, state, confirmed_at, confirmed_by, confirmed_from)
    values (${ctx.partnership.id}::uuid, ${newId()}::uuid, ${personId}::uuid, ${question.code}, 'answered', now(), app.account(), app.source())
    on conflict (partnership_id, person_id, question) do update
      set confirmed_at = now(), confirmed_by = app.account(), confirmed_from = app.source()`.execute(ctx.db)
  await record(
    ctx,
    'workforce.answer-confirmed',
    { type: 'person', id: personId },
    { question: question.code },
  )
}
