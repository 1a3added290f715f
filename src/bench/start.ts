import { atMost } from './result.ts'
import type { Result } from './result.ts'
import type { Workshop } from './workshop.ts'

/** From the command to the first page, on a machine that was set up before. */
export async function benchStart(workshop: Workshop): Promise<Result[]> {
  const { startedInMs } = await workshop.app()
  return [atMost('start to first page', startedInMs / 1000, 's', 5)]
}
