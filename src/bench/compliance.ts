import { complianceRows } from '#assurance'
import { dateInEngland, inContext, operator } from '#platform'
import { alone } from './load.ts'
import { type Result, atMost, median, timed } from './result.ts'
import type { Workshop } from './workshop.ts'

/** Everyone against every requirement, by a database that has only just been started; then one person, again and again. */
export async function benchCompliance(workshop: Workshop): Promise<Result[]> {
  const { services } = await workshop.coldService()
  const partnership = await workshop.partnership()
  const asAt = dateInEngland(services.clock())
  const asking = { partnership, actor: operator('bench') }
  let lines = 0
  const whole = await timed(async () => {
    lines = (await inContext(services, asking, (ctx) => complianceRows(ctx, { asAt }))).length
  })
  const person = await inContext(services, asking, (ctx) =>
    ctx.db.selectFrom('people').select('id').orderBy('ref').limit(1).executeTakeFirstOrThrow(),
  )
  const one = await alone(50, async () => {
    await inContext(services, asking, (ctx) => complianceRows(ctx, { asAt, personIds: [person.id] }))
  })
  return [
    atMost('compliance of everyone, from cold', whole / 1000, 's', 3),
    atMost('people and requirements compared', lines, 'lines', null),
    atMost('compliance of one person, median', median(one), 'ms', 20),
  ]
}
