import type { PartnershipIdentity, Services } from '#platform'

// Every request names its partnership, and its name or code hardly ever changes.
const KEPT_FOR_MILLISECONDS = 5_000

const caches = new WeakMap<
  Services['database'],
  Map<string, { partnership: PartnershipIdentity; until: number }>
>()

/** The partnership with this code, remembered for some seconds. Unknown codes are looked for each time. */
export async function findPartnership(
  services: Services,
  code: string,
): Promise<PartnershipIdentity | undefined> {
  let cache = caches.get(services.database)
  if (!cache) caches.set(services.database, (cache = new Map()))
  const kept = cache.get(code)
  if (kept && kept.until > performance.now()) return kept.partnership
  const partnership = await services.database
    .selectFrom('partnerships')
    .select(['id', 'code', 'name', 'isDemonstration'])
    .where('code', '=', code)
    .executeTakeFirst()
  if (partnership) cache.set(code, { partnership, until: performance.now() + KEPT_FOR_MILLISECONDS })
  else cache.delete(code)
  return partnership
}
