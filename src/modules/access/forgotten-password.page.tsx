import { z } from 'zod'
import {
  type PageContext,
  BackLink,
  Form,
  FormErrorSummary,
  SubmitButton,
  TextField,
  page,
  problem,
  redirect,
} from '#web'
import { inPartnership } from '#partnership'
import { findAccount } from './accounts.ts'
import { partnershipsOf } from './partnerships-of.ts'
import { makeResetLink, resetHours } from './reset-link.ts'
import { mustWaitUntil, noteTry, waitSentence } from './throttle.ts'

const unanswered = 'Enter an e-mail address in the correct format, like name@example.org'

export const forgottenPasswordPage = page({
  url: '/sign-in/forgotten',
  place: 'installation',
  access: 'anyone',
  form: z.object({
    email: z.string({ error: unanswered }).trim().max(254, unanswered).pipe(z.email(unanswered)),
  }),

  async show(ctx) {
    return { title: 'Get a link to choose a new password', canSend: canSend(ctx) }
  },

  async submit(ctx, _params, { email }) {
    if (!canSend(ctx))
      return problem({
        email: 'No e-mail can be sent from here. Ask whoever manages accounts in your partnership for a link',
      })
    const attempt = { name: `forgotten ${email}`, address: ctx.networkAddress }
    const until = await mustWaitUntil(ctx, attempt)
    if (until) return problem({ email: waitSentence(until) })
    await noteTry(ctx, attempt, false)
    await sendLinkTo(ctx, email)
    // The same for every address: nobody learns from it who has an account.
    return redirect('/sign-in', `If ${email} has an account, a link is on its way there`)
  },

  view: ({ title, canSend, form }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <BackLink href="/sign-in" text="Sign in" />
        <FormErrorSummary form={form} />
        <h1 class="govuk-heading-l">{title}</h1>
        {canSend ? (
          <>
            <p class="govuk-body">
              The link works once, for {resetHours} hours. If you sign in by a name and not by e-mail, ask
              whoever manages accounts in your partnership for one.
            </p>
            <Form form={form}>
              <TextField
                name="email"
                type="email"
                label="E-mail address"
                autocomplete="username"
                spellcheck={false}
              />
              <SubmitButton preventDoubleClick>Send the link</SubmitButton>
            </Form>
          </>
        ) : (
          <p class="govuk-body">
            No e-mail can be sent from here, because no mail server is set up. Ask whoever manages accounts in
            your partnership: they can make a link for you and hand it over.
          </p>
        )}
      </div>
    </div>
  ),
})

/** Sent on behalf of one of the account's partnerships, whose mail it is. */
async function sendLinkTo(ctx: PageContext, email: string): Promise<void> {
  const account = await findAccount(ctx, email)
  if (!account || account.closedAt || account.isDemonstration) return
  const [partnership] = await partnershipsOf(ctx, account.id)
  if (!partnership) return
  await inPartnership(ctx, partnership, (ctx) =>
    makeResetLink(ctx, { account, resets: 'password', mailed: true }),
  )
}

function canSend({ services }: PageContext): boolean {
  return services.settings.smtpUrl !== undefined
}
