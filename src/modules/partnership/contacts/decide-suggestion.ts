import { type Context, record } from '#platform'
import { type Suggestion, findContact } from './contact.queries.ts'
import { editContact, noteHeard } from './save-contact.ts'

/** Takes over what a contact wrote, or leaves the record as it is. False when somebody decided before. */
export async function decideSuggestion(
  ctx: Context,
  suggestion: Suggestion,
  version: number,
  outcome: 'accepted' | 'declined',
): Promise<boolean> {
  const decided = await ctx.db
    .updateTable('contactSuggestions')
    .set((e) => ({
      outcome,
      decidedAt: ctx.now,
      decidedBy: ctx.actor.accountId,
      version: e('version', '+', 1),
    }))
    .where('id', '=', suggestion.id)
    .where('version', '=', version)
    .where('outcome', 'is', null)
    .executeTakeFirst()
  if (decided.numUpdatedRows === 0n) return false
  await record(ctx, `partnership.contact-suggestion-${outcome}`, {
    type: 'contact',
    id: suggestion.contactId,
  })
  if (outcome === 'declined') return true
  const contact = await findContact(ctx, suggestion.contactId)
  if (suggestion.hasLeft) return noteHeard(ctx, contact.id, contact.version, { kind: 'ended' })
  const { name, job, email, phone } = suggestion
  await editContact(ctx, contact, contact.version, { name, job, email, phone, purpose: contact.purpose })
  // They wrote it themselves: it is as good as confirmed.
  return noteHeard(ctx, contact.id, contact.version + 1, { kind: 'confirmed' })
}
