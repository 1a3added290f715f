import { z } from 'zod'
import { type Context, addDays, formatDate } from '#platform'
import {
  BackLink,
  DateField,
  Form,
  FormErrorSummary,
  SubmitButton,
  page,
  problem,
  redirect,
  stale,
} from '#web'
import { dateFrom, datePartAnswers } from './date-answers.ts'
import { endGrant } from './end-grant.ts'
import { accountToManage, grantToManage } from './grants.queries.ts'
import { managingAccounts } from './managing-accounts.ts'
import { versionAnswer } from './my-account.ts'
import { overNames } from './over-names.ts'
import { roleName } from './roles.ts'

export const endGrantPage = page({
  url: '/access/grants/:grantId/end',
  access: 'access.manage',
  params: z.object({ grantId: z.uuid() }),
  form: z.object({ ...datePartAnswers('endedOn'), _version: versionAnswer }),

  async show(ctx, { grantId }) {
    const grant = await grantToManage(ctx, grantId)
    const account = await accountToManage(ctx, grant.accountId)
    const nameOf = await overNames(ctx)
    const [year, month, day] = ctx.today.split('-').map(Number)
    return {
      title: 'End a role',
      version: grant.version,
      account,
      what: `${roleName(grant.role)}, ${nameOf(grant)}`,
      hasEnd: grant.endedOn,
      standIns: await countStandIns(ctx, grantId),
      values: { 'endedOn-day': String(day), 'endedOn-month': String(month), 'endedOn-year': String(year) },
    }
  },

  async submit(ctx, { grantId }, { _version, ...answers }) {
    const grant = await grantToManage(ctx, grantId, { lock: true })
    if (grant.version !== _version) return stale('this role')
    const last = dateFrom(answers, 'endedOn')
    if (!last) return problem({ endedOn: 'Enter the last day of the role' })
    if ('problem' in last) return problem({ endedOn: last.problem })
    if (last.date < addDays(grant.startedOn, -1))
      return problem({
        endedOn: `The role began on ${formatDate(grant.startedOn)}: choose a day after that, or the day before it if it should never have been`,
      })
    if (grant.endedOn !== null && last.date > grant.endedOn)
      return problem({
        endedOn: `The role ends on ${formatDate(grant.endedOn)} already. To make it longer, give it anew`,
      })
    const result = await managingAccounts(ctx, (ctx) => endGrant(ctx, grant, last.date))
    if (result.outcome === 'refused')
      return result.because === 'changed'
        ? stale('this role')
        : problem({
            endedOn: 'This is the partnership’s last administrator. Give somebody else that role first',
          })
    return redirect(`/access/accounts/${grant.accountId}`, `The role ends after ${formatDate(last.date)}`)
  },

  view: ({ title, account, what, standIns, hasEnd, form, link }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <BackLink href={link(`/access/accounts/${account.id}`)} text={account.displayName} />
        <FormErrorSummary form={form} />
        <h1 class="govuk-heading-l">{title}</h1>
        <p class="govuk-body">
          {account.displayName}: {what}
          {hasEnd ? ` (until ${formatDate(hasEnd)})` : ''}.
        </p>
        {standIns > 0 ? (
          <p class="govuk-body">
            {standIns === 1 ? 'One stand-in’s role' : `The roles of ${standIns} stand-ins`} will end with it.
          </p>
        ) : null}
        <Form form={form}>
          <DateField
            name="endedOn"
            legend="Last day"
            hint="The role still counts on this day. To end it at once, choose yesterday."
          />
          <SubmitButton kind="warning" preventDoubleClick>
            End the role
          </SubmitButton>
        </Form>
      </div>
    </div>
  ),
})

async function countStandIns(ctx: Context, grantId: string): Promise<number> {
  const { count } = await ctx.db
    .selectFrom('grants')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('delegatedFromId', '=', grantId)
    .where((or) => or.or([or('endedOn', 'is', null), or('endedOn', '>=', ctx.today)]))
    .executeTakeFirstOrThrow()
  return count
}
