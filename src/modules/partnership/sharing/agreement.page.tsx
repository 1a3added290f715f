import { z } from 'zod'
import { formatDate } from '#platform'
import { BackLink, SummaryList, WarningText, mayOpen, page } from '#web'
import { isReviewOverdue, lawfulBases, registerKeepers, sharings, standingOf } from './agreement.ts'
import { findAgreement } from './agreement.queries.ts'

/** One sharing agreement: who shares what, why and until when. Open to everyone whom it may concern. */
export const agreementPage = page({
  url: '/sharing/agreements/:sharingAgreementId',
  access: 'partnership.see',
  params: z.object({ sharingAgreementId: z.uuid() }),
  async show(ctx, { sharingAgreementId }) {
    const agreement = await findAgreement(ctx, sharingAgreementId)
    return { title: agreement.title, agreement, reviewOverdue: isReviewOverdue(agreement, ctx.today) }
  },
  view: ({ title, agreement, reviewOverdue, today, visitor, link }) => (
    <>
      <BackLink href={link('/sharing/agreements')} text="Sharing agreements" />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-l">{title}</h1>
          {reviewOverdue ? (
            <WarningText
              text={`The review was due on ${formatDate(agreement.reviewOn)}. Review the agreement, or end it.`}
            />
          ) : null}
          <SummaryList
            rows={[
              fact('Standing', standingInWords(standingOf(agreement, today))),
              fact('What is shared', sharings[agreement.shares]),
              fact('Which data', agreement.items),
              fact('Purpose', agreement.purpose),
              fact('Lawful basis', lawfulBases[agreement.lawfulBasis]),
              fact('First day', formatDate(agreement.startedOn)),
              fact('Last day', agreement.endedOn && formatDate(agreement.endedOn)),
              fact('Ended because', agreement.endedBecause),
              fact('Reviewed', agreement.reviewedOn ? formatDate(agreement.reviewedOn) : 'Not yet'),
              fact('To be reviewed by', formatDate(agreement.reviewOn)),
              fact('How long it is kept', agreement.keptFor),
              fact('How it is kept safe', agreement.security),
              fact('Whom to tell of a breach', agreement.breachContact),
              fact('Signed agreement', agreement.documentRef),
            ]}
          />
          {mayOpen('sharing.manage', visitor) ? (
            <p class="govuk-body ow-actions">
              {(
                [
                  ['edit', 'Change'],
                  ['review', 'Record a review'],
                  ['end', 'End'],
                ] as const
              ).map(([path, text]) => (
                <a class="govuk-link" href={link(`/sharing/agreements/${agreement.id}/${path}`)}>
                  {text}
                  <span class="govuk-visually-hidden"> {title}</span>
                </a>
              ))}
            </p>
          ) : null}
          <h2 class="govuk-heading-m">
            {agreement.organisations.length === 1
              ? 'The organisation that shares'
              : 'The organisations that share'}
          </h2>
          <ul class="govuk-list govuk-list--bullet">
            {agreement.organisations.map(({ id, name, registerKeptBy }) => (
              <li>
                <a
                  class="govuk-link"
                  href={link(`${mayOpen('sharing.manage', visitor) ? '/sharing' : ''}/organisations/${id}`)}
                >
                  {name}
                </a>{' '}
                ({registerKeepers[registerKeptBy].toLowerCase()})
              </li>
            ))}
          </ul>
        </div>
      </div>
    </>
  ),
})

export const standingInWords = (standing: string) => `${standing[0]!.toUpperCase()}${standing.slice(1)}`

const fact = (key: string, value: string | null) =>
  value ? { key: { text: key }, value: { text: value } } : null
