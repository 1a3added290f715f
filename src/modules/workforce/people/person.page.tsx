import { z } from 'zod'
import { formatDate, record } from '#platform'
import { type SummaryRow, SummaryList, mayOpen, page } from '#web'
import { bases } from '../engagements/engagement.ts'
import { type EngagementLine, engagementsOf, findPerson } from './people.queries.ts'

/** One person: who they are, and what they do and did. Looking is recorded. */
export const personPage = page({
  url: '/people/:personId',
  access: 'workforce.see',
  params: z.object({ personId: z.uuid() }),

  async show(ctx, { personId }) {
    const person = await findPerson(ctx, personId)
    const engagements = await engagementsOf(ctx, personId)
    await record(ctx, 'workforce.person-viewed', { type: 'person', id: personId })
    return { title: person.fullName, person, engagements }
  },

  view: ({ title, person, engagements, today, visitor, link }) => {
    const mayManage = mayOpen('workforce.manage', visitor)
    const isOpen = ({ endedOn }: EngagementLine) => !endedOn || endedOn >= today
    const past = engagements.filter((one) => !isOpen(one))
    const open = engagements.filter(isOpen)
    return (
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-l">{title}</h1>
          <SummaryList
            rows={[
              fact('Reference', person.ref),
              fact('Date of birth', person.birthDate && formatDate(person.birthDate)),
              fact('E-mail', person.email),
              fact('Social Work England number', person.sweNumber),
              fact('NMC PIN', person.nmcPin),
              fact('Teacher reference number', person.trn),
            ]}
          />
          {mayManage ? (
            <p class="govuk-body">
              <a class="govuk-link" href={link(`/people/${person.id}/edit`)}>
                Correct these details
              </a>
            </p>
          ) : null}
          <h2 class="govuk-heading-m">What they do</h2>
          {open.length === 0 ? <p class="govuk-body">No engagement today.</p> : null}
          {open.map((engagement) => (
            <Engagement
              engagement={engagement}
              endHref={mayManage ? link(`/people/${person.id}/engagements/${engagement.id}/end`) : null}
              link={link}
            />
          ))}
          {past.length > 0 ? <h2 class="govuk-heading-m">What they did before</h2> : null}
          {past.map((engagement) => (
            <Engagement engagement={engagement} endHref={null} link={link} />
          ))}
        </div>
      </div>
    )
  },
})

interface EngagementProps {
  engagement: EngagementLine
  endHref: string | null
  link: (path: string) => string
}

function Engagement({ engagement, endHref, link }: EngagementProps) {
  const { role, organisation, organisationId, team, basis, fte, startedOn, endedOn, ref } = engagement
  return (
    <SummaryList
      card={{
        title: { text: role, headingLevel: 3 },
        actions: endHref ? { items: [{ href: endHref, text: 'Say that it ended' }] } : undefined,
      }}
      rows={[
        {
          key: { text: 'Organisation' },
          value: {
            html: (
              <a class="govuk-link" href={link(`/organisations/${organisationId}`)}>
                {organisation}
              </a>
            ),
          },
        },
        fact('Team', team),
        fact('Basis', bases[basis]),
        fact('Full-time equivalent', fte === null ? null : String(fte)),
        fact('Since', formatDate(startedOn)),
        fact('Until', endedOn && formatDate(endedOn)),
        fact('Reason for leaving', engagement.leavingReason),
        fact('Destination', engagement.destination),
        fact('Reference', ref),
      ]}
    />
  )
}

function fact(key: string, value: string | null | undefined): SummaryRow | null {
  return value ? { key: { text: key }, value: { text: value } } : null
}
