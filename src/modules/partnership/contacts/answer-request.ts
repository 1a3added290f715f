/** What a contact answers by the link: that the details are right, or what they should be. */
import { type Context, NotFound, found, newId, record } from '#platform'
import { type Contact } from './contact.ts'
import { requestIn } from './contact-link.ts'
import { findContact } from './contact.queries.ts'
import { noteHeard } from './save-contact.ts'

export type ContactRequest =
  { state: 'open'; id: string; contact: Contact } | { state: 'answered' | 'expired' }

/** What a link stands for. Answering takes a lock, so that two answers cannot both count. @throws NotFound */
export async function requestBehind(
  ctx: Context,
  token: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<ContactRequest> {
  const id = requestIn(ctx, token)
  if (!id) throw new NotFound('No such link')
  const query = ctx.db
    .selectFrom('contactRequests')
    .select(['contactId', 'answeredAt', 'expiresOn'])
    .where('id', '=', id)
  const request = found(await (lock ? query.forUpdate() : query).executeTakeFirst())
  if (request.answeredAt) return { state: 'answered' }
  if (request.expiresOn < ctx.today) return { state: 'expired' }
  const contact = await findContact(ctx, request.contactId)
  return contact.endedOn ? { state: 'expired' } : { state: 'open', id, contact }
}

export type RequestAnswer =
  | { kind: 'right' }
  | { kind: 'left'; note: string | null }
  | {
      kind: 'wrong'
      name: string
      job: string | null
      email: string | null
      phone: string | null
      note: string | null
    }

/** Confirms at once what is right; anything else waits until somebody of the partnership accepts it. */
export async function answerRequest(
  ctx: Context,
  { id, contact }: ContactRequest & { state: 'open' },
  answer: RequestAnswer,
): Promise<void> {
  await ctx.db.updateTable('contactRequests').set({ answeredAt: ctx.now }).where('id', '=', id).execute()
  if (answer.kind === 'right') {
    await noteHeard(ctx, contact.id, contact.version, { kind: 'confirmed' })
    return
  }
  const { kind, ...details } = { ...contact, ...answer }
  const { name, job, email, phone, note } = details
  await ctx.db
    .insertInto('contactSuggestions')
    .values({
      partnershipId: ctx.partnership.id,
      id: newId(),
      contactId: contact.id,
      name,
      job,
      email,
      phone,
      hasLeft: kind === 'left',
      note,
      suggestedAt: ctx.now,
    })
    .execute()
  await record(ctx, 'partnership.contact-suggested', { type: 'contact', id: contact.id })
}
