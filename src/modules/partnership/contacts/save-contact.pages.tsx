import { z } from 'zod'
import { found } from '#platform'
import { BackLink, Form, FormErrorSummary, SubmitButton, page, problem, redirect, stale } from '#web'
import { needReach } from '../within-reach.ts'
import { ContactFields, contactForm, detailsIn, noWayProblem } from './contact-form.tsx'
import { findContact } from './contact.queries.ts'
import { addContact, editContact } from './save-contact.ts'

/** Adds whom to write to or call at an organisation. */
export const addContactPage = page({
  url: '/organisations/:organisationId/contacts/new',
  access: 'partnership.manage',
  params: z.object({ organisationId: z.uuid() }),
  form: z.object(contactForm),
  async show(ctx, { organisationId }) {
    needReach(ctx, { organisationId })
    const { ref } = found(
      await ctx.db
        .selectFrom('organisations')
        .select('ref')
        .where('id', '=', organisationId)
        .executeTakeFirst(),
    )
    return { title: 'Add a contact', organisationId, ref, values: { purpose: 'general' } }
  },
  async submit(ctx, { organisationId }, answers) {
    needReach(ctx, { organisationId })
    found(
      await ctx.db
        .selectFrom('organisations')
        .select('id')
        .where('id', '=', organisationId)
        .executeTakeFirst(),
    )
    const details = detailsIn(answers)
    if (!details.email && !details.phone) return problem({ email: noWayProblem })
    const id = await addContact(ctx, organisationId, details)
    return redirect(`/contacts/${id}`, 'The contact was added')
  },
  view: ({ title, organisationId, form, link }) => (
    <>
      <BackLink href={link(`/organisations/${organisationId}`)} text="The organisation" />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <h1 class="govuk-heading-l">{title}</h1>
          <p class="govuk-body">
            Use details for work, not private ones. The contact is asked soon whether they are right, and once
            a year after that.
          </p>
          <Form form={form}>
            <ContactFields />
            <SubmitButton preventDoubleClick>Add the contact</SubmitButton>
          </Form>
        </div>
      </div>
    </>
  ),
})

/** Corrects the details of a contact. */
export const editContactPage = page({
  url: '/contacts/:contactId/edit',
  access: 'partnership.manage',
  params: z.object({ contactId: z.uuid() }),
  form: z.object({ _version: z.coerce.number(), ...contactForm }),
  async show(ctx, { contactId }) {
    const contact = await findContact(ctx, contactId)
    needReach(ctx, contact)
    const { name, job, email, phone, purpose } = contact
    return {
      title: `Correct the details of ${name}`,
      contact,
      version: contact.version,
      values: { name, job: job ?? '', email: email ?? '', phone: phone ?? '', purpose },
    }
  },
  async submit(ctx, { contactId }, answers) {
    const contact = await findContact(ctx, contactId)
    needReach(ctx, contact)
    const details = detailsIn(answers)
    if (!details.email && !details.phone) return problem({ email: noWayProblem })
    const saved = await editContact(ctx, contact, answers._version, details)
    return saved ? redirect(`/contacts/${contactId}`, 'The details were corrected') : stale('this contact')
  },
  view: ({ title, contact, form, link }) => (
    <>
      <BackLink href={link(`/contacts/${contact.id}`)} text={contact.name} />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <h1 class="govuk-heading-l">{title}</h1>
          <Form form={form}>
            <ContactFields />
            <SubmitButton preventDoubleClick>Save</SubmitButton>
          </Form>
        </div>
      </div>
    </>
  ),
})
