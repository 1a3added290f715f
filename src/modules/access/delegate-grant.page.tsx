import { z } from 'zod'
import { formatDate, isId } from '#platform'
import {
  BackLink,
  DateField,
  Form,
  FormErrorSummary,
  type PageContext,
  SelectField,
  SubmitButton,
  TextField,
  optionalText,
  page,
  problem,
  redirect,
} from '#web'
import { dateFrom, datePartAnswers } from './date-answers.ts'
import { giveGrant } from './give-grant.ts'
import { accountToManage, grantToManage } from './grants.queries.ts'
import { managingAccounts } from './managing-accounts.ts'
import { overNames } from './over-names.ts'
import { isRole, roleName } from './roles.ts'

export const delegateGrantPage = page({
  url: '/access/grants/:grantId/delegate',
  access: 'access.manage',
  params: z.object({ grantId: z.uuid() }),
  form: z.object({
    to: z.string({ error: 'Select who stands in' }).refine(isId, 'Select who stands in'),
    ...datePartAnswers('startedOn'),
    ...datePartAnswers('endedOn'),
    reason: optionalText(500),
  }),

  async show(ctx, { grantId }) {
    const grant = await grantToManage(ctx, grantId)
    const account = await accountToManage(ctx, grant.accountId)
    const nameOf = await overNames(ctx)
    return {
      title: `Who stands in for ${account.displayName}?`,
      account,
      what: `${roleName(grant.role)}, ${nameOf(grant)}`,
      others: await possibleStandIns(ctx, grant.accountId),
    }
  },

  async submit(ctx, { grantId }, { to, reason, ...answers }) {
    const grant = await grantToManage(ctx, grantId, { lock: true })
    const others = await possibleStandIns(ctx, grant.accountId)
    const standIn = others.find(({ id }) => id === to)
    const { role, organisationId, teamId } = grant
    if (!standIn || !isRole(role)) return problem({ to: 'Select who stands in' })
    const startedOn = dateFrom(answers, 'startedOn') ?? { problem: 'Enter the first day' }
    const endedOn = dateFrom(answers, 'endedOn') ?? {
      problem: 'Enter the last day: somebody stands in for a time',
    }
    if ('problem' in startedOn) return problem({ startedOn: startedOn.problem })
    if ('problem' in endedOn) return problem({ endedOn: endedOn.problem })
    if (startedOn.date < ctx.today) return problem({ startedOn: 'The first day must be today or later' })
    if (startedOn.date < grant.startedOn)
      return problem({ startedOn: `The role itself begins on ${formatDate(grant.startedOn)}` })
    if (endedOn.date < startedOn.date)
      return problem({ endedOn: 'The last day must be the first day or later' })
    if (grant.endedOn !== null && endedOn.date > grant.endedOn)
      return problem({ endedOn: `The role itself ends on ${formatDate(grant.endedOn)}` })
    await managingAccounts(ctx, (ctx) =>
      giveGrant(ctx, {
        accountId: to,
        role,
        organisationId,
        teamId,
        startedOn: startedOn.date,
        endedOn: endedOn.date,
        delegatedFromId: grant.id,
        reason: reason || null,
      }),
    )
    return redirect(
      `/access/accounts/${to}`,
      `${standIn.displayName} stands in from ${formatDate(startedOn.date)} to ${formatDate(endedOn.date)}`,
    )
  },

  view: ({ title, account, what, others, form, link }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <BackLink href={link(`/access/accounts/${account.id}`)} text={account.displayName} />
        <FormErrorSummary form={form} />
        <h1 class="govuk-heading-l">{title}</h1>
        <p class="govuk-body">
          {what}. {account.displayName} keeps the role; the stand-in has it too, for the days that you give,
          and loses it at once if the role ends.
        </p>
        {others.length === 0 ? (
          <div class="govuk-inset-text">Nobody else has an account here yet. Invite somebody first.</div>
        ) : (
          <Form form={form}>
            <SelectField
              name="to"
              label="Stand-in"
              emptyText="Select a person"
              items={others.map(({ id, displayName, signsInBy }) => ({
                value: id,
                text: `${displayName} (${signsInBy})`,
              }))}
            />
            <DateField name="startedOn" legend="First day" hint="For example, 1 12 2026" />
            <DateField name="endedOn" legend="Last day" />
            <TextField
              name="reason"
              label="Reason (optional)"
              hint="Such as annual leave. Kept in the history."
            />
            <SubmitButton preventDoubleClick>Delegate the role</SubmitButton>
          </Form>
        )}
      </div>
    </div>
  ),
})

/** Everyone else who has a role in the partnership today. */
function possibleStandIns(ctx: PageContext, holderId: string) {
  return managingAccounts(ctx, (ctx) =>
    ctx.db
      .selectFrom('accounts')
      .select((select) => ['id', 'displayName', select.fn.coalesce('email', 'signInName').as('signsInBy')])
      .where('id', '<>', holderId)
      .where('closedAt', 'is', null)
      .where('id', 'in', (query) =>
        query
          .selectFrom('grants')
          .select('accountId')
          .where('startedOn', '<=', ctx.today)
          .where((or) => or.or([or('endedOn', 'is', null), or('endedOn', '>=', ctx.today)])),
      )
      .orderBy('displayName')
      .execute(),
  )
}
