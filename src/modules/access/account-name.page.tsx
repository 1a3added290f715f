import { z } from 'zod'
import { record } from '#platform'
import {
  BackLink,
  Form,
  FormErrorSummary,
  SubmitButton,
  TextField,
  page,
  redirect,
  stale,
  textAnswer,
} from '#web'
import { myAccount, versionAnswer } from './my-account.ts'

export const accountNamePage = page({
  url: '/account/name',
  place: 'installation',
  access: 'signed-in',
  form: z.object({ displayName: textAnswer('Enter your name', 100), _version: versionAnswer }),

  async show(ctx) {
    const account = await myAccount(ctx)
    return { title: 'Your name', version: account.version, values: { displayName: account.displayName } }
  },

  async submit(ctx, _params, { displayName, _version }) {
    const account = await myAccount(ctx, { lock: true })
    if (account.version !== _version) return stale('your account')
    await ctx.db
      .updateTable('accounts')
      .set({ displayName, version: account.version + 1 })
      .where('id', '=', account.id)
      .execute()
    await record(
      ctx,
      'access.name-changed',
      { type: 'account', id: account.id },
      { from: account.displayName, to: displayName },
    )
    return redirect('/account', 'Your name is changed')
  },

  view: ({ title, form }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <BackLink href="/account" text="Your account" />
        <FormErrorSummary form={form} />
        <h1 class="govuk-heading-l">{title}</h1>
        <Form form={form}>
          <TextField
            name="displayName"
            label="Name"
            hint="As colleagues know you: it is shown beside what you do here."
            autocomplete="name"
            spellcheck={false}
          />
          <SubmitButton preventDoubleClick>Save</SubmitButton>
        </Form>
      </div>
    </div>
  ),
})
