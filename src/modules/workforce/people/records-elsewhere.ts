/** What other parts keep about a person. They offer it here, so that a transfer and an erasure can say what there is. */
import type { Context } from '#platform'

export interface RecordsOfAPerson {
  /** What several are called: "pieces of evidence". */
  what: string
  /** What is done with them when who the person was is erased, in a sentence. */
  whenErased: string
  count: (ctx: Context, personId: string) => Promise<number>
}

let offered: readonly RecordsOfAPerson[] = []

export function offerRecords(records: readonly RecordsOfAPerson[]): void {
  offered = records
}

export interface CountedRecords {
  what: string
  whenErased: string
  count: number
}

/** How many of each there are, also of those that the actor may not see. */
export async function recordsElsewhere(ctx: Context, personId: string): Promise<CountedRecords[]> {
  const counted: CountedRecords[] = []
  for (const { what, whenErased, count } of offered)
    counted.push({ what, whenErased, count: await count(ctx, personId) })
  return counted
}
