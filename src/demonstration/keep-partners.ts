/** Says what employers are in the partnership for safeguarding, with invented people who speak for them. */
import { type Context, addDays, newId } from '#platform'
import type { InventedPartnership } from './build/partnership.ts'
import { insertRows } from './insert-rows.ts'

/** No integrated care board employs anybody here, so the page shows what is missing, as a real one would. */
const roles = [
  ['council', 'local_authority'],
  ['police', 'police'],
  ['health', 'relevant_agency'],
  ['charity', 'relevant_agency'],
  ['probation', 'relevant_agency'],
] as const

const jobs: Record<string, { lead: string; delegated: string }> = {
  council: { lead: 'Chief executive', delegated: 'Director of children’s services' },
  police: { lead: 'Chief constable', delegated: 'Detective chief superintendent' },
}

export async function keepPartners(ctx: Context, made: InventedPartnership): Promise<void> {
  const random = made.making.random.branch('partners')
  const { givenNames, familyNames } = made.making.reference.names
  const startedOn = addDays(made.making.today, -700)
  const someone = () => `${random.pick(givenNames)} ${random.pick(familyNames)}`
  const partners = roles.flatMap(([key, role]) => {
    const organisation = made.organisations.find(({ plan }) => plan.key === key)
    return organisation
      ? [{ key, row: { id: newId(), organisationId: organisation.id, role, startedOn } }]
      : []
  })
  await insertRows(
    ctx,
    'partnerRoles',
    partners.map(({ row }) => row),
  )
  await insertRows(
    ctx,
    'partnerRepresentatives',
    partners.flatMap(({ key, row }) =>
      jobs[key]
        ? (['lead', 'delegated'] as const).map((capacity) => ({
            id: newId(),
            partnerRoleId: row.id,
            name: someone(),
            job: jobs[key]![capacity] as string | null,
            capacity: capacity as string,
            startedOn,
          }))
        : [
            {
              id: newId(),
              partnerRoleId: row.id,
              name: someone(),
              job: null as string | null,
              capacity: 'representative',
              startedOn,
            },
          ],
    ),
  )
}
