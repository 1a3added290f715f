import { formatDate, formatMoment, record } from '#platform'
import { type SummaryRow, SummaryList, Tag, page } from '#web'
import { bases } from '../engagements/engagement.ts'
import {
  type Correctable,
  type CorrectionState,
  correctable,
  correctionStates,
  myCorrections,
} from './correction.ts'
import { type MyWork, myDetails, myWork, ownPersonId, sourceInWords } from './my-record.queries.ts'

/** Everything that the register says of whoever is looking, from where, and how to have it put right. */
export const myRecordPage = page({
  url: '/me',
  access: 'signed-in',
  async show(ctx) {
    const { personId } = ctx.visitor
    if (!personId) return { title: 'My record', person: null, work: [], corrections: [] }
    await record(ctx, 'workforce.own-record-viewed', { type: 'person', id: personId })
    return {
      title: 'My record',
      person: await myDetails(ctx, ownPersonId(ctx)),
      work: await myWork(ctx, personId),
      corrections: await myCorrections(ctx, personId),
    }
  },
  view: ({ title, person, work, corrections, link }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <h1 class="govuk-heading-l">{title}</h1>
        {person === null ? (
          <p class="govuk-body">
            Your account is not of a person in the register, so nothing is held here about you but the
            account. If you work in this partnership, ask whoever invited you to connect the two.
          </p>
        ) : (
          <>
            <p class="govuk-body">
              This is what the register says of you. It comes from {sourceInWords(person.savedFrom)}, and was
              last saved on {formatMoment(person.savedAt)}.
            </p>
            <SummaryList
              rows={[
                fact('Name', person.fullName, link('/me/corrections/new?field=family_name')),
                fact('Reference', person.ref),
                fact(
                  'Date of birth',
                  person.birthDate ? formatDate(person.birthDate) : 'Not collected',
                  link('/me/corrections/new?field=birth_date'),
                ),
                fact('E-mail', person.email ?? 'Not collected', link('/me/email')),
                fact(
                  'Social Work England number',
                  person.sweNumber ?? 'None',
                  link('/me/corrections/new?field=swe_number'),
                ),
                fact('NMC PIN', person.nmcPin ?? 'None', link('/me/corrections/new?field=nmc_pin')),
                fact('Teacher reference number', person.trn ?? 'None', link('/me/corrections/new?field=trn')),
              ]}
            />
            <h2 class="govuk-heading-m">What you do, and did</h2>
            {work.length === 0 ? <p class="govuk-body">Nothing is recorded yet.</p> : null}
            {work.map((one) => (
              <Work work={one} />
            ))}
            <p class="govuk-body">
              <a class="govuk-link" href={link('/me/corrections/new?field=work')}>
                Something about my work is wrong
              </a>
            </p>
            {corrections.length > 0 ? (
              <>
                <h2 class="govuk-heading-m">What you asked to correct</h2>
                <SummaryList
                  rows={corrections.map(({ field, wanted, state, answer, askedAt, decidedByName }) => ({
                    key: { text: correctable[field as Correctable] },
                    value: {
                      html: (
                        <>
                          {wanted} <Tag text={correctionStates[state as CorrectionState]} />
                          <br />
                          Asked on {formatMoment(askedAt)}
                          {decidedByName ? `. ${decidedByName}: ${answer || 'Put right'}` : ''}
                        </>
                      ),
                    },
                  }))}
                />
              </>
            ) : null}
            <h2 class="govuk-heading-m">More about you</h2>
            <ul class="govuk-list govuk-list--spaced">
              {(
                [
                  ['/me/sharing', 'Who can see my record, and why'],
                  ['/me/equality', 'Equality monitoring: what only you can say, and only you can read'],
                  ['/assurance/mine', 'My requirements, and the training and checks that are recorded'],
                ] as const
              ).map(([href, text]) => (
                <li>
                  <a class="govuk-link" href={link(href)}>
                    {text}
                  </a>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  ),
})

function Work({ work }: { work: MyWork }) {
  return (
    <SummaryList
      card={{ title: { text: work.role, headingLevel: 3 } }}
      rows={[
        fact('Organisation', work.organisation),
        work.team ? fact('Team', work.team) : null,
        fact('Basis', bases[work.basis]),
        fact('Full-time equivalent', work.fte === null ? 'Not known' : String(work.fte)),
        fact('Since', formatDate(work.startedOn)),
        work.endedOn ? fact('Until', formatDate(work.endedOn)) : null,
        fact('Comes from', sourceInWords(work.savedFrom)),
      ]}
    />
  )
}

function fact(key: string, value: string, changeHref?: string): SummaryRow {
  return {
    key: { text: key },
    value: { text: value },
    ...(changeHref
      ? { actions: { items: [{ href: changeHref, text: 'Correct', visuallyHiddenText: key.toLowerCase() }] } }
      : {}),
  }
}
