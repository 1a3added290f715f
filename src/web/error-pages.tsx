import { HiddenFields } from './hidden-fields.tsx'

/** Pages that say what went wrong and what to do about it. Each is shown inside the layout. */
export interface ErrorPage {
  status: number
  title: string
  body: preact.ComponentChild
}

export const pageNotFound: ErrorPage = {
  status: 404,
  title: 'Page not found',
  body: (
    <>
      <p class="govuk-body">If you typed the web address, check it is correct.</p>
      <p class="govuk-body">
        If you followed a link, what it led to may have been removed, or may belong to people whose records
        you do not see.
      </p>
    </>
  ),
}

export function notAllowed(name: string): ErrorPage {
  return {
    status: 403,
    title: 'You cannot open this page',
    body: (
      <p class="govuk-body">
        You are signed in as {name}, and none of your roles includes this. Whoever manages accounts in your
        partnership can give you a role that does.
      </p>
    ),
  }
}

export function signedOut(values: Record<string, string | string[]>, action: string): ErrorPage {
  return {
    status: 401,
    title: 'You have been signed out',
    body: (
      <>
        <p class="govuk-body">What you typed is kept on this page and has not been sent yet.</p>
        <ol class="govuk-list govuk-list--number">
          <li>
            <a class="govuk-link" href="/sign-in" target="_blank" rel="noopener">
              Sign in (opens in a new tab)
            </a>
          </li>
          <li>Come back to this tab and select “Send again”.</li>
        </ol>
        <form method="post" action={action}>
          <HiddenFields values={values} />
          <button class="govuk-button" data-module="govuk-button" data-prevent-double-click="true">
            Send again
          </button>
        </form>
      </>
    ),
  }
}

export function pageTooOld(values: Record<string, string | string[]>): ErrorPage {
  const written = Object.entries(values).filter(
    ([name, value]) => !name.startsWith('_') && !/password/i.test(name) && String(value).trim() !== '',
  )
  return {
    status: 403,
    title: 'This page was open for too long',
    body: (
      <>
        <p class="govuk-body">
          For safety, a form can only be sent from a page that this browser opened recently.
        </p>
        <p class="govuk-body">Go back, reload the page and send it again. Nothing has been changed.</p>
        {written.length > 0 ? (
          <>
            <h2 class="govuk-heading-m">What you typed</h2>
            <ul class="govuk-list">
              {written.map(([name, value]) => (
                <li>
                  {name}: {String(value)}
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </>
    ),
  }
}

export function badRequest(sentence: string): ErrorPage {
  return { status: 400, title: 'This could not be read', body: <p class="govuk-body">{sentence}</p> }
}

export function sorry(reference: string): ErrorPage {
  return {
    status: 500,
    title: 'Sorry, there is a problem',
    body: (
      <>
        <p class="govuk-body">Nothing was changed. Try again in a few minutes.</p>
        <p class="govuk-body">
          If it goes on, tell whoever runs OneWorkforce for you this reference: <strong>{reference}</strong>
        </p>
      </>
    ),
  }
}
