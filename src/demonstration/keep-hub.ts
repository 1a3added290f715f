/** The training that all in the multi-agency safeguarding hub share. */
import { type Context, newId } from '#platform'
import { hubName } from './build/hub.ts'
import type { InventedPartnership } from './build/partnership.ts'
import { insertRows } from './insert-rows.ts'

const shared = ['SG-WORKING-TOGETHER', 'INFORMATION-SHARING']

export async function keepHub(ctx: Context, made: InventedPartnership): Promise<void> {
  const hub = made.teams.find(({ name }) => name === hubName)
  if (!hub) return
  await insertRows(
    ctx,
    'teamBaselineItems',
    made.evidenceTypes
      .filter(({ code }) => shared.includes(code))
      .map(({ id }) => ({ id: newId(), teamId: hub.id, evidenceTypeId: id })),
  )
}
