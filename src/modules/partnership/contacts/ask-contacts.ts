/** Writes to contacts, once a year, to ask whether their details are still right. */
import { type Context, addDays, job, newId, record, sendMail, withAsking } from '#platform'
import { type Contact, daysLinkCounts } from './contact.ts'
import { linkOf } from './contact-link.ts'
import { contactsToWriteTo } from './contact.queries.ts'

/** Whether letters leave here: without a mail server they would lie in the outbox, and somebody has to call instead. */
export function canWrite(ctx: Context): boolean {
  return ctx.services.settings.smtpUrl !== undefined || ctx.partnership.isDemonstration
}

/** Writes to everyone whose details are due and who can be written to; returns how many letters were written. */
export async function askContacts(ctx: Context): Promise<number> {
  if (!canWrite(ctx)) return 0
  const contacts = await contactsToWriteTo(ctx)
  for (const contact of contacts) await askContact(ctx, contact)
  if (contacts.length > 0)
    await record(ctx, 'partnership.contacts-asked', null, { contacts: contacts.length })
  return contacts.length
}

async function askContact(ctx: Context, contact: Contact): Promise<void> {
  const id = newId()
  const messageId = await sendMail(ctx, {
    to: contact.email!,
    subject: `Are your details right? ${contact.organisation}`,
    body: letter(ctx, contact, linkOf(ctx, id)),
    isConfidential: true,
  })
  await ctx.db
    .insertInto('contactRequests')
    .values({
      partnershipId: ctx.partnership.id,
      id,
      contactId: contact.id,
      askedAt: ctx.now,
      expiresOn: addDays(ctx.today, daysLinkCounts),
      messageId,
    })
    .execute()
}

function letter(ctx: Context, { name, organisation }: Contact, link: string): string {
  return [
    `Dear ${name},`,
    `you are the contact of ${organisation} for ${ctx.partnership.name}. Once a year we ask whether what we have is still right, so that letters about training and safeguarding reach you.`,
    'It takes a minute, and you need no account:',
    link,
    `The link counts for ${daysLinkCounts} days. If you are not the right person any more, say so there.`,
    ctx.partnership.name,
  ].join('\n\n')
}

/** Once a day, in every partnership but the demonstration, whose people are invented. */
export const askContactsDaily = job({
  name: 'ask-contacts',
  isDaily: true,
  async run(ctx) {
    const partnerships = await ctx.db
      .selectFrom('partnerships')
      .select(['id', 'code', 'name', 'isDemonstration'])
      .where('isDemonstration', '=', false)
      .execute()
    for (const partnership of partnerships) await withAsking(ctx, { partnership }, askContacts)
  },
})
