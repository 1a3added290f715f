import { z } from 'zod'
import { formatDate } from '#platform'
import {
  Form,
  FormErrorSummary,
  RadiosField,
  SubmitButton,
  TextArea,
  TextField,
  choice,
  optionalText,
  page,
  redirect,
  stale,
} from '#web'
import { answerRequest } from './keep-mapping.ts'
import { type Answer, answers } from './mapping-round.ts'
import { findRequest } from './mapping-round.queries.ts'

const states = Object.keys(answers) as Answer[]

/** What an organisation, or whoever knows a group, answered in a round. */
export const requestPage = page({
  url: '/quality/requests/:mappingRequestId',
  access: 'workforce.manage',
  params: z.object({ mappingRequestId: z.uuid() }),
  form: z.object({
    _version: z.coerce.number(),
    state: choice(states, 'Choose what was answered'),
    note: optionalText(1000),
    contactName: optionalText(200),
    contactEmail: optionalText(300).refine(
      (text: string) => text === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text),
      'Enter an e-mail address, like name@example.org',
    ),
  }),
  async show(ctx, { mappingRequestId }) {
    const request = await findRequest(ctx, mappingRequestId)
    const { state, note, contactName, contactEmail, version } = request
    return {
      title: `What did ${request.who} answer?`,
      version,
      values: { state, note, contactName, contactEmail },
      request,
    }
  },
  async submit(ctx, { mappingRequestId }, { _version, ...answer }) {
    const request = await findRequest(ctx, mappingRequestId)
    if (!(await answerRequest(ctx, mappingRequestId, _version, answer))) return stale('this request')
    return redirect(`/quality/requests?round=${request.roundId}`, `${request.who}: saved`)
  },
  view: ({ title, request, form, link }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <FormErrorSummary form={form} />
        <span class="govuk-caption-l">
          {request.round}, due on {formatDate(request.dueOn)}
        </span>
        <h1 class="govuk-heading-l">{title}</h1>
        <p class="govuk-body">
          {request.organisationId ? (
            <>
              People come in by a file, and numbers as a group of {request.sector}. Look at{' '}
              <a class="govuk-link" href={link(`/quality/gaps?organisation=${request.organisationId}`)}>
                what is missing of this organisation
              </a>
              .
            </>
          ) : (
            <>
              Nobody has counted this group. When somebody tells how many they are,{' '}
              <a class="govuk-link" href={link(`/headcounts/new?sector=${request.sectorId}`)}>
                add the number
              </a>{' '}
              with how sure it is.
            </>
          )}
        </p>
        <Form form={form}>
          <RadiosField
            name="state"
            legend="Answer"
            items={states.map((value) => ({ value, text: answers[value] }))}
          />
          <TextArea name="note" label="Note (optional)" rows={3} />
          <TextField name="contactName" label="Whom to ask (optional)" width="two-thirds" />
          <TextField name="contactEmail" label="E-mail address (optional)" type="email" width="two-thirds" />
          <SubmitButton preventDoubleClick>Save</SubmitButton>
        </Form>
      </div>
    </div>
  ),
})
