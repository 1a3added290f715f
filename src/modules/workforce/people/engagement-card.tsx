/** One engagement, or its terms in a period, on the page of a person. */
import { cohorts } from '#partnership'
import { formatDate } from '#platform'
import { type SummaryRow, SummaryList } from '#web'
import { agesInWords, bases, payStatuses } from '../engagements/engagement.ts'
import type { EngagementLine } from '../engagements/engagement.queries.ts'
import { provenanceInWords } from './answers.queries.ts'

interface Props {
  engagement: EngagementLine
  mayManage: boolean
  link: (path: string) => string
}

export function EngagementCard({ engagement, mayManage, link }: Props) {
  const { organisation, organisationId, fte, hoursPerWeek, endedOn } = engagement
  const { savedAt: at, savedBy: by, savedFrom: from } = engagement
  return (
    <SummaryList
      card={{
        title: { text: engagement.role, headingLevel: 3 },
        actions: mayManage ? { items: actionsOf(engagement, link) } : undefined,
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
        fact('Team', engagement.team),
        fact('Basis', `${bases[engagement.basis]}, ${payStatuses[engagement.payStatus].toLowerCase()}`),
        fact('Cohort', cohorts[engagement.cohort]),
        fact('Full-time equivalent', fte === null ? 'Not known' : String(fte)),
        fact('Contracted hours', hoursPerWeek === null ? null : `${hoursPerWeek} a week`),
        fact('Works with ages', agesInWords(engagement) ?? 'Not known'),
        fact('Since', formatDate(engagement.startedOn)),
        fact('First day here', engagement.continuesId ? formatDate(engagement.firstOn) : null),
        fact(engagement.goesOn ? 'Until the terms changed on' : 'Until', endedOn && formatDate(endedOn)),
        fact('Reason for leaving', engagement.leavingReason),
        fact('Destination', engagement.destination),
        fact('Reference', engagement.ref),
        fact('How we know', provenanceInWords('Saved', { at, by, from })),
      ]}
    />
  )
}

function actionsOf(engagement: EngagementLine, link: (path: string) => string) {
  const href = (verb: string) => link(`/people/${engagement.personId}/engagements/${engagement.id}/${verb}`)
  const hidden = { visuallyHiddenText: `${engagement.role} since ${formatDate(engagement.startedOn)}` }
  return [
    { href: href('change'), text: 'Change from a day', ...hidden },
    { href: href('correct'), text: 'Correct', ...hidden },
    ...(engagement.continuesId ? [{ href: href('undo'), text: 'Take the change back', ...hidden }] : []),
    ...(engagement.goesOn
      ? []
      : engagement.endedOn
        ? [{ href: href('reopen'), text: 'It has not ended', ...hidden }]
        : [
            { href: href('transfer'), text: 'Transfer', ...hidden },
            { href: href('end'), text: 'Say that it ended', ...hidden },
          ]),
  ]
}

function fact(key: string, value: string | null | undefined): SummaryRow | null {
  return value ? { key: { text: key }, value: { text: value } } : null
}
