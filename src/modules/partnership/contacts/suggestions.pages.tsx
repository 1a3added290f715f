import { z } from 'zod'
import { formatMoment, found } from '#platform'
import {
  BackLink,
  Form,
  FormErrorSummary,
  RadiosField,
  SubmitButton,
  SummaryList,
  choice,
  page,
  redirect,
  stale,
} from '#web'
import { needReach } from '../within-reach.ts'
import { type Suggestion, findContact, openSuggestions } from './contact.queries.ts'
import { decideSuggestion } from './decide-suggestion.ts'

/** What contacts wrote about their own details, waiting for a decision. */
export const suggestionsPage = page({
  url: '/contacts/suggestions',
  access: 'partnership.manage',
  async show(ctx) {
    needReach(ctx)
    return { title: 'Corrections to decide on', suggestions: await openSuggestions(ctx) }
  },
  view: ({ title, suggestions, link }) => (
    <>
      <BackLink href={link('/contacts')} text="Contacts" />
      <h1 class="govuk-heading-l">{title}</h1>
      {suggestions.length === 0 ? (
        <p class="govuk-inset-text">
          Nothing waits. When a contact opens the link in our letter and writes that something is wrong, it
          comes here, and changes nothing until you accept it.
        </p>
      ) : (
        <ul class="govuk-list govuk-list--bullet">
          {suggestions.map((one) => (
            <li>
              <a class="govuk-link" href={link(`/contacts/suggestions/${one.id}`)}>
                {one.name}
                {one.hasLeft ? ': not the contact any more' : ''}
              </a>
              , written {formatMoment(one.suggestedAt)}
            </li>
          ))}
        </ul>
      )}
    </>
  ),
})

async function findSuggestion(ctx: Parameters<typeof findContact>[0], id: string): Promise<Suggestion> {
  return found(
    await ctx.db
      .selectFrom('contactSuggestions')
      .selectAll()
      .where('id', '=', id)
      .$castTo<Suggestion>()
      .executeTakeFirst(),
  )
}

/** What is recorded beside what the contact wrote. */
export const suggestionPage = page({
  url: '/contacts/suggestions/:contactSuggestionId',
  access: 'partnership.manage',
  params: z.object({ contactSuggestionId: z.uuid() }),
  form: z.object({
    _version: z.coerce.number(),
    decision: choice(['accepted', 'declined'], 'Choose whether to take it over'),
  }),
  async show(ctx, { contactSuggestionId }) {
    const suggestion = await findSuggestion(ctx, contactSuggestionId)
    const contact = await findContact(ctx, suggestion.contactId)
    needReach(ctx, contact)
    return { title: `What ${contact.name} wrote`, suggestion, contact, version: suggestion.version }
  },
  async submit(ctx, { contactSuggestionId }, { _version, decision }) {
    const suggestion = await findSuggestion(ctx, contactSuggestionId)
    needReach(ctx, await findContact(ctx, suggestion.contactId))
    if (!(await decideSuggestion(ctx, suggestion, _version, decision))) return stale('this correction')
    return redirect(
      `/contacts/${suggestion.contactId}`,
      decision === 'accepted' ? 'The record says now what they wrote' : 'The record stays as it is',
    )
  },
  view: ({ title, suggestion, contact, form, link }) => (
    <>
      <BackLink href={link('/contacts/suggestions')} text="Corrections to decide on" />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <span class="govuk-caption-l">{contact.organisation}</span>
          <h1 class="govuk-heading-l">{title}</h1>
          {suggestion.hasLeft ? (
            <p class="govuk-body">They are not the contact any more.</p>
          ) : (
            <SummaryList
              rows={(
                [
                  ['Name', contact.name, suggestion.name],
                  ['Job', contact.job, suggestion.job],
                  ['E-mail', contact.email, suggestion.email],
                  ['Telephone', contact.phone, suggestion.phone],
                ] as const
              ).map(([text, before, after]) => ({
                key: { text },
                value: {
                  text:
                    before === after
                      ? (after ?? 'None')
                      : `${after ?? 'None'} (we have: ${before ?? 'none'})`,
                },
              }))}
            />
          )}
          {suggestion.note ? <p class="govuk-inset-text">{suggestion.note}</p> : null}
          {suggestion.outcome ? (
            <p class="govuk-body">
              {suggestion.outcome === 'accepted' ? 'It was taken over.' : 'It was not taken over.'}
            </p>
          ) : (
            <Form form={form}>
              <RadiosField
                name="decision"
                legend="Take it over?"
                items={[
                  { value: 'accepted', text: 'Yes, the record shall say so' },
                  { value: 'declined', text: 'No, leave the record as it is' },
                ]}
              />
              <SubmitButton preventDoubleClick>Save</SubmitButton>
            </Form>
          )}
        </div>
      </div>
    </>
  ),
})
