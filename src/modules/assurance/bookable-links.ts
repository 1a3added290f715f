/** Where a person can get what they need. Another module knows what can be booked; the product's front tells us how to ask. */
import type { Context } from '#platform'

export interface BookableLink {
  /** What the button says: "Book Safeguarding level 2". */
  text: string
  /** Its address in the partnership. */
  href: string
}

/** For each evidence type that can be booked now, how. */
export type FindBookableLinks = (
  ctx: Context,
  evidenceTypeIds: readonly string[],
) => Promise<ReadonlyMap<string, BookableLink>>

let find: FindBookableLinks | undefined

/** Called once, when the product is put together. */
export function setBookableLink(finder: FindBookableLinks): void {
  find = finder
}

export async function bookableLinks(
  ctx: Context,
  evidenceTypeIds: readonly string[],
): Promise<ReadonlyMap<string, BookableLink>> {
  return find && evidenceTypeIds.length > 0 ? find(ctx, evidenceTypeIds) : new Map()
}
