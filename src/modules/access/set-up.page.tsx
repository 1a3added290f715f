import { sql } from 'kysely'
import { z } from 'zod'
import { type Context, NotFound } from '#platform'
import { addPartnership, inPartnership } from '#partnership'
import {
  Form,
  FormErrorSummary,
  PasswordField,
  SubmitButton,
  TextField,
  optionalText,
  page,
  problem,
  redirect,
  sessionCookie,
  textAnswer,
} from '#web'
import { createAccount } from './accounts.ts'
import { giveGrant } from './give-grant.ts'
import { passwordHint, passwordProblem } from './passwords.ts'
import { startSession } from './sessions.ts'

const badEmail = 'Enter an e-mail address in the correct format, like name@example.org'

/** The first steps of an empty installation: a partnership, and somebody to run it. Afterwards this page is gone. */
export const setUpPage = page({
  url: '/set-up',
  place: 'installation',
  access: 'anyone',
  form: z.object({
    name: textAnswer('Enter the name of the partnership, such as North Tyneside', 100),
    code: textAnswer('Enter a short name for web addresses, such as north-tyneside', 60),
    laNumber: optionalText(20),
    displayName: textAnswer('Enter your name', 100),
    email: z.string({ error: badEmail }).trim().max(254, badEmail).pipe(z.email(badEmail)),
    newPassword: z
      .string({ error: 'Enter a password' })
      .max(1000, 'The password must be 200 characters or fewer'),
  }),

  async show(ctx) {
    await refuseUnlessEmpty(ctx)
    return { title: 'Set up OneWorkforce' }
  },

  async submit(ctx, _params, { name, code, laNumber, displayName, email, newPassword }) {
    // Of two who set up at once, the second finds that it is done.
    await sql`select pg_advisory_xact_lock(hashtextextended('oneworkforce set-up', 0))`.execute(ctx.db)
    await refuseUnlessEmpty(ctx)
    const wrong = passwordProblem(newPassword, { displayName, email, signInName: null })
    if (wrong) return problem({ newPassword: wrong })
    const made = await addPartnership(ctx, { code, name, laNumber })
    if (made.outcome === 'refused') return problem({ [made.field]: made.reason })
    const token = await inPartnership(ctx, made.partnership, async (ctx) => {
      const created = await createAccount(ctx, { displayName, email, password: newPassword })
      if (created.outcome === 'refused') throw new Error('An empty installation had an account')
      await giveGrant(ctx, {
        accountId: created.accountId,
        role: 'administrator',
        reason: 'Set up the installation',
      })
      return startSession(ctx, { accountId: created.accountId })
    })
    return redirect(`/p/${made.partnership.code}`, `${name} is set up`, { [sessionCookie]: token })
  },

  view: ({ title, form }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <FormErrorSummary form={form} />
        <h1 class="govuk-heading-l">{title}</h1>
        <p class="govuk-body">
          Nothing is here yet. Name the area that you work for, and make the first account: its administrator,
          who can then invite everyone else.
        </p>
        <Form form={form}>
          <h2 class="govuk-heading-m">The partnership</h2>
          <TextField
            name="name"
            label="Name"
            hint="The local authority area, such as North Tyneside"
            spellcheck={false}
          />
          <TextField
            name="code"
            label="Short name for web addresses"
            hint="Letters, digits and hyphens, such as north-tyneside. It cannot be changed later."
            width={20}
            autocapitalize="none"
            spellcheck={false}
          />
          <TextField
            name="laNumber"
            label="Number of the authority (optional)"
            hint="The Department for Education’s three digits, such as 392"
            width={3}
            inputmode="numeric"
          />
          <h2 class="govuk-heading-m">The administrator</h2>
          <TextField name="displayName" label="Your name" autocomplete="name" spellcheck={false} />
          <TextField
            name="email"
            type="email"
            label="Your e-mail address"
            autocomplete="username"
            spellcheck={false}
          />
          <PasswordField
            name="newPassword"
            label="Password"
            hint={passwordHint}
            autocomplete="new-password"
          />
          <SubmitButton preventDoubleClick>Set up</SubmitButton>
        </Form>
      </div>
    </div>
  ),
})

async function refuseUnlessEmpty(ctx: Context): Promise<void> {
  const partnership = await ctx.db.selectFrom('partnerships').select('id').limit(1).executeTakeFirst()
  const account = await ctx.db.selectFrom('accounts').select('id').limit(1).executeTakeFirst()
  if (partnership || account) throw new NotFound('It is set up')
}
