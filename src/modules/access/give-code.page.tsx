import { z } from 'zod'
import {
  Details,
  Form,
  FormErrorSummary,
  SubmitButton,
  TextField,
  keptProblem,
  page,
  redirect,
  sessionCookie,
  textAnswer,
} from '#web'
import { nextQuery, withNext } from './own-address.ts'
import { giveCode } from './second-factor.ts'
import { SquareCode } from './square-code.tsx'
import { waitSentence } from './throttle.ts'
import { secretToSetUp, setUpAddress, typedSecret } from './totp.ts'

/** The second step of signing in; for whoever has no authenticator app yet, setting one up. */
export const giveCodePage = page({
  url: '/sign-in/code',
  place: 'installation',
  access: 'anyone',
  query: nextQuery,
  form: z.object({ code: textAnswer('Enter the code that your app shows', 40) }),

  async show(ctx) {
    const { accountId } = ctx.visitor
    if (!accountId) return { title: 'Sign in first', state: 'signed-out' as const, setUp: null }
    const account = await ctx.db
      .selectFrom('accounts')
      .selectAll()
      .where('id', '=', accountId)
      .executeTakeFirstOrThrow()
    if (account.totpConfirmedAt) return { title: 'Enter your code', state: 'code' as const, setUp: null }
    const secret = secretToSetUp(ctx.services, account)
    return {
      title: 'Set up your second factor',
      state: 'set-up' as const,
      setUp: {
        address: setUpAddress(secret, account.email ?? account.signInName ?? ''),
        secret: typedSecret(secret),
      },
    }
  },

  async submit(ctx, _params, { code }, { next }) {
    const { accountId, sessionId, networkAddress } = { ...ctx.visitor, networkAddress: ctx.networkAddress }
    if (!accountId || !sessionId) return redirect(withNext('/sign-in', next))
    const result = await giveCode(ctx, { accountId, sessionId, code, networkAddress })
    if (result.outcome === 'wait') return keptProblem({ code: waitSentence(result.until) })
    if (result.outcome === 'wrong')
      return keptProblem({
        code: 'The code is not right, or was used before. Wait for the next code in your app, and check that your phone’s clock is right',
      })
    const cookies = { [sessionCookie]: result.token }
    if (result.by === 'set-up')
      return redirect(withNext('/account/recovery-codes', next), 'Your authenticator app is set up', cookies)
    return redirect(next ?? '/', undefined, cookies)
  },

  view: ({ title, state, setUp, form }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <FormErrorSummary form={form} />
        <h1 class="govuk-heading-l">{title}</h1>
        {state === 'signed-out' ? (
          <p class="govuk-body">
            <a class="govuk-link" href="/sign-in">
              Sign in with your password
            </a>{' '}
            before you give a code.
          </p>
        ) : setUp ? (
          <SettingUp {...setUp} />
        ) : (
          <p class="govuk-body">Open your authenticator app and find OneWorkforce.</p>
        )}
        {state === 'signed-out' ? null : (
          <Form form={form}>
            <TextField
              name="code"
              label={setUp ? 'The six digits that the app shows now' : 'Code'}
              hint={
                setUp ? undefined : 'Six digits. If you do not have your app, use one of your recovery codes.'
              }
              width={10}
              autocomplete="one-time-code"
              autocapitalize="none"
              spellcheck={false}
            />
            <SubmitButton preventDoubleClick>{setUp ? 'Finish setting up' : 'Continue'}</SubmitButton>
          </Form>
        )}
        {state === 'code' ? (
          <Details summaryText="If you have neither your app nor a recovery code">
            Ask whoever manages accounts in your partnership for a link to set it up anew.
          </Details>
        ) : null}
      </div>
    </div>
  ),
})

function SettingUp({ address, secret }: { address: string; secret: string }) {
  return (
    <>
      <p class="govuk-body">
        A code from your phone protects what you can open here, even if somebody learns your password.
      </p>
      <ol class="govuk-list govuk-list--number govuk-list--spaced">
        <li>
          Install an authenticator app on your phone, if you have none: most phones and password managers
          bring one along.
        </li>
        <li>
          Add an account in the app by scanning this:
          <div>
            <SquareCode
              text={address}
              label="Square code for your authenticator app; the same as text follows"
            />
          </div>
          or by typing this key: <strong>{secret}</strong>
        </li>
        <li>Type the six digits that the app then shows.</li>
      </ol>
    </>
  )
}
