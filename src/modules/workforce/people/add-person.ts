/** Adds a person with a first engagement: without one, nobody but those who see everyone would ever find them again. */
import { type Context, type LocalDate, newId, record } from '#platform'
import { addEngagement } from '../engagements/add-engagement.ts'
import type { Terms } from '../engagements/engagement.ts'
import { newReference } from '../engagements/reference.ts'
import { type PersonDetails, lockNumbers, numberTaken } from './edit-person.ts'

export interface NewPerson {
  details: PersonDetails
  organisationId: string
  startedOn: LocalDate
  terms: Terms
}

export type AddAnswer =
  | { outcome: 'added'; personId: string }
  | { outcome: 'refused'; field: 'sweNumber' | 'nmcPin' | 'trn'; ref: string | null }

export async function addPerson(ctx: Context, { details, terms, ...where }: NewPerson): Promise<AddAnswer> {
  await lockNumbers(ctx)
  const taken = await numberTaken(ctx, details)
  if (taken) return { outcome: 'refused', ...taken }
  const personId = newId()
  await ctx.db
    .insertInto('people')
    .values({ ...details, id: personId, partnershipId: ctx.partnership.id, ref: newReference('P') })
    .execute()
  await record(ctx, 'workforce.person-added', { type: 'person', id: personId })
  await addEngagement(ctx, { ...terms, ...where, personId })
  return { outcome: 'added', personId }
}
