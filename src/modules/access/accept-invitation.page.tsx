import { z } from 'zod'
import {
  Form,
  FormErrorSummary,
  type FormState,
  PasswordField,
  SubmitButton,
  TextField,
  optionalText,
  page,
  problem,
  redirect,
  sessionCookie,
} from '#web'
import { acceptAsNew, acceptWithAccount, invitationBehind } from './accept-invitation.ts'
import { refusals } from './invitation.ts'
import { withNext } from './own-address.ts'
import { passwordHint, passwordProblem } from './passwords.ts'
import { roles } from './roles.ts'
import { startSession } from './sessions.ts'

const taken = {
  'email-taken': {
    _form: 'There is an account with this e-mail address already. Sign in, and open the link again to accept',
  },
  'sign-in-name-taken': {
    signInName: 'Somebody has this sign-in name. Choose another, for example with a number behind it',
  },
}

export const acceptInvitationPage = page({
  url: '/invitation/:partnership/:token',
  place: 'installation',
  access: 'anyone',
  params: z.object({ partnership: z.string(), token: z.string().max(100) }),
  form: z.object({
    as: z.enum(['new', 'me']).catch('new'),
    displayName: optionalText(100),
    signInName: optionalText(60),
    newPassword: z.string().max(1000, 'The password must be 200 characters or fewer').default(''),
  }),

  async show(ctx, { token }) {
    const invitation = await invitationBehind(ctx, token)
    const refusal = invitation.state === 'waiting' ? null : refusals[invitation.state]
    const hasAccount = invitation.email !== null && (await isKnown(ctx, invitation.email))
    const isSignedIn = ctx.visitor.accountId !== null && !ctx.visitor.secondFactorNeeded
    return {
      title: refusal?.title ?? `Join ${ctx.partnership.name}`,
      refusal,
      invitation: { role: invitation.role, email: invitation.email },
      partnership: ctx.partnership.name,
      me: isSignedIn ? ctx.visitor.name : null,
      hasAccount,
      signInFirst: withNext('/sign-in', `/invitation/${ctx.partnership.code}/${token}`),
      values: { displayName: invitation.displayName },
    }
  },

  async submit(ctx, { token }, answers) {
    const { accountId, secondFactorNeeded } = ctx.visitor
    const welcome = `You have joined ${ctx.partnership.name}`
    if (answers.as === 'me') {
      if (!accountId || secondFactorNeeded)
        return problem({ _form: 'Sign in first, then open the link again' })
      const result = await acceptWithAccount(ctx, token, accountId)
      if (result.outcome === 'accepted') return redirect('/', welcome)
      return problem({ _form: sentenceFor(result.because) })
    }
    const invitation = await invitationBehind(ctx, token)
    const errors = mistakesIn(answers, invitation.email)
    if (Object.keys(errors).length > 0) return problem(errors)
    const { displayName, signInName, newPassword } = answers
    const result = await acceptAsNew(ctx, token, { displayName, signInName, password: newPassword })
    if (result.outcome === 'refused') {
      const { because } = result
      return problem(
        because === 'email-taken' || because === 'sign-in-name-taken'
          ? taken[because]
          : { _form: refusals[because].title },
      )
    }
    const session = await startSession(ctx, { accountId: result.accountId })
    return redirect('/', welcome, { [sessionCookie]: session })
  },

  view: ({ title, refusal, invitation, partnership, me, hasAccount, signInFirst, form }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <FormErrorSummary form={form} />
        <h1 class="govuk-heading-l">{title}</h1>
        {refusal ? (
          <>
            <p class="govuk-body">{refusal.sentence}</p>
            <p class="govuk-body">
              <a class="govuk-link" href="/sign-in">
                Sign in
              </a>
            </p>
          </>
        ) : (
          <>
            <p class="govuk-body-l">
              You are invited to {partnership} as {roles[invitation.role].name.toLowerCase()}. You will be
              able to {roles[invitation.role].description}.
            </p>
            {me ? (
              <Form form={form}>
                <input type="hidden" name="as" value="me" />
                <SubmitButton preventDoubleClick>Accept as {me}</SubmitButton>
              </Form>
            ) : hasAccount ? (
              <p class="govuk-body">
                You have an account with the address {invitation.email}.{' '}
                <a class="govuk-link" href={signInFirst}>
                  Sign in to accept
                </a>
              </p>
            ) : (
              <NewAccount form={form} email={invitation.email} signInFirst={signInFirst} />
            )}
          </>
        )}
      </div>
    </div>
  ),
})

function NewAccount({
  form,
  email,
  signInFirst,
}: {
  form: FormState
  email: string | null
  signInFirst: string
}) {
  return (
    <>
      <Form form={form}>
        <TextField name="displayName" label="Your name" autocomplete="name" spellcheck={false} />
        {email ? (
          <p class="govuk-body">
            You will sign in with your e-mail address, <strong>{email}</strong>.
          </p>
        ) : (
          <TextField
            name="signInName"
            label="Sign-in name"
            hint="What you type to sign in, such as amina.khan. Letters, digits, dots and hyphens."
            autocomplete="username"
            autocapitalize="none"
            spellcheck={false}
            width={20}
          />
        )}
        <PasswordField name="newPassword" label="Password" hint={passwordHint} autocomplete="new-password" />
        <SubmitButton preventDoubleClick>Make my account</SubmitButton>
      </Form>
      <p class="govuk-body">
        Have an account already?{' '}
        <a class="govuk-link" href={signInFirst}>
          Sign in to accept
        </a>
      </p>
    </>
  )
}

function sentenceFor(because: string): string {
  return because in refusals
    ? refusals[because as keyof typeof refusals].title
    : 'This invitation cannot be accepted'
}

function mistakesIn(
  { displayName, signInName, newPassword }: { displayName: string; signInName: string; newPassword: string },
  email: string | null,
): Record<string, string> {
  const errors: Record<string, string> = {}
  if (displayName === '') errors['displayName'] = 'Enter your name'
  if (!email && !/^[a-z0-9][a-z0-9.-]{2,59}$/i.test(signInName))
    errors['signInName'] =
      'Enter a sign-in name of 3 letters or more, such as amina.khan: letters, digits, dots and hyphens'
  const password = passwordProblem(newPassword, { displayName, email, signInName: email ? null : signInName })
  if (password) errors['newPassword'] = password
  return errors
}

async function isKnown(ctx: Parameters<typeof invitationBehind>[0], email: string): Promise<boolean> {
  return (
    (await ctx.db.selectFrom('accounts').select('id').where('email', '=', email).executeTakeFirst()) !==
    undefined
  )
}
