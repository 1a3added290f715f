import { sql } from 'kysely'
import { Logger, type Runner, run } from 'graphile-worker'
import type { Pool } from 'pg'
import { type Context, type PartnershipIdentity, type Services, inContext, operator } from '../context.ts'

/** Work done after the change that asked for it was kept. It runs at least once, so running twice must change nothing more. */
export interface Job {
  name: string
  run(ctx: Context, ids: Record<string, string>): Promise<void>
}

export function job(definition: Job): Job {
  return definition
}

/**
 * Queues a job in the same transaction as the change: it happens exactly when the change did. The payload is ids only;
 * `key` folds repeated requests for the same work into one.
 */
export async function later(
  ctx: Context,
  name: string,
  ids: Record<string, string>,
  options: { key?: string; runAt?: Date } = {},
): Promise<void> {
  const payload = JSON.stringify({ partnershipId: ctx.partnership.id, ids })
  await sql`select graphile_worker.add_job(${name}::text, ${payload}::json, run_at => ${options.runAt ?? null}::timestamptz,
    max_attempts => 10, job_key => ${options.key ?? null}::text)`.execute(ctx.db)
}

interface Payload {
  partnershipId: string
  ids: Record<string, string>
}

/** Starts doing jobs: each in its own transaction, in the partnership that asked. Stopping finishes what is under way. */
export async function startJobs(
  services: Services,
  pool: Pool,
  jobs: Job[],
): Promise<{ stop(): Promise<void> }> {
  const runner: Runner = await run({
    pgPool: pool,
    concurrency: 2,
    noHandleSignals: true,
    logger: new Logger(() => (level, message) => {
      if (level === 'error' || level === 'warning') services.log.warn({ from: 'jobs' }, message)
    }),
    taskList: Object.fromEntries(
      jobs.map((definition) => [
        definition.name,
        async (payload: unknown, helpers: { job: { id: string } }) => {
          const { partnershipId, ids } = payload as Payload
          const partnership = await findPartnership(services, partnershipId)
          if (!partnership) return
          await inContext(
            services,
            { partnership, actor: operator(`job ${definition.name}`), requestId: `job-${helpers.job.id}` },
            (ctx) => definition.run(ctx, ids),
          )
        },
      ]),
    ),
  })
  return { stop: () => runner.stop() }
}

async function findPartnership(services: Services, id: string): Promise<PartnershipIdentity | undefined> {
  return services.database
    .selectFrom('partnerships')
    .select(['id', 'code', 'name', 'isDemonstration'])
    .where('id', '=', id)
    .executeTakeFirst()
}
