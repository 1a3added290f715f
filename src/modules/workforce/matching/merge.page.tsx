import { z } from 'zod'
import { Forbidden, formatMoment } from '#platform'
import {
  Form,
  FormErrorSummary,
  InsetText,
  SubmitButton,
  SummaryList,
  page,
  problem,
  redirect,
  stale,
} from '#web'
import { findMerge } from './matches.queries.ts'
import { undoMerge } from './merge-people.ts'

/** What a merge did, and the button that makes two records again. */
export const mergePage = page({
  url: '/merges/:personMergeId',
  access: 'workforce.manage',
  params: z.object({ personMergeId: z.uuid() }),
  form: z.object({ _version: z.coerce.number() }),

  async show(ctx, { personMergeId: mergeId }) {
    const merge = await findMerge(ctx, mergeId)
    const mayUndo = ctx.visitor.can('workforce.manage')?.everyone === true && merge.undoneAt === null
    return {
      title: `${merge.goneRef} made one record with ${merge.kept?.ref ?? 'another'}`,
      version: merge.version,
      merge,
      mayUndo,
    }
  },

  async submit(ctx, { personMergeId: mergeId }, { _version }) {
    if (!ctx.visitor.can('workforce.manage')?.everyone) throw new Forbidden('Only for the whole partnership')
    const answer = await undoMerge(ctx, mergeId, _version)
    if (answer.outcome === 'stale') return stale('this merge')
    if (answer.outcome === 'merged-on')
      return problem({
        _form: 'The record that was kept has been made one with another since. Undo that merge first',
      })
    return redirect(
      `/merges/${mergeId}`,
      answer.leftOut === 0
        ? 'There are two records again, each with what it had'
        : `There are two records again. ${answer.leftOut} of their rows could not be put back: see below`,
    )
  },

  view: ({ title, merge, mayUndo, form, link }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <FormErrorSummary form={form} />
        <h1 class="govuk-heading-l">{title}</h1>
        <SummaryList
          rows={[
            {
              key: { text: 'Kept' },
              value: merge.kept
                ? {
                    html: (
                      <a class="govuk-link" href={link(`/people/${merge.kept.id}`)}>
                        {merge.kept.fullName} ({merge.kept.ref})
                      </a>
                    ),
                  }
                : { text: 'Made one with another record since' },
            },
            { key: { text: 'The other record' }, value: { text: `${merge.goneName} (${merge.goneRef})` } },
            {
              key: { text: 'Merged' },
              value: { text: `by ${merge.mergedByName || 'someone'} on ${formatMoment(merge.mergedAt)}` },
            },
            ...merge.steps.map(({ tableName, moved, setAside, leftOut }) => ({
              key: { text: capital(tableName.replaceAll('_', ' ')) },
              value: {
                text: [
                  `${moved} moved`,
                  setAside > 0 ? `${setAside} set aside, as the kept record has its own` : '',
                  leftOut > 0
                    ? `${leftOut} could not be put back, as they were changed or replaced since`
                    : '',
                ]
                  .filter(Boolean)
                  .join('; '),
              },
            })),
          ]}
        />
        {merge.undoneAt ? (
          <InsetText>
            Undone by {merge.undoneByName || 'someone'} on {formatMoment(merge.undoneAt)}.
          </InsetText>
        ) : (
          <p class="govuk-body">Files that name {merge.goneRef} mean the kept person now.</p>
        )}
        {mayUndo ? (
          <Form form={form}>
            <p class="govuk-body">
              Undoing gives each record back what it had. What was added since stays with the kept one.
            </p>
            <SubmitButton kind="warning" preventDoubleClick>
              Undo: make two records again
            </SubmitButton>
          </Form>
        ) : null}
      </div>
    </div>
  ),
})

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
