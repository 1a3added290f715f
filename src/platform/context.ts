import { type KyselyPlugin, sql } from 'kysely'
import type { Logger } from 'pino'
import type { Database } from './database/connect.ts'
import { dateInEngland, type LocalDate } from './dates.ts'
import type { FileStore } from './files/index.ts'
import { installationId, isId, newId } from './ids.ts'
import type { Settings } from './settings.ts'

/**
 * Whose records an actor may see: everybody's in the partnership, or those of some organisations and teams, and always
 * their own. Of everybody's, `as: 'shared'` leaves out the registers that employers keep themselves and do not share by
 * name: what a role over the whole partnership opens, besides the organisations and teams that other roles are over.
 */
export type Scope =
  | { everyone: true }
  | { everyone: true; as: 'shared'; organisations: readonly string[]; teams: readonly string[] }
  | { everyone: false; organisations: readonly string[]; teams: readonly string[] }

/** The whole register: for commands, jobs and rules that need all the rows, and never to show them. */
export const everyone: Scope = { everyone: true }
/** All of the register that is shared with the whole partnership. */
export const everyoneShared: Scope = { everyone: true, as: 'shared', organisations: [], teams: [] }
export const onlyOneself: Scope = { everyone: false, organisations: [], teams: [] }

/** Who is asking, and whose records they may see in this transaction. */
export interface Actor {
  readonly accountId: string | null
  /** The actor's own person in this partnership, when they have one. */
  readonly personId: string | null
  readonly name: string
  readonly scope: Scope
  /** Set only while someone is being signed in, invited or identified: opens the accounts themselves. */
  readonly managesAccounts?: boolean
}

export interface PartnershipIdentity {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly isDemonstration: boolean
}

/** Stands for the installation, where no partnership is meant. */
export const installation: PartnershipIdentity = {
  id: installationId,
  code: '',
  name: 'OneWorkforce',
  isDemonstration: false,
}

/** What the whole process shares. */
export interface Services {
  readonly database: Database
  readonly settings: Settings & { readonly secret: string }
  readonly log: Logger
  readonly files: FileStore
  readonly clock: () => Date
}

/**
 * One piece of work: who asks, when, in which partnership, and the transaction it happens in. Everything done through a
 * context is kept together or not at all.
 */
export interface Context {
  readonly db: Database
  readonly actor: Actor
  readonly partnership: PartnershipIdentity
  readonly now: Date
  /** Today in England, the same for the whole of this work. */
  readonly today: LocalDate
  readonly requestId: string
  readonly services: Services
}

export interface Asking {
  partnership: PartnershipIdentity
  actor: Actor
  requestId?: string
}

/** The actor of the service's own work: jobs and commands. */
export function operator(name: string): Actor {
  return { accountId: null, personId: null, name, scope: everyone }
}

// Another transaction got in the way and the whole of this one was undone: doing it again is safe and usually enough.
const WORTH_ANOTHER_TRY = new Set(['40001', '40P01'])

/**
 * Does a piece of work in one transaction, with the row-level security of who asks. The work may be done again when
 * the database asks for that, so it must change nothing but the database.
 */
export async function inContext<T>(
  services: Services,
  asking: Asking,
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(services, asking, work)
    } catch (error) {
      if (attempt === 3 || !WORTH_ANOTHER_TRY.has((error as { code?: string }).code ?? '')) throw error
    }
  }
}

function once<T>(services: Services, asking: Asking, work: (ctx: Context) => Promise<T>): Promise<T> {
  const now = services.clock()
  const today = dateInEngland(now)
  const begin = sql.raw(`begin; ${settingsOf({ ...asking, today })}`)
  return services.database.connection().execute(async (db) => {
    const transaction = onlyWhileItLasts()
    try {
      await begin.execute(db)
      const result = await work({
        db: db.withPlugin(transaction),
        actor: asking.actor,
        partnership: asking.partnership,
        now,
        today,
        requestId: asking.requestId ?? newId(),
        services,
      })
      transaction.end()
      // PostgreSQL answers the commit of a transaction that an error has broken by undoing it, without a word. Where
      // the work swallowed that error, the question before it is refused, and so the commit is not taken for done.
      await sql.raw('select; commit').execute(db)
      return result
    } catch (error) {
      transaction.end()
      // When the server is gone there is nothing left to undo, and the first error is the one to tell.
      await sql
        .raw('rollback')
        .execute(db)
        .catch(() => {})
      throw error
    }
  })
}

/**
 * Refuses queries when the transaction is over. One that nobody waited for would run outside it, or in the next one
 * on this connection, with somebody else's rights.
 */
function onlyWhileItLasts(): KyselyPlugin & { end(): void } {
  let isOver = false
  return {
    end() {
      isOver = true
    },
    transformQuery({ node }) {
      if (isOver) throw new Error('A query came when its transaction was over: await every query')
      return node
    },
    transformResult: async ({ result }) => result,
  }
}

/** The settings that row-level security reads, as one statement. Only ids and fixed words are put into it. */
function settingsOf({ actor, partnership, today }: Asking & { today: LocalDate }): string {
  const { scope } = actor
  const isWhole = !('organisations' in scope)
  const values: Record<string, string> = {
    'app.partnership': id(partnership.id),
    'app.account': actor.accountId ? id(actor.accountId) : '',
    'app.person': actor.personId ? id(actor.personId) : '',
    'app.sees': isWhole ? 'everyone' : scope.everyone ? 'shared' : '',
    'app.organisations': isWhole ? '' : idArray(scope.organisations),
    'app.teams': isWhole ? '' : idArray(scope.teams),
    'app.today': today,
    'app.manages_accounts': actor.managesAccounts ? 'yes' : '',
  }
  const texts = Object.entries(values).map(([name, value]) => `set_config('${name}', '${value}', true)`)
  // Last, because it asks by the others. Where the whole register is seen, nothing is withheld.
  const withheld = scope.everyone && !isWhole ? 'app.find_withheld()::text' : `'{}'`
  return `select ${[...texts, `set_config('app.withheld', ${withheld}, true)`].join(', ')}`
}

function id(value: string): string {
  if (!isId(value)) throw new TypeError('Not an id')
  return value
}

function idArray(values: readonly string[]): string {
  return `{${values.map(id).join(',')}}`
}

/**
 * A part of the work seen by a wider or narrower scope. Used where a rule needs all the rows. Await it before anything
 * else is asked: the scope is the transaction's while it lasts.
 */
export function withScope<T>(ctx: Context, scope: Scope, work: (ctx: Context) => Promise<T>): Promise<T> {
  return withAsking(ctx, { actor: { ...ctx.actor, scope } }, work)
}

/** A part of the work done as another actor or in another partnership, in the same transaction; afterwards it is as before. */
export async function withAsking<T>(
  ctx: Context,
  change: Partial<Pick<Context, 'actor' | 'partnership'>>,
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  const changed = { ...ctx, ...change }
  await sql.raw(settingsOf(changed)).execute(ctx.db)
  try {
    return await work(changed)
  } finally {
    // It fails only in a transaction that an error has broken: nothing can be asked in that, as whoever it may be.
    await sql
      .raw(settingsOf(ctx))
      .execute(ctx.db)
      .catch(() => {})
  }
}
