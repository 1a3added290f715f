import { type Context, type LocalDate, newId, record } from '#platform'

export interface NewExemption {
  personId: string
  requirementId: string
  startedOn: LocalDate
  endedOn: LocalDate | null
  reason: string
}

export type ExemptOutcome = { outcome: 'exempted' } | { outcome: 'refused'; because: 'already' }

/** Excuses a person from a requirement for a time. Within it they count neither as compliant nor as overdue. */
export async function exemptAPerson(ctx: Context, exemption: NewExemption): Promise<ExemptOutcome> {
  const id = newId()
  const added = await ctx.db
    .insertInto('exemptions')
    .values({ partnershipId: ctx.partnership.id, id, ...exemption, approvedBy: ctx.actor.accountId })
    .onConflict((conflict) =>
      conflict.columns(['partnershipId', 'personId', 'requirementId', 'startedOn']).doNothing(),
    )
    .executeTakeFirst()
  if (Number(added.numInsertedOrUpdatedRows ?? 0) === 0) return { outcome: 'refused', because: 'already' }
  const { personId: person, requirementId: requirement, startedOn, endedOn } = exemption
  await record(
    ctx,
    'assurance.person-exempted',
    { type: 'exemption', id },
    {
      person,
      requirement,
      from: startedOn,
      to: endedOn,
    },
  )
  return { outcome: 'exempted' }
}
