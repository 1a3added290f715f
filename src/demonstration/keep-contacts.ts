/** Gives employers invented contacts: most confirmed within the year, some late, some whom mail does not reach. */
import { type Context, addDays, newId } from '#platform'
import type { InventedPartnership } from './build/partnership.ts'
import { insertRows } from './insert-rows.ts'

const jobs: Record<string, string> = {
  school: 'Head teacher',
  early_years: 'Manager',
  health: 'Workforce lead',
  police: 'Learning and development manager',
  council: 'Workforce officer',
}

/** Ofcom keeps these numbers for drama: nobody answers. Ofcom, "Telephone numbers for drama use" (2019). */
const dramaNumber = (last: number) => `01632 960${String(last).padStart(3, '0')}`

export async function keepContacts(ctx: Context, made: InventedPartnership): Promise<void> {
  const random = made.making.random.branch('contacts')
  const { givenNames, familyNames } = made.making.reference.names
  const { today } = made.making
  const rows = made.organisations
    // Nine of ten: the others show what is missing.
    .filter(() => random.chance(0.9))
    .map(({ id, plan }) => {
      const given = random.pick(givenNames)
      const family = random.pick(familyNames)
      const hasMail = random.chance(0.92)
      const bounced = hasMail && random.chance(0.04)
      // Lifetimes of five months: a few are more than a year ago.
      const days = Math.round(random.lifetime(150))
      return {
        id: newId(),
        organisationId: id,
        name: `${given} ${family}`,
        job: jobs[plan.kind] ?? 'Manager',
        email: hasMail ? `${given}.${family}.${random.whole(10, 99)}@example.org`.toLowerCase() : null,
        phone: hasMail && random.chance(0.4) ? null : dramaNumber(random.whole(0, 999)),
        purpose: random.weighted([
          ['training', 5],
          ['workforce', 2],
          ['safeguarding', 2],
          ['general', 1],
        ] as const),
        addedOn: addDays(today, -900),
        confirmedOn: random.chance(0.95) ? addDays(today, -days) : null,
        unreachableOn: bounced ? addDays(today, -random.whole(1, 60)) : null,
        unreachableBecause: bounced ? 'The mail server answered: 550 No such user here' : null,
      }
    })
  await insertRows(ctx, 'contacts', rows)
  const corrected = rows.find(({ unreachableOn }) => !unreachableOn)
  if (!corrected) return
  await insertRows(ctx, 'contactSuggestions', [
    {
      id: newId(),
      contactId: corrected.id,
      name: corrected.name,
      job: corrected.job,
      email: corrected.email,
      phone: dramaNumber(random.whole(0, 999)),
      note: 'Our number changed when the office moved.',
      suggestedAt: ctx.now,
    },
  ])
}
