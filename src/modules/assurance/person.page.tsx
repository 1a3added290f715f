import { z } from 'zod'
import { formatDate, record } from '#platform'
import { BackLink, SummaryList, mayOpen, page } from '#web'
import { AsAtForm, asAtQuery, onDate, readAsAt } from './as-at.tsx'
import { complianceRate, countStatuses } from './compliance.ts'
import { type EvidenceLine, evidenceOf, findPerson } from './person.queries.ts'
import { dueInWords, rateInWords } from './standing-words.ts'
import { type Standing, standingsOf } from './standing.queries.ts'
import { StatusHelp, StatusTag } from './status-tag.tsx'

/** What is required of one person on a date, why, and what they have. Looking at somebody else's is recorded. */
export const personCompliancePage = page({
  url: '/assurance/people/:personId',
  access: 'assurance.see',
  params: z.object({ personId: z.uuid() }),
  query: asAtQuery,

  async show(ctx, { personId }, query) {
    const date = readAsAt(query.asAt, ctx.today)
    const person = await findPerson(ctx, personId)
    const standings = await standingsOf(ctx, personId, date.asAt)
    const evidence = await evidenceOf(ctx, personId)
    if (personId !== ctx.visitor.personId)
      await record(ctx, 'assurance.person-viewed', { type: 'person', id: personId })
    return { title: `What is required of ${person.fullName}`, person, standings, evidence, date }
  },

  view: ({ title, person, standings, evidence, date, today, visitor, link }) => {
    const rate = complianceRate(countStatuses(standings))
    const here = `/assurance/people/${person.id}`
    return (
      <>
        <BackLink href={link('/assurance/team')} text="Compliance" />
        <h1 class="govuk-heading-l">{title}</h1>
        <AsAtForm action={link(here)} {...date} today={today} />
        {mayOpen('assurance.manage', visitor) ? (
          <div class="govuk-button-group">
            <ButtonLink href={link(`${here}/evidence/new`)}>Record evidence</ButtonLink>
            <ButtonLink href={link(`${here}/exemptions/new`)}>Exempt from a requirement</ButtonLink>
          </div>
        ) : null}
        <h2 class="govuk-heading-m">Requirements {onDate(date.asAt, today)}</h2>
        <p class="govuk-body">
          {standings.length === 0
            ? `Nothing is required of ${person.fullName} ${onDate(date.asAt, today)}.`
            : rate.denominator === 0
              ? 'Exempt from all of these.'
              : `${rateInWords(rate)} met.`}
        </p>
        <div class="govuk-grid-row">
          <div class="govuk-grid-column-two-thirds">
            {standings.map((standing) => (
              <Requirement standing={standing} asAt={date.asAt} link={link} />
            ))}
            <StatusHelp />
          </div>
        </div>
        <h2 class="govuk-heading-m">Training, checks and registrations</h2>
        <Evidence
          evidence={evidence}
          withdrawAt={
            mayOpen('assurance.manage', visitor) ? (id) => link(`${here}/evidence/${id}/withdraw`) : null
          }
        />
      </>
    )
  },
})

function ButtonLink({ href, children }: { href: string; children: string }) {
  return (
    <a
      class="govuk-button govuk-button--secondary"
      href={href}
      role="button"
      draggable={false}
      data-module="govuk-button"
    >
      {children}
    </a>
  )
}

interface RequirementProps {
  standing: Standing
  asAt: string
  link: (path: string) => string
}

function Requirement({ standing, asAt, link }: RequirementProps) {
  const { requirementId, title, status, startedOn, metOn, metBy, because, exemption } = standing
  return (
    <SummaryList
      card={{
        title: { text: title, headingLevel: 3 },
        actions: {
          items: [{ href: link(`/assurance/requirements/${requirementId}`), text: 'What it asks' }],
        },
      }}
      rows={[
        { key: { text: 'Status' }, value: { html: <StatusTag status={status} /> } },
        { key: { text: 'When' }, value: { text: dueInWords(standing, asAt) } },
        {
          key: { text: 'Met by' },
          value: { text: metOn ? `${metBy ?? 'Evidence'}, on ${formatDate(metOn)}` : 'Nothing yet' },
        },
        {
          key: { text: 'Why it applies' },
          value: {
            html: (
              <>
                {because.map(({ role, organisation, since }) => (
                  <p class="govuk-body govuk-!-margin-bottom-1">
                    because {role} at {organisation} since {formatDate(since)}
                  </p>
                ))}
                <p class="govuk-body govuk-!-margin-bottom-0">It counts from {formatDate(startedOn)}.</p>
              </>
            ),
          },
        },
        exemption && {
          key: { text: 'Exempt' },
          value: {
            text: `${exemption.until ? `Until ${formatDate(exemption.until)}` : 'Until further notice'}: ${exemption.reason}`,
          },
        },
      ]}
    />
  )
}

const sourceWords = { import: 'From a file', attendance: 'Attended', recorded: 'Recorded by hand' } as const

interface EvidenceProps {
  evidence: EvidenceLine[]
  /** Where evidence is withdrawn, for whoever may. */
  withdrawAt: ((evidenceId: string) => string) | null
}

function Evidence({ evidence, withdrawAt }: EvidenceProps) {
  if (evidence.length === 0) return <p class="govuk-body">Nothing is recorded yet.</p>
  return (
    <div class="ow-table-scroll" role="region" aria-label="Training, checks and registrations" tabIndex={0}>
      <table class="govuk-table">
        <caption class="govuk-table__caption govuk-visually-hidden">
          Training, checks and registrations
        </caption>
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            {['What', 'On', 'Runs out', 'Details', 'Where it comes from'].map((heading) => (
              <th scope="col" class="govuk-table__header">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody class="govuk-table__body">
          {evidence.map((one) => (
            <tr class="govuk-table__row">
              <th scope="row" class="govuk-table__header">
                {one.title}
              </th>
              <td class="govuk-table__cell ow-nowrap">{formatDate(one.obtainedOn)}</td>
              <td class="govuk-table__cell ow-nowrap">
                {one.expiresOn ? formatDate(one.expiresOn) : 'As each requirement says'}
              </td>
              <td class="govuk-table__cell">{detailsInWords(one)}</td>
              <td class="govuk-table__cell">
                {one.withdrawnReason ? `Withdrawn: ${one.withdrawnReason}` : sourceWords[one.source]}
                {withdrawAt && !one.withdrawnReason ? (
                  <>
                    .{' '}
                    <a class="govuk-link" href={withdrawAt(one.id)}>
                      Withdraw
                      <span class="govuk-visually-hidden">
                        {' '}
                        {one.title} of {formatDate(one.obtainedOn)}
                      </span>
                    </a>
                  </>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function detailsInWords({ hours, provider, reference }: EvidenceLine): string {
  return [hours !== null && `${hours} hours`, provider, reference && `number ${reference}`]
    .filter(Boolean)
    .join(', ')
}
