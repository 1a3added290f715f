import { z } from 'zod'
import { addDays, addMonths, formatDate } from '#platform'
import {
  BackLink,
  DateField,
  Form,
  FormErrorSummary,
  SubmitButton,
  TextField,
  dateAnswered,
  dateParts,
  dateValues,
  page,
  problem,
  redirect,
  stale,
  textAnswer,
} from '#web'
import { needReach } from '../within-reach.ts'
import { findAgreement } from './agreement.queries.ts'
import { endAgreement, reviewAgreement } from './save-agreement.ts'

const params = z.object({ sharingAgreementId: z.uuid() })

/** Says that an agreement was looked at again and goes on, and when to look next. */
export const reviewAgreementPage = page({
  url: '/sharing/agreements/:sharingAgreementId/review',
  access: 'sharing.manage',
  params,
  form: z.object({ _version: z.coerce.number(), ...dateParts('reviewedOn'), ...dateParts('reviewOn') }),
  async show(ctx, { sharingAgreementId }) {
    needReach(ctx)
    const agreement = await findAgreement(ctx, sharingAgreementId)
    return {
      title: 'Record a review',
      agreement,
      version: agreement.version,
      values: {
        ...dateValues('reviewedOn', ctx.today),
        ...dateValues('reviewOn', addMonths(ctx.today, 12)),
      },
    }
  },
  async submit(ctx, { sharingAgreementId: id }, answers) {
    needReach(ctx)
    await findAgreement(ctx, id)
    const [reviewed, next] = [dateAnswered(answers, 'reviewedOn'), dateAnswered(answers, 'reviewOn')]
    if ('problem' in reviewed) return problem({ reviewedOn: reviewed.problem })
    if ('problem' in next) return problem({ reviewOn: next.problem })
    if (!reviewed.date) return problem({ reviewedOn: 'Enter the day of the review' })
    if (reviewed.date > ctx.today)
      return problem({ reviewedOn: 'The day of the review must not be in the future' })
    if (!next.date || next.date <= reviewed.date)
      return problem({ reviewOn: 'Enter a day after this review, usually within a year' })
    const saved = await reviewAgreement(
      ctx,
      { id, version: answers._version },
      { reviewedOn: reviewed.date, reviewOn: next.date },
    )
    if (!saved) return stale('this agreement')
    return redirect(`/sharing/agreements/${id}`, 'The review was recorded')
  },
  view: ({ title, agreement, form, link }) => (
    <>
      <BackLink href={link(`/sharing/agreements/${agreement.id}`)} text={agreement.title} />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <span class="govuk-caption-l">{agreement.title}</span>
          <h1 class="govuk-heading-l">{title}</h1>
          <p class="govuk-body">
            Both sides look whether the purpose still holds, whether all of the data is still needed, and
            whether it was kept safe. When it does not hold any more, end the agreement instead.
          </p>
          <Form form={form}>
            <DateField name="reviewedOn" legend="Reviewed on" />
            <DateField name="reviewOn" legend="To be reviewed again by" />
            <SubmitButton preventDoubleClick>Record the review</SubmitButton>
          </Form>
        </div>
      </div>
    </>
  ),
})

/** Ends the sharing from a day on: names that it opened are closed again. */
export const endAgreementPage = page({
  url: '/sharing/agreements/:sharingAgreementId/end',
  access: 'sharing.manage',
  params,
  form: z.object({
    _version: z.coerce.number(),
    ...dateParts('endedOn'),
    endedBecause: textAnswer('Enter why it ends', 500),
  }),
  async show(ctx, { sharingAgreementId }) {
    needReach(ctx)
    const agreement = await findAgreement(ctx, sharingAgreementId)
    return {
      title: 'End the agreement',
      agreement,
      version: agreement.version,
      values: dateValues('endedOn', agreement.endedOn ?? ctx.today),
    }
  },
  async submit(ctx, { sharingAgreementId: id }, answers) {
    needReach(ctx)
    const agreement = await findAgreement(ctx, id)
    const ended = dateAnswered(answers, 'endedOn')
    if ('problem' in ended) return problem({ endedOn: ended.problem })
    const earliest = addDays(agreement.startedOn, -1)
    if (!ended.date || ended.date < earliest)
      return problem({
        endedOn: `Enter the last day: ${formatDate(earliest)} if it never came into force, or later`,
      })
    const { endedBecause } = answers
    if (!(await endAgreement(ctx, { id, version: answers._version }, { endedOn: ended.date, endedBecause })))
      return stale('this agreement')
    return redirect(`/sharing/agreements/${id}`, `The agreement ends on ${formatDate(ended.date)}`)
  },
  view: ({ title, agreement, form, link }) => (
    <>
      <BackLink href={link(`/sharing/agreements/${agreement.id}`)} text={agreement.title} />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <span class="govuk-caption-l">{agreement.title}</span>
          <h1 class="govuk-heading-l">{title}</h1>
          <p class="govuk-body">
            {agreement.shares === 'named'
              ? 'From the day after, people at organisations that keep their own register are not seen by name any more. What was booked and recorded stays.'
              : 'Totals stay; the agreement is kept in the list as ended.'}
          </p>
          <Form form={form}>
            <DateField name="endedOn" legend="Last day" />
            <TextField name="endedBecause" label="Why it ends" />
            <SubmitButton preventDoubleClick>End the agreement</SubmitButton>
          </Form>
        </div>
      </div>
    </>
  ),
})
