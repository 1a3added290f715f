import { z } from 'zod'
import { record } from '#platform'
import { BackLink, Form, FormErrorSummary, SubmitButton, TextField, page, redirect, stale } from '#web'
import { myDetails, ownPersonId } from './my-record.queries.ts'

/** One's address for mail: nobody else relies on it, so it changes at once. */
export const myEmailPage = page({
  url: '/me/email',
  access: 'signed-in',
  form: z.object({
    _version: z.coerce.number(),
    email: z
      .string({ error: 'Enter an e-mail address, like name@example.org' })
      .trim()
      .max(300, 'Must be 300 characters or fewer')
      .regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'Enter an e-mail address, like name@example.org'),
  }),
  async show(ctx) {
    const { email, version } = await myDetails(ctx, ownPersonId(ctx))
    return { title: 'Change my e-mail address', version, values: { email: email ?? '' } }
  },
  async submit(ctx, _params, { _version, email }) {
    const id = ownPersonId(ctx)
    const changed = await ctx.db
      .updateTable('people')
      .set((e) => ({ email, version: e('version', '+', 1) }))
      .where('id', '=', id)
      .where('version', '=', _version)
      .executeTakeFirst()
    if (changed.numUpdatedRows === 0n) return stale('your record')
    await record(ctx, 'workforce.own-email-changed', { type: 'person', id })
    return redirect('/me', 'Your e-mail address was changed')
  },
  view: ({ title, form, link }) => (
    <>
      <BackLink href={link('/me')} text="My record" />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <h1 class="govuk-heading-l">{title}</h1>
          <p class="govuk-body">
            Messages about bookings and training go there, from now on. The address that you sign in with
            stays as it is.
          </p>
          <Form form={form}>
            <TextField
              name="email"
              label="E-mail address"
              type="email"
              autocomplete="email"
              width="two-thirds"
            />
            <SubmitButton preventDoubleClick>Save</SubmitButton>
          </Form>
        </div>
      </div>
    </>
  ),
})
