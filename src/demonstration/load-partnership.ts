/** Loads one demonstration partnership, all of it or nothing. */
import { sql } from 'kysely'
import { type Context, type LocalDate, type Services, inContext, operator, record } from '#platform'
import { type InventedPartnership, inventPartnership } from './build/partnership.ts'
import { keepHouseholds } from './keep-households.ts'
import { keepMapping } from './keep-mapping.ts'
import { keepCast } from './keep-cast.ts'
import { keepCollaborations } from './keep-collaborations.ts'
import { keepContacts } from './keep-contacts.ts'
import { keepHub } from './keep-hub.ts'
import { keepEvidence, keepExemptions, keepLearning, keepRequirements } from './keep-learning.ts'
import { keepPartners } from './keep-partners.ts'
import { keepRegister } from './keep-register.ts'
import { loadPublished, readPartnership } from './published.ts'
import { keepEquality } from './keep-equality.ts'
import { keepSharing } from './keep-sharing.ts'
import type { Reference } from './reference.ts'
import type { Shape } from './shapes/index.ts'

export interface Loading {
  code: string
  shape: Shape
  reference: Reference
  today: LocalDate
  scale: number
}

/** What was loaded, by kind; null when the partnership was there already. */
export type Loaded = Record<string, number> | null

export async function loadPartnership(services: Services, loading: Loading): Promise<Loaded> {
  const { code, shape, reference, today, scale } = loading
  const published = await readPartnership(code)
  const { name, localities } = published
  const made = inventPartnership({ code, shape, localities, today, scale, reference })
  const partnership = { id: made.id, code, name, isDemonstration: true }
  return inContext(services, { partnership, actor: operator('demonstration') }, async (ctx) => {
    // Of two that load at once, the second waits, and then finds it done.
    await sql`select pg_advisory_xact_lock(hashtextextended('oneworkforce demonstration', 0))`.execute(ctx.db)
    const there = await ctx.db
      .selectFrom('partnerships')
      .select('id')
      .where('code', '=', code)
      .executeTakeFirst()
    if (there) return null
    const { laNumber, region } = published
    await ctx.db
      .insertInto('partnerships')
      .values({ ...partnership, laNumber, region })
      .execute()
    const loaded = await keep(ctx, made)
    await record(ctx, 'demonstration.loaded', null, { today, ...loaded })
    return loaded
  })
}

async function keep(ctx: Context, made: InventedPartnership) {
  await keepRegister(ctx, made)
  await keepContacts(ctx, made)
  await keepPartners(ctx, made)
  await keepCollaborations(ctx)
  await keepRequirements(ctx, made)
  await keepHub(ctx, made)
  await keepEvidence(ctx, made)
  await keepExemptions(ctx, made)
  await keepLearning(ctx, made)
  await keepCast(ctx, made)
  // In one partnership only: in the others the authority keeps every register.
  if (ctx.partnership.code === 'nottingham-city') await keepSharing(ctx, made)
  await keepHouseholds(ctx, made)
  const published = await loadPublished(ctx, new Map(made.sectors.map(({ name, id }) => [name, id])))
  await keepMapping(ctx, made)
  await keepEquality(ctx, made)
  return {
    people: made.people.length,
    working: made.people.filter(({ engagements }) => engagements[0]!.endedOn === null).length,
    organisations: made.organisations.length,
    evidence: made.evidence.length,
    courses: made.courses.length,
    bookings: made.bookings.length,
    ...published,
  }
}
