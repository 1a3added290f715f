import { z } from 'zod'
import { record } from '#platform'
import { BackLink, page } from '#web'
import { peopleWithPlaces } from './booking.queries.ts'
import { findSession } from './session.queries.ts'
import { courseAndEvent, whenInWords, whereInWords } from './session-words.ts'

/** Lines for those who come without booking. */
const SPARE_LINES = [1, 2, 3, 4, 5, 6]

/** A sheet to print and pass round, with room for people who come without booking. */
export const signInSheetPage = page({
  url: '/learning/sessions/:sessionId/sign-in-sheet',
  access: 'learning.coordinate',
  params: z.object({ sessionId: z.uuid() }),
  async show(ctx, { sessionId }) {
    const session = await findSession(ctx, sessionId)
    const people = await peopleWithPlaces(ctx, sessionId)
    await record(
      ctx,
      'learning.sign-in-sheet-printed',
      { type: 'session', id: sessionId },
      { people: people.length },
    )
    return { title: 'Sign-in sheet', session, people }
  },
  view: ({ title, session, people, link }) => (
    <>
      <BackLink href={link(`/learning/sessions/${session.id}`)} text="The session" />
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        {courseAndEvent(session)}
        <br />
        {whenInWords(session)}
        <br />
        {whereInWords(session)}
        {session.trainer ? `, with ${session.trainer}` : ''}
        <br />
        {people.length} booked
      </p>
      <div class="ow-table-scroll" role="region" aria-label="Sign-in sheet" tabIndex={0}>
        <table class="govuk-table">
          <caption class="govuk-table__caption govuk-visually-hidden">{title}</caption>
          <thead class="govuk-table__head">
            <tr class="govuk-table__row">
              {['Name', 'Reference', 'Signature'].map((heading) => (
                <th scope="col" class="govuk-table__header">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody class="govuk-table__body">
            {people.map((person) => (
              <tr class="govuk-table__row">
                <th scope="row" class="govuk-table__header">
                  {person.fullName}
                </th>
                <td class="govuk-table__cell">{person.personRef}</td>
                <td class="govuk-table__cell" />
              </tr>
            ))}
            {SPARE_LINES.map((line) => (
              <tr class="govuk-table__row">
                <th scope="row" class="govuk-table__header">
                  <span class="govuk-visually-hidden">Empty line {line}</span>&nbsp;
                </th>
                <td class="govuk-table__cell" />
                <td class="govuk-table__cell" />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  ),
})
