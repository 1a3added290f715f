import { sql } from 'kysely'
import {
  type Context,
  type PartnershipIdentity,
  type Services,
  inContext,
  installation,
  operator,
} from '../context.ts'

/** When the chain of each partnership was last added to over a pool of connections: milliseconds. */
const lastAdded = new WeakMap<Services['database'], Map<string, number>>()
/** How long a chain is looked at after that: an entry can be sealed only when its transaction is kept. */
const WATCHED_MS = 60_000

function lastAddedBy({ database }: Services): Map<string, number> {
  const known = lastAdded.get(database)
  if (known) return known
  const fresh = new Map<string, number>()
  lastAdded.set(database, fresh)
  return fresh
}

/** Remembers that a partnership has entries to seal, so that the sealer need not look everywhere. */
export function noteUnsealed(services: Services, partnershipId: string): void {
  lastAddedBy(services).set(partnershipId, Date.now())
}

/** Every chain there is: one for the installation and one for each partnership. */
export async function allChains(services: Services): Promise<PartnershipIdentity[]> {
  const partnerships = await services.database
    .selectFrom('partnerships')
    .select(['id', 'code', 'name', 'isDemonstration'])
    .orderBy('code')
    .execute()
  return [installation, ...partnerships]
}

/**
 * Seals what is not sealed yet: what was recorded lately in the chains that this process added to, or everything in all of
 * them, which reads the whole history. Returns how many entries it sealed.
 */
export async function sealHistory(services: Services, which: 'changed' | 'all'): Promise<number> {
  const added = lastAddedBy(services)
  if (which === 'changed' && added.size === 0) return 0
  let sealed = 0
  for (const partnership of await allChains(services)) {
    if (which === 'changed' && !added.has(partnership.id)) continue
    const seal = (ctx: Context) => sealOnce(ctx, which === 'changed' ? '1 hour' : null)
    for (let here = 1; here > 0; sealed += here)
      here = await inContext(services, { partnership, actor: operator('sealer') }, seal)
  }
  for (const [id, at] of added) if (at < Date.now() - WATCHED_MS) added.delete(id)
  return sealed
}

async function sealOnce(ctx: Context, recent: string | null): Promise<number> {
  const { rows } = await sql<{
    sealed: number
  }>`select app.seal_history(${recent}::interval) as sealed`.execute(ctx.db)
  return rows[0]!.sealed
}

/**
 * Seals every two seconds what this process recorded, and at the start and every hour whatever anyone left: a process that
 * was killed, or a transaction that took its time. Returns how to stop.
 */
export function startSealing(services: Services): () => Promise<void> {
  let round = 0
  let working: Promise<unknown> | undefined
  const timer = setInterval(() => {
    working ??= sealHistory(services, round % 1800 === 0 ? 'all' : 'changed')
      .catch((error: unknown) => services.log.error({ err: error }, 'the history could not be sealed'))
      .finally(() => (working = undefined))
    round += 1
  }, 2000)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await working
  }
}
