import { z } from 'zod'
import { Forbidden, formatDate } from '#platform'
import { type PageContext, RadiosField, choice, page, problem, redirect, stale } from '#web'
import { FormOfPerson } from '../engagements/form-of-person.tsx'
import { type Erasing, erasePerson, previewErasing } from './forget-person.ts'
import { findPerson } from './people.queries.ts'

const reasons = {
  asked: 'The person asked for it',
  over: 'The time for keeping it is over',
  mistake: 'It should never have been recorded',
} as const

/** What one organisation needs no more, another may. @throws Forbidden for those who look after a part */
function forWholePartnership(ctx: PageContext): void {
  if (!ctx.actor.scope.everyone)
    throw new Forbidden('Only somebody who looks after the whole partnership may erase a person')
}

/** Erases who a person is, after showing what goes and what stays, and why. */
export const erasePersonPage = page({
  url: '/people/:personId/erase',
  access: 'access.manage',
  params: z.object({ personId: z.uuid() }),
  form: z.object({
    _version: z.coerce.number(),
    reason: choice(Object.keys(reasons) as (keyof typeof reasons)[], 'Choose why'),
  }),

  async show(ctx, { personId }) {
    forWholePartnership(ctx)
    const person = await findPerson(ctx, personId)
    return {
      title: person.erasedAt ? 'Erased already' : `Erase who ${person.fullName} is?`,
      version: person.version,
      person,
      erasing: await previewErasing(ctx, personId),
    }
  },

  async submit(ctx, { personId }, { _version: version, reason }) {
    forWholePartnership(ctx)
    await findPerson(ctx, personId)
    const { stillAt, everything } = await previewErasing(ctx, personId)
    if (stillAt.length > 0)
      return problem({ reason: `Say first when the work at ${stillAt.join(' and ')} ended: it has not` })
    if (!(await erasePerson(ctx, personId, version, reason))) return stale('this person')
    return redirect(
      `/people/${personId}`,
      everything ? 'Who this was is erased' : 'Everything but the evidence that the law wants is erased',
    )
  },

  view: ({ title, person, erasing, form, link }) => {
    const back = link(`/people/${person.id}`)
    if (person.erasedAt || erasing.stillAt.length > 0)
      return (
        <div class="govuk-grid-row">
          <div class="govuk-grid-column-two-thirds">
            <h1 class="govuk-heading-l">{title}</h1>
            <p class="govuk-body">
              {person.erasedAt
                ? 'Who this was has been erased. There is nothing left to erase.'
                : `They still work at ${erasing.stillAt.join(' and ')}. Say first when that ended: nobody who works with children is without a record.`}
            </p>
            <p class="govuk-body">
              <a class="govuk-link" href={back}>
                Go back to the person
              </a>
            </p>
          </div>
        </div>
      )
    return (
      <FormOfPerson
        form={form}
        title={title}
        button={erasing.everything ? 'Erase who this is' : 'Erase all but the evidence'}
        warning
        back={{ href: back, text: 'Go back without erasing' }}
        intro={<Preview erasing={erasing} />}
      >
        <RadiosField
          name="reason"
          legend="Why?"
          items={Object.entries(reasons).map(([value, text]) => ({ value, text }))}
        />
      </FormOfPerson>
    )
  },
})

function Preview({ erasing: { everything, leftOn, keptUntil, rule, elsewhere } }: { erasing: Erasing }) {
  const counted = elsewhere.filter(({ count }) => count > 0)
  return (
    <>
      <h2 class="govuk-heading-m">What goes</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>date of birth, e-mail address, and every other answer about them</li>
        <li>what they said for equality monitoring, and corrections they asked for</li>
        <li>other references by which files know them, and what the register said before it was corrected</li>
        {everything ? (
          <li>
            their name, reference and registration numbers, why they left and where they went, and receipts of
            transfers
          </li>
        ) : null}
      </ul>
      <h2 class="govuk-heading-m">What stays</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>
          {everything
            ? 'in which roles somebody worked when, without a name, so that figures of the past do not change'
            : 'name, reference and registration numbers, and in which roles they worked when'}
        </li>
        {counted.map(({ what, whenErased, count }) => (
          <li>
            {count.toLocaleString('en-GB')} {what}: {everything ? 'without a name' : whenErased}
          </li>
        ))}
        <li>that this was done, by whom and why, in the history</li>
      </ul>
      <p class="govuk-body">
        {everything
          ? `The time for keeping evidence was over on ${formatDate(keptUntil)}.`
          : `They left on ${formatDate(leftOn)}. The evidence is kept until ${formatDate(keptUntil)}, and then this page erases their name too.`}{' '}
        {rule.what}: {rule.yearsAfterLeaving} years after leaving. {rule.source}.
      </p>
      <p class="govuk-body">This cannot be undone.</p>
    </>
  )
}
