import { record } from '#platform'
import { Form, SubmitButton, page, redirect, sessionCookie } from '#web'
import { endSession } from './sessions.ts'

export const signOutPage = page({
  url: '/sign-out',
  place: 'installation',
  access: 'anyone',

  async show(ctx) {
    return {
      title: ctx.visitor.accountId ? 'Sign out' : 'You are signed out',
      isSignedIn: ctx.visitor.accountId !== null,
    }
  },

  async submit(ctx) {
    const { accountId, sessionId } = ctx.visitor
    if (accountId && sessionId) {
      await endSession(ctx, sessionId)
      await record(ctx, 'access.signed-out', { type: 'account', id: accountId })
    }
    return redirect('/', 'You are signed out', { [sessionCookie]: null })
  },

  view: ({ title, form, isSignedIn }) => (
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      {isSignedIn ? (
        <Form form={form}>
          <SubmitButton>Sign out</SubmitButton>
        </Form>
      ) : (
        <p class="govuk-body">
          <a class="govuk-link" href="/sign-in">
            Sign in again
          </a>
        </p>
      )}
    </>
  ),
})
