import { z } from 'zod'
import { record } from '#platform'
import {
  BackLink,
  Form,
  FormErrorSummary,
  PasswordField,
  SubmitButton,
  keptProblem,
  page,
  problem,
  redirect,
  stale,
} from '#web'
import { confirmPassword } from './confirm-password.ts'
import { myAccount, versionAnswer } from './my-account.ts'
import { hashPassword, passwordHint, passwordProblem } from './passwords.ts'
import { endSessionsOf } from './sessions.ts'

export const accountPasswordPage = page({
  url: '/account/password',
  place: 'installation',
  access: 'signed-in',
  form: z.object({
    currentPassword: z
      .string({ error: 'Enter your present password' })
      .min(1, 'Enter your present password')
      .max(1000, 'This is not your password'),
    newPassword: z
      .string({ error: 'Enter a password' })
      .max(1000, 'The password must be 200 characters or fewer'),
    _version: versionAnswer,
  }),

  async show(ctx) {
    const { version, isDemonstration } = await myAccount(ctx)
    return { title: 'Change your password', version, isDemonstration }
  },

  async submit(ctx, _params, { currentPassword, newPassword, _version }) {
    const account = await myAccount(ctx, { lock: true })
    if (account.version !== _version) return stale('your account')
    const notAllowed = passwordProblem(newPassword, account)
    if (notAllowed) return problem({ newPassword: notAllowed })
    const wrong = await confirmPassword(ctx, {
      account,
      password: currentPassword,
      networkAddress: ctx.networkAddress,
    })
    if (wrong) return keptProblem({ currentPassword: wrong })
    const passwordHash = await hashPassword(newPassword)
    await ctx.db
      .updateTable('accounts')
      .set({ passwordHash, version: account.version + 1 })
      .where('id', '=', account.id)
      .execute()
    // Whoever learnt the old password may be signed in with it.
    await endSessionsOf(ctx, account.id, ctx.visitor.sessionId)
    await record(ctx, 'access.password-changed', { type: 'account', id: account.id })
    return redirect('/account', 'Your password is changed, and you are signed out everywhere else')
  },

  view: ({ title, form, isDemonstration }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <BackLink href="/account" text="Your account" />
        <FormErrorSummary form={form} />
        <h1 class="govuk-heading-l">{title}</h1>
        {isDemonstration ? (
          <p class="govuk-body">Somebody invented has no password.</p>
        ) : (
          <Form form={form}>
            <PasswordField name="currentPassword" label="Present password" autocomplete="current-password" />
            <PasswordField
              name="newPassword"
              label="New password"
              hint={passwordHint}
              autocomplete="new-password"
            />
            <SubmitButton preventDoubleClick>Change the password</SubmitButton>
          </Form>
        )}
      </div>
    </div>
  ),
})
