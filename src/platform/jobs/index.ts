import { sql } from 'kysely'
import type { Context } from '../context.ts'

/** Work done after the change that asked for it was kept. It runs at least once, so running twice must change nothing more. */
export interface Job {
  name: string
  run(ctx: Context, ids: Record<string, string>): Promise<void>
  /** Asked for by itself, once a day, for the installation. */
  isDaily?: boolean
  /** Asked for by itself, every so many minutes, for the installation. */
  everyMinutes?: number
}

export function job(definition: Job): Job {
  return definition
}

/** What the queue holds of a job: no personal data, since the queue is outside row-level security. */
export interface Payload {
  partnershipId: string
  ids: Record<string, string>
}

/**
 * Queues a job in the same transaction as the change: it happens exactly when the change did. The payload is ids only;
 * `key` folds repeated requests of one partnership for the same work into one, at the time of the last.
 */
export async function later(
  ctx: Context,
  name: string,
  ids: Record<string, string>,
  options: { key?: string; runAt?: Date } = {},
): Promise<void> {
  const payload: Payload = { partnershipId: ctx.partnership.id, ids }
  const key = options.key === undefined ? null : `${ctx.partnership.id} ${name} ${options.key}`
  await sql`select graphile_worker.add_job(${name}::text, ${JSON.stringify(payload)}::json,
    run_at => ${options.runAt ?? null}::timestamptz, job_key => ${key}::text)`.execute(ctx.db)
}
