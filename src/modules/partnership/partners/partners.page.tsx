import { formatDate } from '#platform'
import { mayOpen, page } from '#web'
import { type Partner, type PartnerRole, capacities, gapsAmong, partnerRoles } from './partner.ts'
import { currentPartners } from './partner.queries.ts'

/** The statutory safeguarding partners, the relevant agencies and the others, with who speaks for each. */
export const partnersPage = page({
  url: '/partners',
  access: 'partnership.see',
  async show(ctx) {
    const partners = await currentPartners(ctx)
    return { title: 'Safeguarding partners', partners, gaps: gapsAmong(partners, ctx.today) }
  },
  view: ({ title, partners, gaps, visitor, link }) => {
    const mayManage = mayOpen('partnership.manage', visitor)
    return (
      <>
        <h1 class="govuk-heading-l">{title}</h1>
        <div class="govuk-grid-row">
          <div class="govuk-grid-column-two-thirds">
            <p class="govuk-body">
              The local authority, the integrated care board and the police share the duty equally. Relevant
              agencies are those they name to work with them. Each statutory partner has a lead, who answers
              for it, and a delegate, who acts day by day.
            </p>
            {mayManage ? (
              <a class="govuk-button" href={link('/partners/new')} role="button" data-module="govuk-button">
                Add a partner
              </a>
            ) : null}
            {partners.length > 0 && gaps.length > 0 ? (
              <div class="govuk-inset-text">
                <h2 class="govuk-heading-s">What is missing</h2>
                <ul class="govuk-list govuk-list--bullet">
                  {gaps.map((gap) => (
                    <li>{gap}</li>
                  ))}
                </ul>
              </div>
            ) : null}
            {partners.length === 0 ? (
              <p class="govuk-inset-text">
                No partners are recorded yet. Begin with the three statutory ones, then the relevant agencies
                that the arrangements of your area name.
              </p>
            ) : null}
            {(Object.keys(partnerRoles) as PartnerRole[]).map((role) => {
              const those = partners.filter((one) => one.role === role)
              return those.length === 0 ? null : (
                <section>
                  <h2 class="govuk-heading-m">{partnerRoles[role]}</h2>
                  {those.map((partner) => (
                    <PartnerLine partner={partner} mayManage={mayManage} link={link} />
                  ))}
                </section>
              )
            })}
          </div>
        </div>
      </>
    )
  },
})

function PartnerLine({
  partner,
  mayManage,
  link,
}: {
  partner: Partner
  mayManage: boolean
  link: (path: string) => string
}) {
  const speakers = partner.representatives.filter(({ endedOn }) => !endedOn)
  return (
    <>
      <p class="govuk-body govuk-!-margin-bottom-1">
        <a class="govuk-link" href={link(`/partners/${partner.id}`)}>
          {partner.organisation}
        </a>
        {partner.area ? `, for ${partner.area}` : ''}
        {partner.endedOn ? `, until ${formatDate(partner.endedOn)}` : ''}
      </p>
      {speakers.length > 0 ? (
        <ul class="govuk-list govuk-list--bullet">
          {speakers.map(({ name, job, capacity }) => (
            <li>
              {capacities[capacity]}: {name}
              {job ? `, ${job}` : ''}
            </li>
          ))}
        </ul>
      ) : (
        <p class="govuk-hint">
          {mayManage ? 'Nobody speaks for it yet: open it to add somebody' : 'Not known who speaks for it'}
        </p>
      )}
    </>
  )
}
