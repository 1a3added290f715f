import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PartnershipIdentity } from '#platform'
import { edgesOf, partnerships } from '../../../test/support/compliance.arbitrary.ts'
import { modelCompliance } from '../../../test/support/compliance.model.ts'
import { keepModelPartnership } from '../../../test/support/keep-model-partnership.ts'
import { type World, openWorld } from '../../../test/support/world.ts'
import { complianceRows } from './compliance.queries.ts'

let world: World
let count = 0

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

function freshPartnership(): Promise<PartnershipIdentity> {
  count += 1
  return world.addPartnership(`partnership-${count}`)
}

test('the SQL agrees with the naive model on thousands of random cases around every edge', async () => {
  const seen = { met: 0, due_soon: 0, in_grace: 0, overdue: 0, not_yet_due: 0, exempt: 0 }
  const draws = fc.array(fc.nat(), { minLength: 25, maxLength: 25 })
  await fc.assert(
    fc.asyncProperty(partnerships, draws, async (model, drawn) => {
      const edges = edgesOf(model)
      const partnership = await freshPartnership()
      await world.act(partnership, async (ctx) => {
        const people = await keepModelPartnership(ctx, model)
        for (const asAt of new Set(drawn.map((draw) => edges[draw % edges.length]!))) {
          const expected = modelCompliance(model, asAt)
          expect({ asAt, rows: await complianceRows(ctx, { asAt }) }).toEqual({ asAt, rows: expected })
          for (const row of expected) seen[row.status as keyof typeof seen] += 1
        }
        const asAt = edges[drawn[0]! % edges.length]!
        const [ref, id] = [...people][drawn[1]! % people.size]!
        expect(await complianceRows(ctx, { asAt, personIds: [id] })).toEqual(
          modelCompliance(model, asAt).filter((row) => row.person_ref === ref),
        )
      })
    }),
    { numRuns: 60 },
  )
  // A generator that went astray would prove nothing: each status must have come up often.
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(50)
  expect(Object.values(seen).reduce((sum, some) => sum + some, 0)).toBeGreaterThan(3000)
}, 180_000)
