import { type Contact, FreshnessTag, confirmedInWords, purposes } from '#partnership'

interface ContactsProps {
  contacts: Contact[]
  organisationId: string
  mayManage: boolean
  link: (path: string) => string
}

/** Whom to ask for at an organisation, and whether that still holds. */
export function Contacts({ contacts, organisationId, mayManage, link }: ContactsProps) {
  return (
    <>
      <h2 class="govuk-heading-m">Contacts</h2>
      {contacts.length === 0 ? (
        <p class="govuk-body">Nobody is recorded yet whom one could ask for here.</p>
      ) : (
        <ul class="govuk-list">
          {contacts.map((contact) => (
            <li class="govuk-!-margin-bottom-3">
              {mayManage ? (
                <a class="govuk-link" href={link(`/contacts/${contact.id}`)}>
                  {contact.name}
                </a>
              ) : (
                contact.name
              )}
              {contact.job ? `, ${contact.job}` : ''} <FreshnessTag freshness={contact.freshness} />
              <br />
              {[purposes[contact.purpose], contact.email, contact.phone].filter(Boolean).join(', ')}
              <br />
              <span class="govuk-hint">Last confirmed: {confirmedInWords(contact)}</span>
            </li>
          ))}
        </ul>
      )}
      {mayManage ? (
        <p class="govuk-body">
          <a class="govuk-link" href={link(`/organisations/${organisationId}/contacts/new`)}>
            Add a contact
          </a>
        </p>
      ) : null}
    </>
  )
}
