import { z } from 'zod'
import {
  BackLink,
  DateField,
  Form,
  FormErrorSummary,
  SubmitButton,
  TextField,
  optionalText,
  page,
  problem,
  redirect,
} from '#web'
import { dateFrom, datePartAnswers } from './date-answers.ts'
import { accountToManage } from './grants.queries.ts'
import { giveGrant } from './give-grant.ts'
import { managingAccounts } from './managing-accounts.ts'
import { mayGive } from './may-give.ts'
import { OverFields, overAnswers, reachOf, readOver } from './over-fields.tsx'
import { RoleField, roleAnswer } from './role-field.tsx'
import { roles } from './roles.ts'

export const giveGrantPage = page({
  url: '/access/accounts/:accountId/give',
  access: 'access.manage',
  params: z.object({ accountId: z.uuid() }),
  form: z.object({
    role: roleAnswer,
    ...overAnswers,
    ...datePartAnswers('startedOn'),
    ...datePartAnswers('endedOn'),
    reason: optionalText(500),
  }),

  async show(ctx, { accountId }) {
    const account = await accountToManage(ctx, accountId)
    return { title: `Give ${account.displayName} a role`, accountId, reach: await reachOf(ctx, ctx.visitor) }
  },

  async submit(ctx, { accountId }, { role, reason, ...answers }) {
    const account = await accountToManage(ctx, accountId)
    const place = readOver(answers, await reachOf(ctx, ctx.visitor))
    if ('errors' in place) return problem(place.errors)
    if (!(await mayGive(ctx, ctx.visitor, role, place.over)))
      return problem({ role: 'You can only give roles that let people do what you can do yourself' })
    const startedOn = dateFrom(answers, 'startedOn') ?? { date: ctx.today }
    const endedOn = dateFrom(answers, 'endedOn')
    if ('problem' in startedOn) return problem({ startedOn: startedOn.problem })
    if (endedOn && 'problem' in endedOn) return problem({ endedOn: endedOn.problem })
    if (endedOn && endedOn.date < startedOn.date)
      return problem({ endedOn: 'The last day must be the first day or later' })
    await managingAccounts(ctx, (ctx) =>
      giveGrant(ctx, {
        accountId,
        role,
        ...place.over,
        startedOn: startedOn.date,
        endedOn: endedOn?.date ?? null,
        reason: reason || null,
      }),
    )
    return redirect(
      `/access/accounts/${accountId}`,
      `${account.displayName} has the role ${roles[role].name.toLowerCase()}`,
    )
  },

  view: ({ title, form, link, accountId, reach }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <BackLink href={link(`/access/accounts/${accountId}`)} text="The account" />
        <FormErrorSummary form={form} />
        <h1 class="govuk-heading-l">{title}</h1>
        <Form form={form}>
          <RoleField />
          <OverFields reach={reach} />
          <DateField
            name="startedOn"
            legend="First day (optional)"
            hint="From today when left empty. For example, 1 4 2027"
          />
          <DateField
            name="endedOn"
            legend="Last day (optional)"
            hint="Left empty, it lasts until it is ended."
          />
          <TextField name="reason" label="Reason (optional)" hint="Kept in the history." />
          <SubmitButton preventDoubleClick>Give the role</SubmitButton>
        </Form>
      </div>
    </div>
  ),
})
