import { z } from 'zod'
import { formatDate, formatMoment } from '#platform'
import {
  BackLink,
  Form,
  FormErrorSummary,
  RadiosField,
  SubmitButton,
  SummaryList,
  TextField,
  choice,
  optionalText,
  page,
  problem,
  redirect,
  stale,
} from '#web'
import { needReach } from '../within-reach.ts'
import { purposes } from './contact.ts'
import { findContact, openSuggestions, requestsTo } from './contact.queries.ts'
import { FreshnessTag, confirmedInWords } from './freshness-tag.tsx'
import { noteHeard } from './save-contact.ts'

const kinds = ['confirmed', 'unreachable', 'ended'] as const

/** One contact: the details, how fresh they are, and what was heard on the telephone. */
export const contactPage = page({
  url: '/contacts/:contactId',
  access: 'partnership.manage',
  params: z.object({ contactId: z.uuid() }),
  form: z.object({
    _version: z.coerce.number(),
    heard: choice(kinds, 'Choose what you heard'),
    because: optionalText(200),
  }),
  async show(ctx, { contactId }) {
    const contact = await findContact(ctx, contactId)
    needReach(ctx, contact)
    return {
      title: contact.name,
      contact,
      version: contact.version,
      asked: await requestsTo(ctx, contactId),
      suggestions: await openSuggestions(ctx, contactId),
    }
  },
  async submit(ctx, { contactId }, { _version, heard, because }) {
    needReach(ctx, await findContact(ctx, contactId))
    if (heard === 'unreachable' && because === '')
      return problem({ because: 'Say what happened, such as: mail comes back' })
    const saved = await noteHeard(
      ctx,
      contactId,
      _version,
      heard === 'unreachable' ? { kind: heard, because } : { kind: heard },
    )
    return saved
      ? redirect(`/contacts/${contactId}`, 'It was noted, with today’s date')
      : stale('this contact')
  },
  view: ({ title, contact, asked, suggestions, form, link }) => (
    <>
      <BackLink href={link('/contacts')} text="Contacts" />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <h1 class="govuk-heading-l">{title}</h1>
          {suggestions.map(({ id }) => (
            <p class="govuk-body">
              <a class="govuk-link" href={link(`/contacts/suggestions/${id}`)}>
                {contact.name} wrote a correction: decide on it
              </a>
            </p>
          ))}
          <SummaryList
            rows={[
              {
                key: { text: 'Organisation' },
                value: {
                  html: (
                    <a class="govuk-link" href={link(`/organisations/${contact.organisationId}`)}>
                      {contact.organisation}
                    </a>
                  ),
                },
              },
              contact.job ? { key: { text: 'Job' }, value: { text: contact.job } } : null,
              { key: { text: 'Contact for' }, value: { text: purposes[contact.purpose] } },
              { key: { text: 'E-mail' }, value: { text: contact.email ?? 'None: call instead' } },
              { key: { text: 'Telephone' }, value: { text: contact.phone ?? 'None' } },
              { key: { text: 'Last confirmed' }, value: { text: confirmedInWords(contact) } },
              { key: { text: 'Details' }, value: { html: <FreshnessTag freshness={contact.freshness} /> } },
              contact.unreachableOn
                ? {
                    key: { text: 'Unreachable' },
                    value: {
                      text: `Since ${formatDate(contact.unreachableOn)}: ${contact.unreachableBecause}`,
                    },
                  }
                : null,
              contact.endedOn
                ? { key: { text: 'Contact until' }, value: { text: formatDate(contact.endedOn) } }
                : null,
            ]}
          />
          <p class="govuk-body">
            <a class="govuk-link" href={link(`/contacts/${contact.id}/edit`)}>
              Correct the details
            </a>
          </p>
          <h2 class="govuk-heading-m">When you have heard from them</h2>
          <Form form={form}>
            <RadiosField
              name="heard"
              legend="What did you hear?"
              items={[
                { value: 'confirmed', text: 'The details are right' },
                {
                  value: 'unreachable',
                  text: 'They cannot be reached like this',
                  conditional: <TextField name="because" label="What happened" width="two-thirds" />,
                },
                { value: 'ended', text: 'They are not the contact any more' },
              ]}
            />
            <SubmitButton kind="secondary" preventDoubleClick>
              Note it
            </SubmitButton>
          </Form>
          <h2 class="govuk-heading-m">When they were asked</h2>
          {asked.length === 0 ? (
            <p class="govuk-body">They were not written to yet.</p>
          ) : (
            <ul class="govuk-list govuk-list--bullet">
              {asked.map(({ askedAt, answeredAt }) => (
                <li>
                  {formatMoment(askedAt)}:{' '}
                  {answeredAt ? `answered at ${formatMoment(answeredAt)}` : 'no answer so far'}
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </>
  ),
})
