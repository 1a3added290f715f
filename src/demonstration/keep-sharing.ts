/** Lets some schools keep their own register, one of them sharing it by name, so that both can be seen. */
import { type Context, addDays, addMonths } from '#platform'
import type { InventedPartnership } from './build/partnership.ts'
import { insertRows } from './insert-rows.ts'

const fewSchools = 6

export async function keepSharing(ctx: Context, made: InventedPartnership): Promise<number> {
  const schools = made.organisations.filter(({ plan }) => plan.key === 'schools').slice(-fewSchools)
  const [named, ...others] = schools
  if (!named || others.length === 0) return 0
  await ctx.db
    .updateTable('organisations')
    .set({ registerKeptBy: 'itself' })
    .where(
      'id',
      'in',
      schools.map(({ id }) => id),
    )
    .execute()
  const { nextId, today } = made.making
  const startedOn = addMonths(today, -10)
  const agreements = [
    {
      id: nextId(),
      title: `Training and safeguarding records of ${named.name}`,
      purpose:
        'To book its staff on multi-agency training and to see that safeguarding training is up to date.',
      shares: 'named',
      items: 'Name, role, employer, training with date and outcome',
      reviewOn: addMonths(startedOn, 12),
    },
    {
      id: nextId(),
      title: 'Workforce totals of schools that keep their own register',
      purpose: 'To plan training and recruitment for all schools together.',
      shares: 'totals',
      items: 'Numbers of teachers and support staff',
      reviewOn: addDays(today, -9),
    },
  ]
  await insertRows(
    ctx,
    'sharingAgreements',
    agreements.map((agreement) => ({
      ...agreement,
      lawfulBasis: 'public_task',
      keptFor: 'While they work there, and six years after',
      security: 'Seen by those whose role needs it; every look at a person is recorded',
      breachContact: 'The information governance team',
      startedOn,
    })),
  )
  await insertRows(ctx, 'sharingAgreementParties', [
    { sharingAgreementId: agreements[0]!.id, organisationId: named.id },
    ...others.map(({ id }) => ({ sharingAgreementId: agreements[1]!.id, organisationId: id })),
  ])
  return agreements.length
}
