import { z } from 'zod'
import { record } from '#platform'
import { Form, FormErrorSummary, SubmitButton, WarningText, page, redirect, stale } from '#web'
import { myAccount, versionAnswer } from './my-account.ts'
import { nextQuery } from './own-address.ts'
import { codesToKeep, countCodes, keepCodes } from './recovery-codes.ts'

export const recoveryCodesPage = page({
  url: '/account/recovery-codes',
  place: 'installation',
  access: 'signed-in',
  query: nextQuery,
  form: z.object({ _version: versionAnswer }),

  async show(ctx) {
    const account = await myAccount(ctx)
    const isSetUp = account.totpConfirmedAt !== null
    return {
      title: 'Keep your recovery codes',
      version: account.version,
      codes: isSetUp ? codesToKeep(ctx.services, account) : null,
      before: await countCodes(ctx, account.id),
    }
  },

  async submit(ctx, _params, { _version }, { next }) {
    const account = await myAccount(ctx, { lock: true })
    if (account.version !== _version || account.totpConfirmedAt === null) return stale('your account')
    await keepCodes(ctx, account.id, codesToKeep(ctx.services, account))
    await ctx.db
      .updateTable('accounts')
      .set({ version: account.version + 1 })
      .where('id', '=', account.id)
      .execute()
    await record(ctx, 'access.recovery-codes-made', { type: 'account', id: account.id })
    return redirect(next ?? '/account', 'Your recovery codes are ready to use')
  },

  view: ({ title, codes, before, form }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <FormErrorSummary form={form} />
        <h1 class="govuk-heading-l">{title}</h1>
        {codes ? (
          <>
            <p class="govuk-body">
              If you lose your phone, each of these codes lets you sign in once. Print this page, or copy them
              to where you keep important papers or passwords.
            </p>
            <ul class="govuk-list">
              {codes.map((code) => (
                <li>
                  <code>{code}</code>
                </li>
              ))}
            </ul>
            <WarningText
              text={
                before.all > 0
                  ? 'They work, and those you had before stop working, once you select the button. You cannot see them again after that.'
                  : 'They work once you select the button. You cannot see them again after that.'
              }
              iconFallbackText="Warning"
            />
            <Form form={form}>
              <SubmitButton preventDoubleClick>I have kept these codes</SubmitButton>
            </Form>
          </>
        ) : (
          <p class="govuk-body">
            Recovery codes stand in for your authenticator app.{' '}
            <a class="govuk-link" href="/sign-in/code?next=/account">
              Set up an authenticator app first
            </a>
          </p>
        )}
      </div>
    </div>
  ),
})
