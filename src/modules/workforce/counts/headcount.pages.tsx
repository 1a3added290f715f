import { z } from 'zod'
import { formatDate } from '#platform'
import {
  DateField,
  Form,
  FormErrorSummary,
  SubmitButton,
  dateAnswered,
  dateParts,
  dateValues,
  page,
  problem,
  redirect,
  stale,
} from '#web'
import { HeadcountFields, headcountAnswers, headcountValues, readHeadcount } from './headcount-form.tsx'
import { countWords, units } from './headcount.ts'
import { findHeadcount, sectorChoices } from './headcount.queries.ts'
import { addHeadcount, correctHeadcount, endHeadcount } from './save-headcount.ts'

const params = z.object({ headcountId: z.uuid() })
const thereAlready = {
  asAt: 'A number of this group is entered for this date: correct that one, or enter another date',
}

/** Adds a group that is known only as a number, or a newer number of one. */
export const addHeadcountPage = page({
  url: '/headcounts/new',
  access: 'workforce.manage',
  query: z.object({ sector: z.uuid().optional().catch(undefined) }),
  form: z.object(headcountAnswers),
  async show(ctx, _params, { sector }) {
    const today = dateValues('asAt', ctx.today)
    return {
      title: 'Add a group known as a number',
      sectors: await sectorChoices(ctx),
      values: { ...today, sectorId: sector, unit: 'people' },
    }
  },
  async submit(ctx, _params, answers) {
    const details = await readHeadcount(ctx, answers)
    if ('errors' in details) return problem(details.errors)
    const { outcome } = await addHeadcount(ctx, details)
    if (outcome === 'there-already') return problem(thereAlready)
    return redirect(
      `/map/sectors/${details.sectorId}`,
      `${details.groupName}: ${countWords(details)} was added`,
    )
  },
  view: ({ title, sectors, form }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <FormErrorSummary form={form} />
        <h1 class="govuk-heading-l">{title}</h1>
        <p class="govuk-body">
          For a group of the workforce whose people are not in the register one by one. It is shown beside the
          people who are, and never added to them. A newer number of the same group takes the place of the
          earlier one from its date.
        </p>
        <Form form={form}>
          <HeadcountFields sectors={sectors} />
          <SubmitButton preventDoubleClick>Add the group</SubmitButton>
        </Form>
      </div>
    </div>
  ),
})

/** Corrects what was entered of a group. */
export const correctHeadcountPage = page({
  url: '/headcounts/:headcountId/edit',
  access: 'workforce.manage',
  params,
  form: z.object({ ...headcountAnswers, _version: z.coerce.number() }),
  async show(ctx, { headcountId }) {
    const entry = await findHeadcount(ctx, headcountId)
    const organisation = entry.organisationId
      ? await ctx.db
          .selectFrom('organisations')
          .select('ref')
          .where('id', '=', entry.organisationId)
          .executeTakeFirst()
      : null
    return {
      title: `Correct: ${entry.groupName}`,
      version: entry.version,
      values: headcountValues(entry, organisation?.ref ?? ''),
      sectors: await sectorChoices(ctx),
      entry,
    }
  },
  async submit(ctx, { headcountId }, { _version, ...answers }) {
    const entry = await findHeadcount(ctx, headcountId)
    const details = await readHeadcount(ctx, answers)
    if ('errors' in details) return problem(details.errors)
    if (entry.endedOn && details.asAt > entry.endedOn)
      return problem({
        asAt: `The date must be on or before the group’s last day, ${formatDate(entry.endedOn)}`,
      })
    const outcome = await correctHeadcount(ctx, headcountId, _version, details)
    if (outcome === 'stale') return stale('this group')
    if (outcome === 'there-already') return problem(thereAlready)
    return redirect(`/map/sectors/${details.sectorId}`, `${details.groupName} was corrected`)
  },
  view: ({ title, sectors, entry, form, link }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <FormErrorSummary form={form} />
        <h1 class="govuk-heading-l">{title}</h1>
        <p class="govuk-body">
          Correct a mistake here.{' '}
          <a class="govuk-link" href={link(`/headcounts/new?sector=${entry.sectorId}`)}>
            Add a newer number
          </a>{' '}
          when the group has changed, or{' '}
          <a class="govuk-link" href={link(`/headcounts/${entry.id}/end`)}>
            say that it is not counted any more
          </a>
          .
        </p>
        <Form form={form}>
          <HeadcountFields sectors={sectors} />
          <SubmitButton preventDoubleClick>Save</SubmitButton>
        </Form>
      </div>
    </div>
  ),
})

/** Says from when a group is not counted any more: it was disbanded, or its people are in the register now. */
export const endHeadcountPage = page({
  url: '/headcounts/:headcountId/end',
  access: 'workforce.manage',
  params,
  form: z.object({ _version: z.coerce.number(), ...dateParts('endedOn') }),
  async show(ctx, { headcountId }) {
    const entry = await findHeadcount(ctx, headcountId)
    return {
      title: `When was ${entry.groupName} last counted this way?`,
      version: entry.version,
      values: dateValues('endedOn', entry.endedOn),
      entry,
    }
  },
  async submit(ctx, { headcountId }, answers) {
    const entry = await findHeadcount(ctx, headcountId)
    const endedOn = dateAnswered(answers, 'endedOn')
    if ('problem' in endedOn) return problem({ endedOn: endedOn.problem })
    if (!endedOn.date) return problem({ endedOn: 'Enter the last day' })
    if (endedOn.date < entry.asAt)
      return problem({
        endedOn: `The last day must be on or after the number’s date, ${formatDate(entry.asAt)}`,
      })
    const outcome = await endHeadcount(ctx, headcountId, answers._version, endedOn.date)
    if (outcome === 'stale') return stale('this group')
    return redirect(
      `/map/sectors/${entry.sectorId}`,
      `${entry.groupName} is counted this way until ${formatDate(endedOn.date)}`,
    )
  },
  view: ({ title, entry, form, link }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <FormErrorSummary form={form} />
        <h1 class="govuk-heading-l">{title}</h1>
        <p class="govuk-body">
          {entry.groupName}: {countWords(entry)} {entry.value === null ? '' : units[entry.unit]}. After its
          last day it is not on the map any more, because the group has gone or its people are in the register
          now. Maps of earlier dates keep it.
        </p>
        <Form form={form}>
          <DateField name="endedOn" legend="Last day" hint="For example, 31 8 2026" />
          <SubmitButton preventDoubleClick>Save</SubmitButton>
        </Form>
        <p class="govuk-body">
          <a class="govuk-link" href={link(`/headcounts/${entry.id}/edit`)}>
            Go back without saving
          </a>
        </p>
      </div>
    </div>
  ),
})
