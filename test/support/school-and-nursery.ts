import { type PartnershipIdentity, newId } from '#platform'
import type { World } from './world.ts'

/** Adds a school with a team, and a nursery: enough to tell one employer's people from another's. */
export function addSchoolAndNursery(world: World, partnership: PartnershipIdentity) {
  return world.act(partnership, async ({ db, partnership }) => {
    const partnershipId = partnership.id
    const [sectorId, school, nursery, team] = [newId(), newId(), newId(), newId()]
    await db.insertInto('sectors').values({ partnershipId, id: sectorId, name: 'Schools' }).execute()
    for (const [id, name, kind] of [
      [school, 'Hillside School', 'school'],
      [nursery, 'Acorn Nursery', 'early_years'],
    ] as const) {
      await db.insertInto('organisations').values({ partnershipId, id, ref: name }).execute()
      await db
        .insertInto('organisationPeriods')
        .values({ partnershipId, id: newId(), organisationId: id, name, kind, sectorId })
        .execute()
    }
    await db
      .insertInto('teams')
      .values({ partnershipId, id: team, name: 'Reception', organisationId: school })
      .execute()
    return { school, nursery, team }
  })
}
