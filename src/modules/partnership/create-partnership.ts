import {
  type Actor,
  type Context,
  type PartnershipIdentity,
  type Services,
  inContext,
  installation,
  newId,
  record,
} from '#platform'
import { inPartnership } from './in-partnership.ts'

export interface NewPartnership {
  /** Stands in every address of the partnership, and never changes. */
  code: string
  name: string
  /** The Department for Education's number of the authority, three digits. */
  laNumber?: string | null
  region?: string | null
  isDemonstration?: boolean
}

export type CreatedPartnership =
  | { outcome: 'created'; partnership: PartnershipIdentity }
  | { outcome: 'refused'; field: 'code' | 'name' | 'laNumber'; reason: string }

/** Words that would read as something else where a code stands. */
const reserved = ['all', 'api', 'assets', 'demonstration', 'help', 'installation', 'new', 'none', 'sign-in']

/** What is wrong with a new partnership's code, as a sentence; null when nothing is. */
export function codeProblem(code: string): string | null {
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/.test(code))
    return 'The code must be letters, digits and hyphens, 40 at most, such as north-tyneside'
  if (reserved.includes(code.toLowerCase()))
    return `The code cannot be ${code}: OneWorkforce uses that word itself. Choose another, such as the name of the area`
  return null
}

/** Makes a partnership in a transaction of its own. */
export function createPartnership(
  services: Services,
  partnership: NewPartnership,
  actor: Actor,
): Promise<CreatedPartnership> {
  return inContext(services, { partnership: installation, actor }, (ctx) => addPartnership(ctx, partnership))
}

/** Makes a partnership as part of the installation's work that is under way. */
export async function addPartnership(ctx: Context, wanted: NewPartnership): Promise<CreatedPartnership> {
  const code = wanted.code.trim()
  const name = wanted.name.trim()
  const laNumber = wanted.laNumber?.trim() || null
  const wrong = codeProblem(code)
  if (wrong) return { outcome: 'refused', field: 'code', reason: wrong }
  if (name === '')
    return {
      outcome: 'refused',
      field: 'name',
      reason: 'The partnership needs a name, such as North Tyneside',
    }
  if (laNumber && !/^\d{3}$/.test(laNumber))
    return {
      outcome: 'refused',
      field: 'laNumber',
      reason: 'The authority’s number must be three digits, such as 392',
    }
  const partnership = { id: newId(), code, name, isDemonstration: wanted.isDemonstration ?? false }
  const taken = {
    outcome: 'refused',
    field: 'code',
    reason: `There is a partnership with the code ${code} already. Choose another code`,
  } as const
  const alike = await ctx.db
    .selectFrom('partnerships')
    .select('id')
    .where((query) => query(query.fn('lower', ['code']), '=', code.toLowerCase()))
    .executeTakeFirst()
  if (alike) return taken
  const inserted = await ctx.db
    .insertInto('partnerships')
    .values({ ...partnership, laNumber, region: wanted.region?.trim() || null, createdAt: ctx.now })
    .onConflict((conflict) => conflict.column('code').doNothing())
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows === 0n) return taken
  await inPartnership(ctx, partnership, (ctx) =>
    record(ctx, 'partnership.created', { type: 'partnership', id: partnership.id }, { code, name }),
  )
  return { outcome: 'created', partnership }
}
