/** A mapping round of this autumn in each partnership: the voluntary and early years sectors, and groups nobody counted. */
import { type Context, addDays, newId } from '#platform'
import type { InventedPartnership } from './build/partnership.ts'
import { insertRows } from './insert-rows.ts'

const sectorsAsked = ['Voluntary', 'Early years', 'Sports and culture']
const states = ['confirmed', 'asked', 'returned', 'asked', 'confirmed', 'declined', 'asked'] as const

/** The published headcounts are there already: what they do not know is what the round looks for. */
export async function keepMapping(ctx: Context, made: InventedPartnership): Promise<void> {
  const { today } = made.making
  const round = newId()
  await insertRows(ctx, 'mappingRounds', [
    {
      id: round,
      title: `Mapping ${today.slice(0, 4)}`,
      purpose: 'So that training is planned for everyone who works with children, paid and unpaid.',
      openedOn: addDays(today, -30),
      dueOn: addDays(today, 30),
      version: 1,
      recordedAt: ctx.now,
    },
  ])
  const sectors = made.sectors.filter(({ name }) => sectorsAsked.includes(name))
  const groups = await ctx.db
    .selectFrom('headcounts')
    .select(['sectorId', 'groupName'])
    .where('precision', 'in', ['unknown', 'lower_bound'])
    .execute()
  const asked = [
    ...made.organisations.flatMap(({ id, plan }) => {
      const sector = sectors.find(({ name }) => name === plan.sector)
      return sector ? [{ sectorId: sector.id, organisationId: id, groupName: '' }] : []
    }),
    ...groups.map((group) => ({ ...group, organisationId: null })),
  ]
  await insertRows(
    ctx,
    'mappingRequests',
    asked.map((one, index) => {
      const state = one.organisationId ? states[index % states.length]! : 'asked'
      return {
        ...one,
        id: newId(),
        mappingRoundId: round,
        contactName: '',
        contactEmail: '',
        note: '',
        state,
        answeredOn: state === 'asked' ? null : addDays(today, -1 - (index % 25)),
        version: 1,
        recordedAt: ctx.now,
      }
    }),
  )
}
