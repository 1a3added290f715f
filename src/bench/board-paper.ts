import { boardPaper } from '#governance'
import { inContext, operator } from '#platform'
import { toDocx } from '#platform/documents/index'
import { type Result, atMost, timed } from './result.ts'
import type { Workshop } from './workshop.ts'

/** The board paper with its live figures as a Word file. */
export async function benchBoardPaper(workshop: Workshop): Promise<Result[]> {
  const { services } = await workshop.service()
  const asking = { partnership: await workshop.partnership(), actor: operator('bench') }
  const took = await timed(async () => toDocx(await inContext(services, asking, (ctx) => boardPaper(ctx))))
  return [atMost('board paper in Word', took / 1000, 's', 2)]
}
