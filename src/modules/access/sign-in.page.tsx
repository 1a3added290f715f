import { z } from 'zod'
import {
  Form,
  FormErrorSummary,
  PasswordField,
  SubmitButton,
  TextField,
  keptProblem,
  page,
  redirect,
  sessionCookie,
  textAnswer,
} from '#web'
import { nextQuery, withNext } from './own-address.ts'
import { firstPageOf } from './partnerships-of.ts'
import { signIn } from './sign-in.ts'
import { waitSentence } from './throttle.ts'

export const signInPage = page({
  url: '/sign-in',
  place: 'installation',
  access: 'anyone',
  query: nextQuery,
  form: z.object({
    name: textAnswer('Enter your e-mail address or sign-in name', 320),
    password: z
      .string({ error: 'Enter your password' })
      .min(1, 'Enter your password')
      .max(1000, 'The password is too long'),
  }),

  async show(ctx) {
    const partnerships = await ctx.db.selectFrom('partnerships').select('isDemonstration').execute()
    return {
      title: 'Sign in',
      isDemonstration: partnerships.length > 0 && partnerships.every((one) => one.isDemonstration),
    }
  },

  async submit(ctx, _params, { name, password }, { next }) {
    const result = await signIn(ctx, { name, password, networkAddress: ctx.networkAddress })
    if (result.outcome === 'wait') return keptProblem({ name: waitSentence(result.until) })
    if (result.outcome === 'wrong')
      return keptProblem({
        name: 'The name or the password is not right. Check both: capital letters matter in the password',
      })
    const onwards = next ?? (await firstPageOf(ctx, result.accountId))
    const to = result.asksForCode ? withNext('/sign-in/code', onwards) : onwards
    return redirect(to, undefined, { [sessionCookie]: result.token })
  },

  view: ({ form, isDemonstration }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <FormErrorSummary form={form} />
        <h1 class="govuk-heading-l">Sign in</h1>
        {isDemonstration ? (
          <div class="govuk-inset-text">
            This is a demonstration: you do not need an account.{' '}
            <a class="govuk-link" href="/demonstration">
              Choose who you are
            </a>
          </div>
        ) : null}
        <Form form={form}>
          <TextField
            name="name"
            label="E-mail address or sign-in name"
            hint="You have a sign-in name if your account was made without an e-mail address."
            autocomplete="username"
            autocapitalize="none"
            spellcheck={false}
          />
          <PasswordField name="password" label="Password" autocomplete="current-password" />
          <SubmitButton preventDoubleClick>Sign in</SubmitButton>
        </Form>
        <h2 class="govuk-heading-m">If you cannot sign in</h2>
        <p class="govuk-body">
          <a class="govuk-link" href="/sign-in/forgotten">
            Get a link to choose a new password
          </a>
          , or ask whoever manages accounts in your partnership.
        </p>
      </div>
    </div>
  ),
})
