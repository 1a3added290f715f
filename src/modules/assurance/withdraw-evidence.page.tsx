import { z } from 'zod'
import { formatDate, found } from '#platform'
import { BackLink, Form, FormErrorSummary, SubmitButton, TextArea, page, redirect, textAnswer } from '#web'
import { evidenceOf, findPerson } from './person.queries.ts'
import { withdrawEvidence } from './record-evidence.ts'

/** Takes back evidence that should not be there. It is kept with the reason, and counts no more. */
export const withdrawEvidencePage = page({
  url: '/assurance/people/:personId/evidence/:evidenceId/withdraw',
  access: 'assurance.manage',
  params: z.object({ personId: z.uuid(), evidenceId: z.uuid() }),
  form: z.object({ reason: textAnswer('Enter the reason', 1000) }),

  async show(ctx, { personId, evidenceId }) {
    const person = await findPerson(ctx, personId)
    const evidence = found((await evidenceOf(ctx, personId)).find(({ id }) => id === evidenceId))
    return { title: `Withdraw what ${person.fullName} has`, person, evidence }
  },

  async submit(ctx, { personId, evidenceId }, { reason }) {
    found((await evidenceOf(ctx, personId)).find(({ id }) => id === evidenceId))
    await withdrawEvidence(ctx, evidenceId, reason)
    return redirect(`/assurance/people/${personId}`, 'The evidence was withdrawn and counts no more')
  },

  view: ({ title, person, evidence, form, link }) => (
    <>
      <BackLink href={link(`/assurance/people/${person.id}`)} text={person.fullName} />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <h1 class="govuk-heading-l">{title}</h1>
          <p class="govuk-body">
            {evidence.title}, on {formatDate(evidence.obtainedOn)}.
          </p>
          {evidence.withdrawnReason ? (
            <div class="govuk-inset-text">This was withdrawn already: {evidence.withdrawnReason}</div>
          ) : (
            <Form form={form}>
              <p class="govuk-body">
                For a record that was made by mistake. It stays on the page with your reason, and no
                requirement counts it any more.
              </p>
              <TextArea name="reason" label="Reason" hint="Such as: recorded for the wrong person" rows={3} />
              <SubmitButton kind="warning" preventDoubleClick>
                Withdraw it
              </SubmitButton>
            </Form>
          )}
        </div>
      </div>
    </>
  ),
})
