import { formatMoment, record } from '#platform'
import { Form, SubmitButton, SummaryList, Table, page, redirect } from '#web'
import { myAccount } from './my-account.ts'
import { countCodes } from './recovery-codes.ts'
import { endSessionsOf } from './sessions.ts'

/** My account: how I sign in, and where I am signed in. */
export const accountPage = page({
  url: '/account',
  place: 'installation',
  access: 'signed-in',

  async show(ctx) {
    const account = await myAccount(ctx)
    const sessions = await ctx.db
      .selectFrom('signInSessions')
      .select(['id', 'startedAt', 'lastUsedAt'])
      .where('accountId', '=', account.id)
      .where('endedAt', 'is', null)
      .where('expiresAt', '>', ctx.now)
      .orderBy('lastUsedAt', 'desc')
      .execute()
    return {
      title: 'Your account',
      account,
      codes: await countCodes(ctx, account.id),
      sessions: sessions.map((session) => ({ ...session, isThis: session.id === ctx.visitor.sessionId })),
    }
  },

  async submit(ctx) {
    const { id } = await myAccount(ctx)
    const ended = await endSessionsOf(ctx, id, ctx.visitor.sessionId)
    await record(ctx, 'access.signed-out-elsewhere', { type: 'account', id }, { ended })
    return redirect(
      '/account',
      ended === 0 ? 'You were signed in nowhere else' : 'You are signed out everywhere else',
    )
  },

  view: ({ account, codes, sessions, form }) => {
    const change = (href: string, text: string, about: string) => ({
      items: [{ href, text, visuallyHiddenText: about }],
    })
    const isSetUp = account.totpConfirmedAt !== null
    return (
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-l">Your account</h1>
          {account.isDemonstration ? (
            <div class="govuk-inset-text">
              This is somebody invented: there is no password to change.{' '}
              <a class="govuk-link" href="/demonstration">
                Choose somebody else
              </a>
            </div>
          ) : null}
          <SummaryList
            rows={[
              {
                key: { text: 'Name' },
                value: { text: account.displayName },
                actions: change('/account/name', 'Change', 'name'),
              },
              account.email !== null && { key: { text: 'E-mail address' }, value: { text: account.email } },
              account.signInName !== null && {
                key: { text: 'Sign-in name' },
                value: { text: account.signInName },
              },
              !account.isDemonstration && {
                key: { text: 'Password' },
                value: { text: 'Only you know it' },
                actions: change('/account/password', 'Change', 'password'),
              },
              !account.isDemonstration && {
                key: { text: 'Authenticator app' },
                value: { text: isSetUp ? 'Set up' : 'Not set up' },
                actions: isSetUp
                  ? change('/account/authenticator', 'Replace', 'authenticator app')
                  : change('/sign-in/code?next=/account', 'Set up', 'authenticator app'),
              },
              isSetUp && {
                key: { text: 'Recovery codes' },
                value: { text: codes.all === 0 ? 'None' : `${codes.left} of ${codes.all} left` },
                actions: change('/account/recovery-codes', 'Make new ones', 'recovery codes'),
              },
            ]}
          />
          <h2 class="govuk-heading-m">Where you are signed in</h2>
          <Table
            caption="Where you are signed in"
            captionClasses="govuk-visually-hidden"
            head={[{ text: 'Signed in' }, { text: 'Last used' }]}
            rows={sessions.map(({ startedAt, lastUsedAt, isThis }) => [
              { text: `${formatMoment(startedAt)}${isThis ? ' (here)' : ''}` },
              { text: formatMoment(lastUsedAt) },
            ])}
          />
          {sessions.length > 1 ? (
            <Form form={form}>
              <SubmitButton kind="secondary">Sign out everywhere else</SubmitButton>
            </Form>
          ) : null}
        </div>
      </div>
    )
  },
})
