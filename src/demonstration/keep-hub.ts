/** What the multi-agency safeguarding hub is for, and the training that all in it share. */
import { type Context, newId } from '#platform'
import { hubName } from './build/hub.ts'
import type { InventedPartnership } from './build/partnership.ts'
import { insertRows } from './insert-rows.ts'

const shared = ['SG-WORKING-TOGETHER', 'INFORMATION-SHARING']

export async function keepHub(ctx: Context, made: InventedPartnership): Promise<void> {
  const hub = made.teams.find(({ name }) => name === hubName)
  if (!hub) return
  await ctx.db
    .updateTable('teams')
    .set({
      purpose: 'One front door for worries about a child: agencies look at each together, in one room.',
      isCoLocated: true,
    })
    .where('id', '=', hub.id)
    .execute()
  await insertRows(
    ctx,
    'teamBaselineItems',
    made.evidenceTypes
      .filter(({ code }) => shared.includes(code))
      .map(({ id }) => ({ id: newId(), teamId: hub.id, evidenceTypeId: id })),
  )
}
