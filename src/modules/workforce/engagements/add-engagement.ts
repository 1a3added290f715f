/** Adds an engagement of somebody who is in the register. */
import { type Context, type LocalDate, record } from '#platform'
import type { Terms } from './engagement.ts'
import { insertRow } from './line.queries.ts'
import { newReference } from './reference.ts'

export interface NewEngagement extends Terms {
  personId: string
  organisationId: string
  startedOn: LocalDate
  endedOn?: LocalDate | null
}

export async function addEngagement(ctx: Context, engagement: NewEngagement): Promise<string> {
  const ref = newReference('E')
  const id = await insertRow(ctx, { endedOn: null, ...engagement, ref, continuesId: null })
  await record(
    ctx,
    'workforce.engagement-added',
    { type: 'person', id: engagement.personId },
    { engagement: ref, from: engagement.startedOn },
  )
  return id
}
