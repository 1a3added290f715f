/** Keeps contacts: added, corrected, confirmed when somebody heard from them, and ended. */
import { type Context, type LocalDate, newId, record } from '#platform'
import type { Contact, ContactDetails } from './contact.ts'

export async function addContact(
  ctx: Context,
  organisationId: string,
  details: ContactDetails,
  confirmedOn: LocalDate | null = null,
): Promise<string> {
  const id = newId()
  await ctx.db
    .insertInto('contacts')
    .values({
      partnershipId: ctx.partnership.id,
      id,
      organisationId,
      ...details,
      addedOn: ctx.today,
      confirmedOn,
    })
    .execute()
  await record(ctx, 'partnership.contact-added', { type: 'contact', id }, { organisationId })
  return id
}

/** Corrects the details. Another address may work where the old one did not. False when somebody else saved before. */
export async function editContact(
  ctx: Context,
  contact: Contact,
  version: number,
  details: ContactDetails,
): Promise<boolean> {
  const isSameAddress = details.email?.toLowerCase() === contact.email?.toLowerCase()
  const reach = isSameAddress ? {} : { unreachableOn: null, unreachableBecause: null }
  const saved = await change(ctx, contact.id, version, { ...details, ...reach })
  if (saved) await record(ctx, 'partnership.contact-corrected', { type: 'contact', id: contact.id })
  return saved
}

/** What somebody heard: that the details are right, that nobody is reached there, or that it is somebody else now. */
export type Heard = { kind: 'confirmed' } | { kind: 'unreachable'; because: string } | { kind: 'ended' }

/** Notes what was heard today of a contact. False when somebody else saved before. */
export async function noteHeard(
  ctx: Context,
  contactId: string,
  version: number,
  heard: Heard,
): Promise<boolean> {
  const columns =
    heard.kind === 'confirmed'
      ? { confirmedOn: ctx.today, unreachableOn: null, unreachableBecause: null }
      : heard.kind === 'ended'
        ? { endedOn: ctx.today }
        : { unreachableOn: ctx.today, unreachableBecause: heard.because }
  const saved = await change(ctx, contactId, version, columns)
  if (saved) await record(ctx, `partnership.contact-${heard.kind}`, { type: 'contact', id: contactId })
  return saved
}

interface Columns extends Partial<ContactDetails> {
  confirmedOn?: LocalDate
  unreachableOn?: LocalDate | null
  unreachableBecause?: string | null
  endedOn?: LocalDate
}

async function change(ctx: Context, id: string, version: number, columns: Columns): Promise<boolean> {
  const answer = await ctx.db
    .updateTable('contacts')
    .set((e) => ({ ...columns, version: e('version', '+', 1) }))
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return answer.numUpdatedRows > 0n
}
