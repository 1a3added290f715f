import { z } from 'zod'
import {
  BackLink,
  Form,
  FormErrorSummary,
  PasswordField,
  SubmitButton,
  keptProblem,
  page,
  redirect,
} from '#web'
import { confirmPassword } from './confirm-password.ts'
import { myAccount } from './my-account.ts'
import { removeSecondFactor } from './second-factor.ts'

export const accountAuthenticatorPage = page({
  url: '/account/authenticator',
  place: 'installation',
  access: 'signed-in',
  form: z.object({
    currentPassword: z
      .string({ error: 'Enter your password' })
      .min(1, 'Enter your password')
      .max(1000, 'This is not your password'),
  }),

  async show(ctx) {
    const { totpConfirmedAt } = await myAccount(ctx)
    return { title: 'Replace your authenticator app', isSetUp: totpConfirmedAt !== null }
  },

  async submit(ctx, _params, { currentPassword }) {
    const account = await myAccount(ctx, { lock: true })
    const wrong = await confirmPassword(ctx, {
      account,
      password: currentPassword,
      networkAddress: ctx.networkAddress,
    })
    if (wrong) return keptProblem({ currentPassword: wrong })
    if (account.totpConfirmedAt !== null) await removeSecondFactor(ctx, account.id)
    return redirect('/sign-in/code?next=/account', 'The app you had no longer works here')
  },

  view: ({ title, form, isSetUp }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <BackLink href="/account" text="Your account" />
        <FormErrorSummary form={form} />
        <h1 class="govuk-heading-l">{title}</h1>
        {isSetUp ? (
          <>
            <p class="govuk-body">
              Do this when you have a new phone. The app you have now and your recovery codes stop working,
              and you set up the new one straight away.
            </p>
            <Form form={form}>
              <PasswordField name="currentPassword" label="Your password" autocomplete="current-password" />
              <SubmitButton preventDoubleClick>Continue</SubmitButton>
            </Form>
          </>
        ) : (
          <p class="govuk-body">
            None is set up.{' '}
            <a class="govuk-link" href="/sign-in/code?next=/account">
              Set up an authenticator app
            </a>
          </p>
        )}
      </div>
    </div>
  ),
})
