import { setTimeout as pause } from 'node:timers/promises'
import { Logger, type Task, parseCronItems, run } from 'graphile-worker'
import type { Pool } from 'pg'
import { type PartnershipIdentity, type Services, inContext, installation, operator } from '../context.ts'
import { openPool } from '../database/connect.ts'
import { newId } from '../ids.ts'
import type { Job, Payload } from './index.ts'

const SESSIONS = 'oneworkforce jobs'

/**
 * Does jobs, each in its own transaction and in the partnership that asked, until stopped; then finishes what is under way.
 * Losing the database is outlasted. A job that throws is tried again, later each time, for some days.
 */
export async function startJobs(
  services: Services,
  appUrl: string,
  jobs: Job[],
): Promise<{ stop(): Promise<void> }> {
  const { log } = services
  // Sessions with a name of their own show the other processes that this one is alive.
  const pool = openPool(
    appUrl,
    (error) => log.warn({ err: error }, 'the jobs lost their database'),
    4,
    `${SESSIONS} ${newId()}`,
  )
  let isStopping = false

  async function start() {
    await freeAbandoned(pool)
    return run({
      pgPool: pool,
      concurrency: 2,
      noHandleSignals: true,
      logger: new Logger(() => (level, message, meta) => {
        // A job's own failure is logged by the job; this message would quote its error.
        if ((level === 'error' || level === 'warning') && !meta?.['failure'])
          log.warn({ from: 'jobs' }, message)
      }),
      taskList: Object.fromEntries(jobs.map((job) => [job.name, taskOf(services, job)])),
      parsedCronItems: parseCronItems([
        ...jobs.filter((job) => job.isDaily).map(daily),
        ...jobs.filter((job) => job.everyMinutes).map(often),
      ]),
      // With a delay, even of none, the library handles that it could not note a job as done; without, nobody would.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    })
  }

  async function startAgain() {
    for (;;) {
      await pause(1000)
      try {
        return await start()
      } catch (error) {
        if (isStopping) throw error
        log.warn({ err: error }, 'the jobs could not be started again yet')
      }
    }
  }

  let runner = await start()
  async function keepWorking(): Promise<void> {
    await runner.promise.catch(() => {})
    if (isStopping) return
    log.warn('the jobs ended, and are started again')
    runner = await startAgain()
    if (isStopping) return runner.stop()
    return keepWorking()
  }
  const working = keepWorking().catch(() => {})

  return {
    async stop() {
      isStopping = true
      // It may just have ended by itself.
      await runner.stop().catch(() => {})
      await working
      await pool.end()
    },
  }
}

function taskOf(services: Services, job: Job): Task {
  return async (payload, helpers) => {
    const { partnershipId, ids } = payload as Payload
    const partnership = await findPartnership(services, partnershipId)
    if (!partnership) return
    const requestId = `job-${helpers.job.id}`
    const actor = operator(`job ${job.name}`)
    try {
      await inContext(services, { partnership, actor, requestId }, (ctx) => job.run(ctx, ids))
    } catch (error) {
      services.log.error(
        { request: requestId, job: job.name, attempt: helpers.job.attempts, err: error },
        'a job failed',
      )
      // The queue keeps the message that it is thrown, so that must hold nothing of the records.
      throw new Error(`The log says why, under ${requestId}`, { cause: error })
    }
  }
}

/** At a quiet time (17 minutes past 3, UTC), or at the start when it was missed by less than a day. */
function daily(job: Job) {
  const payload: Payload = { partnershipId: installation.id, ids: {} }
  return {
    task: job.name,
    match: '17 3 * * *',
    payload: { ...payload },
    options: { backfillPeriod: 24 * 3_600_000, jobKey: job.name },
  }
}

/** Every few minutes; one that was missed is not made up for. */
function often(job: Job) {
  const payload: Payload = { partnershipId: installation.id, ids: {} }
  return {
    task: job.name,
    match: `*/${job.everyMinutes} * * * *`,
    payload: { ...payload },
    options: { jobKey: job.name },
  }
}

/**
 * Lets go of the jobs that a process had taken when it was killed. The library does so after four hours; when no other
 * process is doing jobs, nobody but a dead one can have them.
 */
async function freeAbandoned(pool: Pool): Promise<void> {
  await pool.query(
    `select graphile_worker.force_unlock_workers(array_agg(distinct locked_by)) from graphile_worker.jobs
      where locked_by is not null and not exists (select from pg_stat_activity
        where datname = current_database() and application_name like $1 || ' %'
          and application_name <> current_setting('application_name'))`,
    [SESSIONS],
  )
}

async function findPartnership(services: Services, id: string): Promise<PartnershipIdentity | undefined> {
  if (id === installation.id) return installation
  return services.database
    .selectFrom('partnerships')
    .select(['id', 'code', 'name', 'isDemonstration'])
    .where('id', '=', id)
    .executeTakeFirst()
}
