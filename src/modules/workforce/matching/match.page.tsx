import { z } from 'zod'
import { Forbidden, formatMoment } from '#platform'
import {
  Form,
  FormErrorSummary,
  InsetText,
  RadiosField,
  SubmitButton,
  page,
  problem,
  redirect,
  stale,
} from '#web'
import { decideMatch } from './decide-match.ts'
import { findMatch } from './matches.queries.ts'
import { SideBySide } from './side-by-side.tsx'

/** Two records side by side: one person or two? */
export const matchPage = page({
  url: '/duplicates/:personMatchId',
  access: 'workforce.manage',
  params: z.object({ personMatchId: z.uuid() }),
  form: z.object({
    _version: z.coerce.number(),
    decision: z.enum(
      ['keep-one', 'keep-other', 'different', 'ask-again'],
      'Say whether the two records are of one person',
    ),
  }),

  async show(ctx, { personMatchId: matchId }) {
    const match = await findMatch(ctx, matchId)
    const mayDecide = ctx.visitor.can('workforce.manage')?.everyone === true && !!match.one && !!match.other
    return { title: 'One person or two?', version: match.version, match, mayDecide }
  },

  async submit(ctx, { personMatchId: matchId }, { _version, decision }) {
    if (!ctx.visitor.can('workforce.manage')?.everyone) throw new Forbidden('Only for the whole partnership')
    const { one, other } = await findMatch(ctx, matchId)
    if (!one || !other) throw new Forbidden('One of the two records is not this visitor’s to see')
    const answer = await decideMatch(ctx, matchId, _version, decision)
    if (answer.outcome === 'stale') return stale('this pair')
    if (answer.outcome === 'gone') return problem({ _form: 'One of the two records is no longer there' })
    if (answer.outcome === 'merged')
      return redirect(`/merges/${answer.mergeId}`, 'The two records are one now')
    return decision === 'different'
      ? redirect(
          '/duplicates',
          `${one.fullName} and ${other.fullName} stay two people. We will not ask again`,
        )
      : redirect(`/duplicates/${matchId}`, 'The pair is to be looked at again')
  },

  view: ({ title, match, mayDecide, form, link }) => (
    <>
      <FormErrorSummary form={form} />
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">They have the {match.reasons.join(' and the ')}.</p>
      {match.one && match.other ? <SideBySide one={match.one} other={match.other} link={link} /> : null}
      {!match.one || !match.other ? (
        <InsetText>
          {(match.one ?? match.other)?.fullName} may be in the register twice: the other record is of an
          organisation whose people you may not see. The partnership’s data team can see both, and decides.
        </InsetText>
      ) : match.state === 'different' ? (
        <>
          <InsetText>
            {match.decidedByName} said on {match.decidedAt ? formatMoment(match.decidedAt) : 'some day'} that
            they are different people.
          </InsetText>
          {mayDecide ? (
            <Form form={form}>
              <SubmitButton kind="secondary" name="decision" value="ask-again" preventDoubleClick>
                Look at them again
              </SubmitButton>
            </Form>
          ) : null}
        </>
      ) : mayDecide ? (
        <Form form={form}>
          <RadiosField
            name="decision"
            legend="Are they one person?"
            hint="Everything about the one moves to the record that is kept, which then answers to both references. It can be undone."
            items={[
              { value: 'keep-one', text: `One person: keep ${match.one.ref}` },
              { value: 'keep-other', text: `One person: keep ${match.other.ref}` },
              { value: 'different', text: 'Two different people' },
            ]}
          />
          <SubmitButton preventDoubleClick>Save</SubmitButton>
        </Form>
      ) : (
        <InsetText>
          The partnership’s data team decides, as the merge would touch other organisations’ records.
        </InsetText>
      )}
    </>
  ),
})
