import { type Context, type PartnershipIdentity, withAsking } from '#platform'

/**
 * Does a piece of the installation's work inside one partnership, in the same transaction: making it, or writing to one
 * of its people.
 */
export function inPartnership<T>(
  ctx: Context,
  partnership: PartnershipIdentity,
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  return withAsking(ctx, { partnership }, work)
}
