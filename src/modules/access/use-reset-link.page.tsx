import { z } from 'zod'
import { record } from '#platform'
import {
  Form,
  FormErrorSummary,
  PasswordField,
  SubmitButton,
  keptProblem,
  page,
  problem,
  redirect,
  sessionCookie,
} from '#web'
import { confirmPassword } from './confirm-password.ts'
import { hashPassword, passwordHint, passwordProblem } from './passwords.ts'
import { resetBehind } from './reset-link.ts'
import { removeSecondFactor } from './second-factor.ts'
import { endSessionsOf } from './sessions.ts'

const password = z.string().max(1000, 'The password must be 200 characters or fewer').default('')

/** Where a reset link leads: choose a new password, or take the old authenticator app away. */
export const useResetLinkPage = page({
  url: '/reset/:partnership/:token',
  place: 'installation',
  access: 'anyone',
  params: z.object({ partnership: z.string(), token: z.string().max(100) }),
  form: z.object({ newPassword: password, currentPassword: password }),

  async show(ctx, { token }) {
    const { resets, counts } = await resetBehind(ctx, token)
    const title = resets === 'password' ? 'Choose a new password' : 'Set up your authenticator app anew'
    return { title: counts ? title : 'This link no longer works', resets, counts }
  },

  async submit(ctx, { token }, { newPassword, currentPassword }) {
    const reset = await resetBehind(ctx, token, { lock: true })
    if (!reset.counts) return problem({ _form: 'This link was used, or its time is over. Ask for another' })
    const account = await ctx.db
      .selectFrom('accounts')
      .selectAll()
      .where('id', '=', reset.accountId)
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (reset.resets === 'password') {
      const wrong = passwordProblem(newPassword, account)
      if (wrong) return problem({ newPassword: wrong })
      const passwordHash = await hashPassword(newPassword)
      await ctx.db
        .updateTable('accounts')
        .set({ passwordHash, version: account.version + 1 })
        .where('id', '=', account.id)
        .execute()
      await record(ctx, 'access.password-reset', { type: 'account', id: account.id })
    } else {
      const wrong = await confirmPassword(ctx, {
        account,
        password: currentPassword,
        networkAddress: ctx.networkAddress,
      })
      if (wrong) return keptProblem({ currentPassword: wrong })
      await removeSecondFactor(ctx, account.id)
    }
    await ctx.db.updateTable('resetLinks').set({ usedAt: ctx.now }).where('id', '=', reset.id).execute()
    await endSessionsOf(ctx, account.id)
    const done =
      reset.resets === 'password' ? 'Your password is changed' : 'The app you had no longer works here'
    return redirect('/', `${done}. Sign in to go on`, { [sessionCookie]: null })
  },

  view: ({ title, resets, counts, form }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <FormErrorSummary form={form} />
        <h1 class="govuk-heading-l">{title}</h1>
        {!counts ? (
          <p class="govuk-body">
            It was used, replaced by a newer one, or its time is over.{' '}
            <a class="govuk-link" href="/sign-in/forgotten">
              Get another link
            </a>
          </p>
        ) : (
          <Form form={form}>
            {resets === 'password' ? (
              <PasswordField
                name="newPassword"
                label="New password"
                hint={passwordHint}
                autocomplete="new-password"
              />
            ) : (
              <PasswordField
                name="currentPassword"
                label="Your password"
                hint="You set up the new app when you next sign in."
                autocomplete="current-password"
              />
            )}
            <SubmitButton preventDoubleClick>
              {resets === 'password' ? 'Change the password' : 'Continue'}
            </SubmitButton>
          </Form>
        )}
      </div>
    </div>
  ),
})
