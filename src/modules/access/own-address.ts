import { z } from 'zod'

/**
 * Where to go after signing in: only ever an address of this service. Anything else, such as another site's address
 * dressed up as ours, becomes null.
 */
export function ownAddress(next: string | undefined): string | null {
  if (!next || next.length > 2000 || !/^\/(?![/\\])[\x21-\x7E]*$/.test(next)) return null
  const base = 'http://own.invalid'
  const url = URL.canParse(next, base) ? new URL(next, base) : null
  return url?.origin === base && url.username === '' ? next : null
}

/** The part of an address that says where to go afterwards; what is no address of ours is left out. */
export const nextQuery = z
  .object({ next: z.string().optional().catch(undefined) })
  .transform(({ next }) => ({ next: ownAddress(next) }))

/** The same page, remembering where to go afterwards. */
export function withNext(path: string, next: string | null): string {
  return next ? `${path}?next=${encodeURIComponent(next)}` : path
}
