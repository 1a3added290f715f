import { sql } from 'kysely'
import {
  type Context,
  type PartnershipIdentity,
  type Services,
  inContext,
  installation,
  operator,
} from '../context.ts'

const unsealed = new Set<string>()

/** Remembers that a partnership has entries to seal, so that the sealer need not look everywhere. */
export function noteUnsealed(partnershipId: string): void {
  unsealed.add(partnershipId)
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

/** Seals what is not sealed yet, in the chains that changed here, or in all of them. Returns how many entries. */
export async function sealHistory(services: Services, which: 'changed' | 'all'): Promise<number> {
  const wanted = new Set(unsealed)
  unsealed.clear()
  if (which === 'changed' && wanted.size === 0) return 0
  let sealed = 0
  for (const partnership of await allChains(services)) {
    if (which === 'changed' && !wanted.has(partnership.id)) continue
    const here = await inContext(services, { partnership, actor: operator('sealer') }, sealOnce)
    if (here > 0) noteUnsealed(partnership.id)
    sealed += here
  }
  return sealed
}

async function sealOnce(ctx: Context): Promise<number> {
  const { rows } = await sql<{ sealed: number }>`select app.seal_history() as sealed`.execute(ctx.db)
  return rows[0]!.sealed
}

/** Seals every two seconds what this process recorded, and every minute whatever another left. Returns how to stop. */
export function startSealing(services: Services): () => Promise<void> {
  let rounds = 0
  let working: Promise<unknown> = Promise.resolve()
  const timer = setInterval(() => {
    working = sealHistory(services, rounds % 30 === 0 ? 'all' : 'changed').catch((error: unknown) =>
      services.log.error({ err: error }, 'the history could not be sealed'),
    )
    rounds += 1
  }, 2000)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await working
    await sealHistory(services, 'changed').catch(() => {})
  }
}
