import { z } from 'zod'
import {
  BackLink,
  DateField,
  Form,
  FormErrorSummary,
  SelectField,
  SubmitButton,
  TextArea,
  dateValues,
  page,
  problem,
  redirect,
  textAnswer,
} from '#web'
import { exemptAPerson } from './exempt-a-person.ts'
import { dateOrNull, formWithDates, requiredDate } from './form-answers.ts'
import { findPerson } from './person.queries.ts'
import { requirementOptions } from './team.queries.ts'

/** Excuses a person from a requirement for a time, with the reason. */
export const exemptAPersonPage = page({
  url: '/assurance/people/:personId/exemptions/new',
  access: 'assurance.manage',
  params: z.object({ personId: z.uuid() }),
  form: formWithDates(
    ['startedOn', 'endedOn'],
    z
      .object({
        requirementId: z.uuid('Choose the requirement'),
        startedOn: requiredDate('Enter the first day of the exemption'),
        endedOn: dateOrNull(),
        reason: textAnswer('Enter the reason', 2000),
      })
      .refine(({ startedOn, endedOn }) => endedOn === null || endedOn >= startedOn, {
        path: ['endedOn'],
        message: 'The last day must be on or after the first',
      }),
  ),

  async show(ctx, { personId }) {
    const person = await findPerson(ctx, personId)
    return {
      title: `Exempt ${person.fullName} from a requirement`,
      person,
      requirements: await requirementOptions(ctx),
      values: dateValues('startedOn', ctx.today),
    }
  },

  async submit(ctx, { personId }, answers) {
    const person = await findPerson(ctx, personId)
    const requirements = await requirementOptions(ctx)
    if (!requirements.some(({ value }) => value === answers.requirementId))
      return problem({ requirementId: 'Choose the requirement from the list' })
    const result = await exemptAPerson(ctx, { personId, ...answers })
    if (result.outcome === 'refused')
      return problem({ startedOn: 'There is an exemption from this requirement from that day already' })
    return redirect(`/assurance/people/${personId}`, `${person.fullName} is exempt`)
  },

  view: ({ title, person, requirements, form, link }) => (
    <>
      <BackLink href={link(`/assurance/people/${person.id}`)} text={person.fullName} />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <h1 class="govuk-heading-l">{title}</h1>
          <p class="govuk-body">
            While an exemption lasts, the person counts neither as compliant nor as overdue. The person can
            read the reason.
          </p>
          <Form form={form}>
            <SelectField
              name="requirementId"
              label="Requirement"
              items={requirements}
              emptyText="Choose one"
            />
            <DateField name="startedOn" legend="First day" />
            <DateField name="endedOn" legend="Last day" hint="Leave empty when it is not known yet" />
            <TextArea name="reason" label="Reason" hint="Such as: on long leave until September" rows={3} />
            <SubmitButton preventDoubleClick>Exempt the person</SubmitButton>
          </Form>
        </div>
      </div>
    </>
  ),
})
