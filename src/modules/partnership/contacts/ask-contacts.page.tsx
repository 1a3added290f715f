import { BackLink, Form, FormErrorSummary, SubmitButton, page, problem, redirect } from '#web'
import { needReach } from '../within-reach.ts'
import { askContacts, canWrite } from './ask-contacts.ts'
import { countContacts } from './contact.queries.ts'

/** Writes today to everyone whose details are due, instead of waiting for the night. */
export const askContactsPage = page({
  url: '/contacts/ask',
  access: 'partnership.manage',
  async show(ctx) {
    needReach(ctx)
    const counts = await countContacts(ctx)
    return { title: 'Ask contacts to confirm their details', counts, canWrite: canWrite(ctx) }
  },
  async submit(ctx) {
    needReach(ctx)
    const asked = await askContacts(ctx)
    if (asked === 0) return problem({ _form: 'There is nobody to write to today' })
    return redirect('/contacts', asked === 1 ? '1 letter was written' : `${asked} letters were written`)
  },
  view: ({ title, counts, canWrite, form, link }) => (
    <>
      <BackLink href={link('/contacts')} text="Contacts" />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <h1 class="govuk-heading-l">{title}</h1>
          <p class="govuk-body">
            Each gets an e-mail with a link of their own. There they confirm what we have or write what is
            wrong, without signing in. Corrections wait for you; nothing changes by itself.
          </p>
          {!canWrite ? (
            <p class="govuk-body">
              No mail server is set up, so no letters leave here.{' '}
              <a class="govuk-link" href={link('/contacts?state=due')}>
                Call those who are due
              </a>{' '}
              instead.
            </p>
          ) : counts.toWriteTo === 0 ? (
            <p class="govuk-body">
              There is nobody to write to today: everyone confirmed lately, was asked in the last four weeks,
              or is on the list to call.
            </p>
          ) : (
            <Form form={form}>
              <SubmitButton preventDoubleClick>
                {counts.toWriteTo === 1
                  ? 'Write to 1 contact'
                  : `Write to ${counts.toWriteTo.toLocaleString('en-GB')} contacts`}
              </SubmitButton>
            </Form>
          )}
          <p class="govuk-body">
            <a class="govuk-link" href={link('/contacts?state=call')}>
              {counts.toCall.toLocaleString('en-GB')} on the list to call
            </a>
          </p>
        </div>
      </div>
    </>
  ),
})
