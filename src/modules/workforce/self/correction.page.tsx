import { z } from 'zod'
import { formatDate, formatMoment } from '#platform'
import {
  BackLink,
  Form,
  FormErrorSummary,
  RadiosField,
  SubmitButton,
  SummaryList,
  TextArea,
  choice,
  optionalText,
  page,
  problem,
  redirect,
  stale,
} from '#web'
import { correctable, correctionStates, decideCorrection, findCorrection } from './correction.ts'

/** One request: accept it, and the register says so at once, or decline it with a reason that the person can read. */
export const correctionPage = page({
  url: '/corrections/:correctionRequestId',
  access: 'workforce.manage',
  params: z.object({ correctionRequestId: z.uuid() }),
  form: z.object({
    _version: z.coerce.number(),
    decision: choice(['accept', 'decline'], 'Choose whether to put it right'),
    answer: optionalText(1000),
  }),
  async show(ctx, { correctionRequestId }) {
    const request = await findCorrection(ctx, correctionRequestId)
    return { title: `A correction asked for by ${request.fullName}`, request, version: request.version }
  },
  async submit(ctx, { correctionRequestId }, { _version, decision, answer }) {
    const request = await findCorrection(ctx, correctionRequestId)
    if (decision === 'decline' && answer === '') return problem({ answer: 'Enter why it is not put right' })
    const accepted = decision === 'accept'
    const { outcome } = await decideCorrection(ctx, request, { version: _version, accepted, answer })
    if (outcome === 'stale') return stale('this request or the person')
    if (outcome === 'number-taken')
      return problem({ decision: 'Somebody else has this number already. Find out whose it is, or decline' })
    return redirect('/corrections?state=waiting', `The request was ${accepted ? 'accepted' : 'declined'}`)
  },
  view: ({ title, request, form, link }) => (
    <>
      <BackLink href={link('/corrections')} text="Corrections asked for" />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <h1 class="govuk-heading-l">{title}</h1>
          <SummaryList
            rows={[
              {
                key: { text: 'Person' },
                value: {
                  html: (
                    <a class="govuk-link" href={link(`/people/${request.personId}`)}>
                      {request.fullName}
                    </a>
                  ),
                },
              },
              fact('What is wrong', correctable[request.field]),
              fact(
                'What it should say',
                request.field === 'birth_date' ? formatDate(request.wanted) : request.wanted,
              ),
              fact('Why', request.reason),
              fact('Asked', formatMoment(request.askedAt)),
              request.state === 'waiting' ? null : fact('Decided', correctionStates[request.state]),
              fact('By', request.decidedByName),
              fact('Answer', request.answer),
            ]}
          />
          {request.state === 'waiting' ? (
            <Form form={form}>
              <RadiosField
                name="decision"
                legend="Is it to be put right?"
                items={[
                  {
                    value: 'accept',
                    text: 'Accept',
                    hint:
                      request.field === 'work'
                        ? 'Change the engagement on the page of the person as well.'
                        : 'The register says what was asked from now on.',
                  },
                  { value: 'decline', text: 'Decline', hint: 'The person can read your reason.' },
                ]}
              />
              <TextArea name="answer" label="What to tell the person" rows={3} />
              <SubmitButton preventDoubleClick>Save the decision</SubmitButton>
            </Form>
          ) : null}
        </div>
      </div>
    </>
  ),
})

const fact = (key: string, value: string) => (value ? { key: { text: key }, value: { text: value } } : null)
