import { z } from 'zod'
import {
  BackLink,
  Form,
  FormErrorSummary,
  RadiosField,
  SubmitButton,
  choice,
  page,
  problem,
  redirect,
} from '#web'
import { accountToManage } from './grants.queries.ts'
import { isMailed } from './links.ts'
import { managingAccounts } from './managing-accounts.ts'
import { resetRefusal } from './may-reset.ts'
import { makeResetLink, resetHours } from './reset-link.ts'

export const resetAccountPage = page({
  url: '/access/accounts/:accountId/reset',
  access: 'access.manage',
  params: z.object({ accountId: z.uuid() }),
  form: z.object({ resets: choice(['password', 'second_factor'], 'Select what they cannot give any more') }),

  async show(ctx, { accountId }) {
    const account = await accountToManage(ctx, accountId)
    return {
      title: `Help ${account.displayName} sign in again`,
      account,
      refusal: await resetRefusal(ctx, account),
      mailed: isMailed(ctx, account.email),
    }
  },

  async submit(ctx, { accountId }, { resets }) {
    const account = await accountToManage(ctx, accountId)
    const refusal = await resetRefusal(ctx, account)
    if (refusal) return problem({ resets: refusal })
    const mailed = isMailed(ctx, account.email)
    const id = await managingAccounts(ctx, (ctx) => makeResetLink(ctx, { account, resets, mailed }))
    if (mailed) return redirect(`/access/accounts/${accountId}`, `A link was sent to ${account.email}`)
    return redirect(`/access/resets/${id}`, 'The link is ready')
  },

  view: ({ title, account, refusal, mailed, form, link }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <BackLink href={link(`/access/accounts/${account.id}`)} text={account.displayName} />
        <FormErrorSummary form={form} />
        <h1 class="govuk-heading-l">{title}</h1>
        {refusal ? (
          <div class="govuk-inset-text">{refusal}.</div>
        ) : (
          <>
            <p class="govuk-body">
              Make sure that it is really them who asks: by telephone on a number you know, or face to face.
              They get a link that works once, for {resetHours} hours
              {mailed ? `, by e-mail to ${account.email}` : ', which you print or hand over'}.
            </p>
            <Form form={form}>
              <RadiosField
                name="resets"
                legend="What can they not give any more?"
                items={[
                  { value: 'password', text: 'Their password', hint: 'They choose a new one.' },
                  {
                    value: 'second_factor',
                    text: 'The code from their app',
                    hint: 'They lost their phone and their recovery codes. They still need their password.',
                  },
                ]}
              />
              <SubmitButton preventDoubleClick>Make the link</SubmitButton>
            </Form>
          </>
        )}
      </div>
    </div>
  ),
})
