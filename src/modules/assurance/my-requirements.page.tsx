import { formatDate } from '#platform'
import { SummaryList, page } from '#web'
import { bookableLinks } from './bookable-links.ts'
import { type ComplianceStatus, complianceRate, countStatuses } from './compliance.ts'
import { dueInWords, rateInWords } from './standing-words.ts'
import { type Standing, standingsOf } from './standing.queries.ts'
import { StatusHelp, StatusTag } from './status-tag.tsx'

const needsAttention = new Set<ComplianceStatus>(['overdue', 'in_grace', 'due_soon', 'not_yet_due'])

/** What I need, how I stand, and the button that does something about it. */
export const myRequirementsPage = page({
  url: '/assurance/mine',
  access: 'signed-in',

  async show(ctx) {
    const { personId } = ctx.visitor
    const standings = personId ? await standingsOf(ctx, personId, ctx.today) : []
    const wanted = standings
      .filter(({ status }) => needsAttention.has(status))
      .flatMap(({ accepted }) => accepted)
    const links = await bookableLinks(ctx, [...new Set(wanted.map(({ id }) => id))])
    return { title: 'My requirements', isLinked: personId !== null, standings, links }
  },

  view: ({ title, isLinked, standings, links, today, link }) => {
    const rate = complianceRate(countStatuses(standings))
    return (
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-l">{title}</h1>
          {standings.length === 0 ? (
            <Nothing isLinked={isLinked} />
          ) : (
            <>
              <p class="govuk-body-l">
                {rate.denominator === 0
                  ? 'You are exempt from all that is required of you today.'
                  : `You have ${rateInWords(rate)} of what is required of you today.`}
              </p>
              {standings.map((standing) => (
                <Requirement standing={standing} today={today}>
                  {needsAttention.has(standing.status) ? <WhatToDo {...{ standing, links, link }} /> : null}
                </Requirement>
              ))}
              <StatusHelp />
            </>
          )}
        </div>
      </div>
    )
  },
})

function Nothing({ isLinked }: { isLinked: boolean }) {
  return (
    <div class="govuk-inset-text">
      {isLinked
        ? 'Nothing is required of you today. When your role or your organisation asks for training or a check, it appears here with the day it is due.'
        : 'Your account is not linked to a person in this partnership, so there is nothing to show. Ask whoever invited you to link it.'}
    </div>
  )
}

interface RequirementProps {
  standing: Standing
  today: string
  children: preact.ComponentChildren
}

function Requirement({ standing, today, children }: RequirementProps) {
  return (
    <>
      <SummaryList
        card={{ title: { text: standing.title, headingLevel: 2 } }}
        rows={[
          { key: { text: 'Status' }, value: { html: <StatusTag status={standing.status} /> } },
          { key: { text: 'When' }, value: { text: dueInWords(standing, today) } },
          standing.metOn !== null && {
            key: { text: 'You have' },
            value: { text: `${standing.metBy ?? 'Evidence'}, on ${formatDate(standing.metOn)}` },
          },
          standing.exemption && {
            key: { text: 'Exempt because' },
            value: { text: standing.exemption.reason },
          },
          {
            key: { text: 'What counts' },
            value: { text: standing.accepted.map((one) => one.title).join(', or ') },
          },
          children ? { key: { text: 'What to do' }, value: { html: <>{children}</> } } : null,
        ]}
      />
    </>
  )
}

interface WhatToDoProps {
  standing: Standing
  links: ReadonlyMap<string, { text: string; href: string }>
  link: (path: string) => string
}

function WhatToDo({ standing, links, link }: WhatToDoProps) {
  const bookable = standing.accepted.flatMap(({ id }) => links.get(id) ?? [])
  if (bookable.length === 0) return <>Nothing can be booked for this now. Ask your manager how to get it.</>
  return (
    <>
      {bookable.map(({ text, href }) => (
        <a
          class="govuk-button govuk-!-margin-bottom-2"
          href={link(href)}
          role="button"
          draggable={false}
          data-module="govuk-button"
        >
          {text}
        </a>
      ))}
    </>
  )
}
