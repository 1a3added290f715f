/** Measures the product against what it promises, on an installation of its own that is thrown away afterwards. */
import { benchBoardPaper } from './board-paper.ts'
import { benchBookingRush, benchWholeBooking } from './booking.ts'
import { benchCompliance } from './compliance.ts'
import { benchCounts } from './counts.ts'
import { benchFirstVisit } from './first-visit.ts'
import { benchImport } from './import.ts'
import { benchMemory } from './memory.ts'
import { benchCatalogue, benchPages } from './pages.ts'
import { benchQueries } from './queries.ts'
import { type Result, atMost } from './result.ts'
import { benchStart } from './start.ts'
import { Workshop } from './workshop.ts'

export type { Result } from './result.ts'

type Bench = (workshop: Workshop, people: number) => Promise<Result[]>

/** By name, in the order in which they are run: what needs a cold database comes first. */
export const benches: Record<string, Bench> = {
  load: async (workshop) => [atMost('demonstration loaded', workshop.loadedInMs / 1000, 's', 30)],
  compliance: benchCompliance,
  start: benchStart,
  'first-visit': benchFirstVisit,
  catalogue: benchCatalogue,
  pages: benchPages,
  queries: benchQueries,
  counts: benchCounts,
  import: benchImport,
  'booking-rush': benchBookingRush,
  booking: benchWholeBooking,
  'board-paper': benchBoardPaper,
  memory: benchMemory,
}

/** Runs the benches of these names, telling each result as soon as it is there. */
export async function runBenches(
  names: readonly string[],
  { people, say, tell }: { people: number; say: (sentence: string) => void; tell: (result: Result) => void },
): Promise<Result[]> {
  const workshop = await Workshop.open(people, say)
  const results: Result[] = []
  try {
    for (const name of names) {
      const found = await benches[name]!(workshop, people)
      for (const result of found) tell(result)
      results.push(...found)
    }
  } finally {
    await workshop.close()
  }
  return results
}

/** "start to first page: 1.2 s (budget 5: met)" */
export function inWords({ name, value, unit, budget, met }: Result): string {
  const judged = budget === null ? '' : ` (budget ${budget}: ${met ? 'met' : 'MISSED'})`
  return `${name}: ${value} ${unit}${judged}`
}
