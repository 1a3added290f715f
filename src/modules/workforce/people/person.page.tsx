import { z } from 'zod'
import { type LocalDate, formatDate, record } from '#platform'
import { type SummaryRow, SummaryList, mayOpen, page } from '#web'
import { type EngagementLine, engagementsOf } from '../engagements/engagement.queries.ts'
import { EngagementCard } from './engagement-card.tsx'
import { type AnswerLine, answersOf, provenanceInWords } from './answers.queries.ts'
import { findPerson } from './people.queries.ts'
import { states } from './questions.ts'

/** One person: who they are, what they do and did at every employer, and how we know. Looking is recorded. */
export const personPage = page({
  url: '/people/:personId',
  access: 'workforce.see',
  params: z.object({ personId: z.uuid() }),

  async show(ctx, { personId }) {
    const person = await findPerson(ctx, personId)
    const engagements = await engagementsOf(ctx, personId)
    await record(ctx, 'workforce.person-viewed', { type: 'person', id: personId })
    return { title: person.fullName, person, engagements, answers: await answersOf(ctx, person) }
  },

  view: ({ title, person, engagements, answers, today, visitor, link }) => {
    const mayManage = mayOpen('workforce.manage', visitor) && person.erasedAt === null
    const open = engagements.filter((one) => isOn(one, today))
    const others = engagements.filter((one) => !isOn(one, today))
    const organisations = new Set(open.map(({ organisationId }) => organisationId)).size
    const href = (path: string) => link(`/people/${person.id}${path}`)
    return (
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-l">{title}</h1>
          {person.erasedAt ? (
            <div class="govuk-inset-text">
              Who this was has been erased. What is left is kept for the law, or to count.
            </div>
          ) : null}
          {person.keptUntil && !person.erasedAt ? (
            <div class="govuk-inset-text">
              Only the evidence that the law wants is kept, until {formatDate(person.keptUntil)}. The rest has
              been erased.
            </div>
          ) : null}
          <SummaryList
            rows={[
              { key: { text: 'Reference' }, value: { text: person.ref } },
              ...answers.map((line) =>
                answerRow(line, mayManage ? href(`/answers/${line.question.code}`) : null),
              ),
            ]}
          />
          <p class="govuk-body">
            {mayManage ? (
              <>
                <a class="govuk-link" href={href('/edit')}>
                  Correct these details
                </a>
                {' · '}
              </>
            ) : null}
            <a class="govuk-link" href={href('/timeline')}>
              Timeline, and what was recorded when
            </a>
            {mayOpen('sharing.manage', visitor) ? (
              <>
                {' · '}
                <a class="govuk-link" href={link(`/sharing/people/${person.id}`)}>
                  Who can see this person
                </a>
              </>
            ) : null}
            {mayOpen('access.manage', visitor) && person.erasedAt === null ? (
              <>
                {' · '}
                <a class="govuk-link" href={href('/erase')}>
                  Erase who this person is
                </a>
              </>
            ) : null}
          </p>
          <h2 class="govuk-heading-m">What they do</h2>
          <p class="govuk-body">
            {open.length === 0
              ? 'No engagement today.'
              : `${open.length} ${open.length === 1 ? 'engagement' : 'engagements'} today at ${organisations} ${organisations === 1 ? 'organisation' : 'organisations'}, and one person.`}
            {mayManage ? (
              <>
                {' '}
                <a class="govuk-link" href={href('/engagements/new')}>
                  Add an engagement
                </a>
              </>
            ) : null}
          </p>
          {open.map((engagement) => (
            <EngagementCard engagement={engagement} mayManage={mayManage} link={link} />
          ))}
          {others.length > 0 ? <h2 class="govuk-heading-m">Before and after</h2> : null}
          {others.map((engagement) => (
            <EngagementCard engagement={engagement} mayManage={mayManage} link={link} />
          ))}
        </div>
      </div>
    )
  },
})

const isOn = ({ startedOn, endedOn }: EngagementLine, today: LocalDate) =>
  startedOn <= today && (!endedOn || endedOn >= today)

/** The answer, how we know it and, for those who may, the way to its mending. */
function answerRow(line: AnswerLine, href: string | null): SummaryRow {
  const { question, saved, confirmed, changed, state, text } = line
  return {
    key: { text: question.label },
    value: {
      html: (
        <>
          {text ?? states[state]}
          {saved ? (
            <span class="govuk-hint govuk-!-font-size-16 govuk-!-margin-bottom-0">
              {confirmed
                ? provenanceInWords('Confirmed', confirmed)
                : provenanceInWords(changed ? 'Changed' : 'Saved', saved)}
            </span>
          ) : null}
        </>
      ),
    },
    actions: href
      ? {
          items: [
            {
              href,
              text: state === 'answered' ? 'Change or confirm' : 'Answer',
              visuallyHiddenText: question.label,
            },
          ],
        }
      : undefined,
  }
}
