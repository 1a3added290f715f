import { z } from 'zod'
import { formatDate, newId, record } from '#platform'
import {
  Form,
  FormErrorSummary,
  RadiosField,
  SubmitButton,
  SummaryList,
  TextArea,
  choice,
  page,
  redirect,
  stale,
  textAnswer,
} from '#web'
import { RatingTag, TimescaleWords } from './plan-table.tsx'
import { type Rating, ratings } from './progress.ts'
import { findAction, lensesOf, progressOf } from './strategy.queries.ts'

const params = z.object({ actionId: z.uuid() })

/** One action: what was promised, by whom, by when, and every report on how it went. */
export const actionPage = page({
  url: '/strategies/actions/:actionId',
  access: 'strategy.see',
  params,
  async show(ctx, { actionId }) {
    const action = await findAction(ctx, actionId)
    const reports = await progressOf(ctx, actionId)
    const lenses = await lensesOf(ctx, action.strategyId)
    return {
      title: action.title,
      action,
      reports,
      hasLenses: lenses.length > 0,
      mayReport: ctx.visitor.can('strategy.report') !== null,
    }
  },
  view: ({ title, action, reports, hasLenses, mayReport, today, link }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <span class="govuk-caption-l">
          {action.number}, {action.priority}
        </span>
        <h1 class="govuk-heading-l">{title}</h1>
        <SummaryList
          rows={[
            { key: { text: 'Leads' }, value: { text: action.leads.join('; ') || 'No lead named' } },
            {
              key: { text: 'Timescale' },
              value: { html: <TimescaleWords action={action} today={today} /> },
            },
            ...(hasLenses
              ? [{ key: { text: 'Ticked for' }, value: { text: action.lenses.join(', ') || 'Nothing' } }]
              : []),
            {
              key: { text: 'Progress' },
              value: {
                html: <RatingTag rating={action.rating as Rating | null} reportedOn={action.reportedOn} />,
              },
            },
          ]}
        />
        {mayReport ? (
          <a
            class="govuk-button"
            href={link(`/strategies/actions/${action.id}/report`)}
            role="button"
            data-module="govuk-button"
          >
            Report progress
          </a>
        ) : null}
        <h2 class="govuk-heading-m">Reports</h2>
        {reports.length === 0 ? <p class="govuk-body">Nobody has reported on this action yet.</p> : null}
        {reports.map((report) => (
          <>
            <h3 class="govuk-heading-s">
              {formatDate(report.reportedOn)}: {ratings[report.rating as Rating]}
            </h3>
            <p class="govuk-body ow-keep-lines">{report.text}</p>
            {report.reportedBy ? <p class="govuk-body-s">Reported by {report.reportedBy}</p> : null}
          </>
        ))}
        <p class="govuk-body">
          <a class="govuk-link" href={link(`/strategies/${action.strategyId}`)}>
            The whole plan
          </a>
        </p>
      </div>
    </div>
  ),
})

/** Says how an action is going, in a word and in sentences. */
export const reportProgressPage = page({
  url: '/strategies/actions/:actionId/report',
  access: 'strategy.report',
  params,
  form: z.object({
    rating: choice(Object.keys(ratings) as Rating[], 'Select how the action is going'),
    text: textAnswer('Say what has been done and what comes next', 4000),
    _version: z.string().optional(),
  }),
  async show(ctx, { actionId }) {
    const action = await findAction(ctx, actionId)
    return {
      title: 'Report progress',
      action,
      version: action.version,
      values: { rating: action.rating ?? '' },
    }
  },
  async submit(ctx, { actionId }, answers) {
    const moved = await ctx.db
      .updateTable('actions')
      .set((eb) => ({ version: eb('version', '+', 1) }))
      .where('id', '=', actionId)
      .where('version', '=', Number(answers._version))
      .executeTakeFirst()
    if (moved.numUpdatedRows === 0n) return stale('this action')
    const id = newId()
    await ctx.db
      .insertInto('progressReports')
      .values({
        partnershipId: ctx.partnership.id,
        id,
        actionId,
        reportedOn: ctx.today,
        rating: answers.rating,
        text: answers.text,
        reportedBy: ctx.actor.accountId,
      })
      .execute()
    await record(
      ctx,
      'strategy.progress-reported',
      { type: 'action', id: actionId },
      { rating: answers.rating },
    )
    return redirect(`/strategies/actions/${actionId}`, 'Progress reported')
  },
  view: ({ title, action, form }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <FormErrorSummary form={form} />
        <span class="govuk-caption-l">
          {action.number}, {action.title}
        </span>
        <h1 class="govuk-heading-l">{title}</h1>
        <Form form={form}>
          <RadiosField
            name="rating"
            legend="How is it going?"
            items={Object.entries(ratings).map(([value, text]) => ({ value, text }))}
          />
          <TextArea name="text" label="What has been done, and what comes next?" />
          <SubmitButton preventDoubleClick>Report</SubmitButton>
        </Form>
      </div>
    </div>
  ),
})
